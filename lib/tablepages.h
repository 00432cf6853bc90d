/*
 * tablepages.h - rows of integers as the pages of an SQLite database.
 *
 * Makes, in memory and on any thread, the bytes of a database file that holds
 * one table: what SQLite itself would have written for the same rows, in the
 * file format that SQLite documents ("Database File Format", sqlite.org). A
 * connection can then copy its records as they are, without reading a single
 * value; see tablecopy.h, which is what other modules use.
 */
#ifndef TABLEPAGES_H
#define TABLEPAGES_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <stddef.h>
#include <stdint.h>

#define TABLEPAGES_NULL INT64_MIN /* stands for NULL */

enum { TABLEPAGES_COLUMNS = 100 }; /* at most */

struct tablepages;

/* A table of COLUMNS, 1 to TABLEPAGES_COLUMNS, without rows. */
struct tablepages *tablepages_new(size_t columns) MUST_CHECK;

/* Adds a row: VALUES of all columns, in the order of the table. */
void tablepages_add(struct tablepages *t, const int64_t *values);

/*
 * Ends the table, which NAME and the statement CREATE describe; nothing may be
 * added afterwards. Fails if CREATE does not fit into a page.
 */
int tablepages_finish(struct tablepages *t, const char *name,
                      const char *create, struct diag *d) MUST_CHECK;

/* The file, LENGTH bytes, once it is finished. Borrowed. */
unsigned char *tablepages_bytes(const struct tablepages *t, size_t *length);

/* How many rows were added. */
int64_t tablepages_rows(const struct tablepages *t);

/* Takes NULL. */
void tablepages_free(struct tablepages *t);

#endif
