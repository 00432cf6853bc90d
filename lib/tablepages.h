/*
 * tablepages.h - rows as the pages of an SQLite database.
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

#include <stddef.h>
#include <stdint.h>

#define TABLEPAGES_NULL INT64_MIN /* stands for NULL */

enum { TABLEPAGES_COLUMNS = 100 }; /* of rows of integers, at most */

struct tablepages;
struct tableleaves;

/* A table of COLUMNS without rows. */
struct tablepages *tablepages_new(size_t columns) MUST_CHECK;

/* Gives the first row, before it is added, KEY in the place of 1. */
void tablepages_start(struct tablepages *t, int64_t key);

/* Adds a row: VALUES of all columns, in the order of the table. */
void tablepages_add(struct tablepages *t, const int64_t *values);

/* The same of any row, as tablerecord.h writes it. */
void tablepages_add_record(struct tablepages *t, const unsigned char *record,
                           size_t length);

/*
 * Ends the table, which NAME and the statement CREATE describe; nothing may be
 * added afterwards.
 */
void tablepages_finish(struct tablepages *t, const char *name,
                       const char *create);

/* The file, LENGTH bytes, once it is finished. Borrowed. */
unsigned char *tablepages_bytes(const struct tablepages *t, size_t *length);

/*
 * The leaves, for who has another use of them than a file: all but the first
 * page. Once they are away, tablepages_again() makes room for the next ones.
 */
struct tableleaves *tablepages_leaves(struct tablepages *t);
void tablepages_again(struct tablepages *t);

/* How many rows were added. */
int64_t tablepages_rows(const struct tablepages *t);

/* Takes NULL. */
void tablepages_free(struct tablepages *t);

#endif
