/*
 * tablecopy.h - loads very many rows into a table.
 *
 * The fastest way into SQLite that keeps plain tables, and the only one on
 * several threads: any thread makes pages out of rows (struct tablepages), and
 * the one that writes has SQLite copy the records over. SQLite does so without
 * looking at them ("transfer optimisation" of its INSERT ... SELECT *), at four
 * times the rate of lib/bulk.h. The price: nothing checks the values, so the
 * caller vouches for types, NOT NULL and CHECK. For tables without an index,
 * but for tablecopy_open_checked().
 */
#ifndef TABLECOPY_H
#define TABLECOPY_H

#include "lib/attr.h"
#include "lib/diag.h"
#include "lib/tablepages.h"

#include <sqlite3.h>
#include <stddef.h>

struct tablecopy;

/*
 * Prepares to load TABLE, whose columns must be COLUMNS, up to a NULL, in that
 * order. NULL on failure.
 */
struct tablecopy *tablecopy_open(sqlite3 *db, const char *table,
                                 const char *const *columns,
                                 struct diag *d) MUST_CHECK;

/*
 * The same for a table with indexes, whose first column is its integer key: SQL
 * reads the rows and checks them, so it is not as fast.
 */
struct tablecopy *tablecopy_open_checked(sqlite3 *db, const char *table,
                                         const char *const *columns,
                                         struct diag *d) MUST_CHECK;

/* Pages for rows of the table; on any thread. Free with tablepages_free(). */
struct tablepages *tablecopy_pages(const struct tablecopy *c) MUST_CHECK;

/* Ends PAGES; on any thread, before tablecopy_insert(). */
void tablecopy_finish(const struct tablecopy *c, struct tablepages *pages);

/* Adds the rows of PAGES to the table, in their order. */
int tablecopy_insert(struct tablecopy *c, struct tablepages *pages,
                     struct diag *d) MUST_CHECK;

/* Takes NULL. What was inserted stays, if its transaction does. */
void tablecopy_close(struct tablecopy *c);

#endif
