/*
 * tabledb.h - a database for tests that read its pages.
 */
#ifndef TABLEDB_H
#define TABLEDB_H

#include <sqlite3.h>

/* The database at PATH, after the statements FIRST; the test fails if there is
   none. */
sqlite3 *tabledb_open(const char *path, const char *first);

/* Runs SQL, without a fault. */
void tabledb_run(sqlite3 *db, const char *sql);

#endif
