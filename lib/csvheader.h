/*
 * csvheader.h - the names of the columns of a CSV file.
 *
 * They stand in one row, or in several: then one row names the columns, or all
 * of them do, joined from top to bottom as "Group / Item"; an empty cell of a
 * row that is not the last one takes the text to its left, as cells that were
 * merged in a sheet come out. Names are trimmed.
 */
#ifndef CSVHEADER_H
#define CSVHEADER_H

#include "lib/csvfile.h"

#include <stdbool.h>
#include <stddef.h>

/* Begins as {0}. */
struct csvheader {
    char **names;
    size_t count;
};

/* Takes the cells of the one row that names the columns. */
void csvheader_set(struct csvheader *h, const struct csvfile_cell *cells,
                   size_t count);

/* Joins a row below those before; LAST says whether it is the last one. */
void csvheader_join(struct csvheader *h, const struct csvfile_cell *cells,
                    size_t count, bool last);

/* Adds columns behind the last. */
void csvheader_add(struct csvheader *h, const struct csvfile_cell *names,
                   size_t count);

/* Puts a column without a name before the first. */
void csvheader_shift(struct csvheader *h);

/*
 * The place, from 0, of the column that NAME means, and how many it may mean:
 * the header itself; else "NAME#2", the second of those headed NAME; else
 * "#2", the second column. -1 and 0 if there is none; the first where there
 * are several of one name.
 */
long csvheader_find(const struct csvheader *h, const char *name,
                    size_t *matches);

void csvheader_free(struct csvheader *h);

#endif
