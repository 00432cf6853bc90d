/*
 * tablescan.h - reads all rows of a large table, from its pages.
 *
 * SELECT takes 50 to 100 ns for each value that it hands over; a questionnaire
 * of a million respondents has fifty million. This walks over the leaves of the
 * table in the order of its keys and decodes its records itself ("Database File
 * Format", sqlite.org). The file is read by SQLite's own handle and under
 * SQLite's lock, which is held until the scan is closed. A database in memory,
 * or with a write-ahead log, is read from a copy of all of it.
 *
 * For tables with a rowid, without generated columns, that the transaction at
 * hand has not changed. Nothing is believed of the file: what is no table, keys
 * that do not ascend, pages that are met again, texts in UTF-16 are failures.
 * Columns behind the last one that is wanted are not looked at.
 */
#ifndef TABLESCAN_H
#define TABLESCAN_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct tablescan;

/* TABLE, of which COLUMNS, up to a NULL, are wanted. NULL on failure. */
struct tablescan *tablescan_open(sqlite3 *db, const char *table,
                                 const char *const *columns,
                                 struct diag *d) MUST_CHECK;

/*
 * The same for rows of many small integers: the columns wanted from FIRST on
 * are a block, read together. In the table they stand behind the others.
 */
struct tablescan *tablescan_open_block(sqlite3 *db, const char *table,
                                       const char *const *columns, size_t first,
                                       struct diag *d) MUST_CHECK;

/* The next row: 1 there is one, 0 the end, -1 failed. */
int tablescan_next(struct tablescan *s, struct diag *d) MUST_CHECK;

/* The integer of COLUMN, a place among those wanted; OTHERWISE for NULL, and
   for what is no integer. */
int64_t tablescan_integer(const struct tablescan *s, size_t column,
                          int64_t otherwise);

/* The same of COUNT columns from FIRST on. */
void tablescan_integers(const struct tablescan *s, size_t first, size_t count,
                        int64_t otherwise, int64_t *to);

/* The same of one, within the bounds of 32 bits. */
int32_t tablescan_int32(const struct tablescan *s, size_t column,
                        int32_t otherwise);

/*
 * The integers of the block, each -127 .. 127 or TABLESCAN_NONE for NULL, in
 * the order of COLUMNS; borrowed until the next row. NULL if one of them is
 * another or no integer: only then can columns of the block be asked for one by
 * one.
 */
const int8_t *tablescan_block(const struct tablescan *s);
enum { TABLESCAN_NONE = INT8_MIN };

/*
 * The text of COLUMN, LENGTH bytes, not closed by a NUL; borrowed until the
 * next row. NULL for NULL, and for what is no text.
 */
const char *tablescan_text(const struct tablescan *s, size_t column,
                           size_t *length);

/*
 * COUNT columns from FIRST on, 8 at most, as they are stored: rows with the
 * same TYPES and the same LENGTH BYTES have the same values in them. False if
 * they do not stand beside each other in the table, or a text among them has
 * more than 57 bytes. TABLESCAN_BEHIND bytes behind BYTES can be read too.
 */
struct tablescan_stored {
    uint64_t types;
    const unsigned char *bytes;
    size_t length;
};
enum { TABLESCAN_BEHIND = 8 };
bool tablescan_stored(const struct tablescan *s, size_t first, size_t count,
                      struct tablescan_stored *stored);

/* Takes NULL. */
void tablescan_close(struct tablescan *s);

#endif
