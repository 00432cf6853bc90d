/*
 * celltally.h - how often each byte stands in each column, cell by cell of
 * rows.
 *
 * For many columns of few different bytes, as the answers to likert items are:
 * all columns of a row are counted at once. Whole numbers; any order of the
 * rows gives the same.
 */
#ifndef MATH_CELLTALLY_H
#define MATH_CELLTALLY_H

#include <stddef.h>
#include <stdint.h>

struct celltally {
    size_t columns, cells, values;
    const uint8_t *const *column; /* borrowed, as is CELL */
    const uint32_t *cell;         /* of each row: 0 .. cells - 1 */
    const uint8_t *value;         /* the bytes to count; others are not */
};

/* The bytes of memory that counting needs beside what it counts into. */
size_t celltally_bytes(const struct celltally *t);

/*
 * Counts ROWS rows into COUNT, which starts as zeros or as other rows left it:
 * by cell, then value, then column.
 */
void celltally_add(const struct celltally *t, size_t rows, int64_t *count);

#endif
