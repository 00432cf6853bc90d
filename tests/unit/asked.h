/*
 * asked.h - what tests do with a database: run SQL, compare what it selects.
 * Both end the test where SQLite refuses.
 */
#ifndef ASKED_H
#define ASKED_H

#include <sqlite3.h>

void asked_run(sqlite3 *db, const char *sql);

/* The first column of the first row of SQL, "NULL" for none, is WANTED. */
void asked_is(sqlite3 *db, const char *sql, const char *wanted);

#endif
