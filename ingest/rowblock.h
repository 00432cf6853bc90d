/*
 * rowblock.h - a few rows that are read one after the other and then dealt with
 * in the same order.
 *
 * Looking up an id is waiting for memory. So all ids of the block ask for
 * theirs before the first row is dealt with.
 */
#ifndef ROWBLOCK_H
#define ROWBLOCK_H

#include "ingest/rows.h"

#include <stdbool.h>
#include <stddef.h>

enum { ROWBLOCK_ROWS = 32 };

/* Starts as {0}. */
struct rowblock {
    size_t count;
    struct {
        long line;
        bool bad;
    } rows[ROWBLOCK_ROWS];
    struct cell *cells; /* of a row after the other, with its attributes */
    size_t fields, width;
    struct csvfile_cell *raw;
    size_t n_raw;
};

/*
 * Reads the next row of ROWS, a part, behind those that are in the block, and
 * has it be the current one: 1 it is there, 0 the part has no more, -1 reading
 * failed. B is for one file.
 */
int rowblock_add(struct rowblock *b, struct rows *rows,
                 struct diag *d) MUST_CHECK;

/* The row that was added is read; faults noted of it until now make it bad. */
void rowblock_keep(struct rowblock *b, struct rows *rows);

/* Whether the rows must be dealt with before the next is added. */
bool rowblock_full(const struct rowblock *b, const struct rows *rows);

/* The rows were dealt with, and the last one of ROWS is done. */
void rowblock_clear(struct rowblock *b, struct rows *rows);

/* Has row I of the block be the current one of ROWS, the one before is done. */
void rowblock_show(const struct rowblock *b, size_t i, struct rows *rows);

/* The cell of FIELD in row I. */
struct cell *rowblock_cell(const struct rowblock *b, size_t i, size_t field);

void rowblock_free(struct rowblock *b);

#endif
