/*
 * bulk.h - loads many rows at once: INSERT ... SELECT from a virtual table.
 *
 * Rows are gathered in memory, in columns numbered from 0, and handed to
 * SQLite as a table-valued source; that is two to three times as fast as
 * binding and stepping row by row. Used by ingest for facts and by analyze
 * for results.
 *
 *     struct bulk *b = bulk_open(db, "INSERT INTO weight SELECT c0, c1, c2, c3"
 *                                    " FROM bulk", 4, d);
 *     bulk_integer(b, run); bulk_integer(b, survey); ... bulk_end_row(b, d);
 *     bulk_close(b, d);
 *
 * The statement selects from the table named "bulk", columns c0, c1, ...; it
 * may hold ORDER BY and ON CONFLICT (with "WHERE true" before it, which SQLite
 * needs there). Rows are inserted in the order added. The statement must not
 * be stepped by others, and B be closed before the connection is.
 * Cells are added from left to right; a row that is too short or too long is
 * a programming fault (assert). At most 65,536 rows are held before they are
 * inserted, fewer of more than 8 columns, and fewer once their texts pass 16
 * MiB. When an insertion fails, what was held is dropped.
 */
#ifndef BULK_H
#define BULK_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct bulk;

/* NULL on failure. Several may be open on one connection. */
struct bulk *bulk_open(sqlite3 *db, const char *insert, size_t columns,
                       struct diag *d) MUST_CHECK;

/*
 * The same for TABLE, which has no index and whose columns are COLUMNS, up to a
 * NULL: a row has a cell for each, in their order. Four times as fast, and
 * SQLite checks nothing of the values; see tablecopy.h.
 */
struct bulk *bulk_open_table(sqlite3 *db, const char *table,
                             const char *const *columns,
                             struct diag *d) MUST_CHECK;

/*
 * The same for TABLE of things with a key and an id, as
 * tablefill_open_entity() has it; bulk_key() adds the first cell, and the keys
 * of the rows ascend unless they are MIXED.
 */
struct bulk *bulk_open_entity(sqlite3 *db, const char *table,
                              const char *const *columns, bool mixed,
                              struct diag *d) MUST_CHECK;

/* The first cell of a row, if it is the key of its table. */
void bulk_key(struct bulk *b, int64_t key);

void bulk_integer(struct bulk *b, int64_t value);
void bulk_real(struct bulk *b, double value); /* NaN becomes NULL */
void bulk_null(struct bulk *b);

/* Copies the text. NULL bytes become NULL. */
void bulk_text(struct bulk *b, const char *bytes, size_t length);

int bulk_end_row(struct bulk *b, struct diag *d) MUST_CHECK;

/* A whole row, of what bulk_open_table() opened: see tablefill_add_around(). */
struct tablerecord;
int bulk_add_around(struct bulk *b, int64_t first,
                    const struct tablerecord *middle, int64_t last,
                    struct diag *d) MUST_CHECK;

/* Inserts what is held. Also done by bulk_close(). */
int bulk_flush(struct bulk *b, struct diag *d) MUST_CHECK;

/* Inserts the rest and frees B, which may be NULL; frees it on failure too. */
int bulk_close(struct bulk *b, struct diag *d) MUST_CHECK;

/*
 * The end of a list of rows: bulk_close() if STATUS is 0, else frees B, which
 * may be NULL, without inserting the rest, and returns -1.
 */
int bulk_end(struct bulk *b, int status, struct diag *d) MUST_CHECK;

/* Frees B without inserting what is still held. */
void bulk_free(struct bulk *b);

#endif
