/*
 * layout.h - whether the tables of a warehouse are those of this program.
 *
 * The version of a warehouse changes with a release; between releases a table
 * may get a column. A file of before then fails in the midst of some statement:
 * this finds out when it is opened.
 */
#ifndef LAYOUT_H
#define LAYOUT_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <sqlite3.h>

/*
 * Fails, naming the table, if DB, the file PATH, lacks a table of MODEL, a
 * database fresh from lib/schema.sql, or if its columns have other names or
 * another order. Further tables are no matter.
 */
int layout_check(sqlite3 *db, const char *path, sqlite3 *model,
                 struct diag *d) MUST_CHECK;

#endif
