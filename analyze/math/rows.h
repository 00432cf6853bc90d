/*
 * rows.h - points as rows of numbers.
 *
 * A view: it owns nothing. COUNT rows of DIM numbers each, row after row, all
 * finite unless a function says otherwise. No unit is assumed; whoever
 * standardises does it before.
 */
#ifndef MATH_ROWS_H
#define MATH_ROWS_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <stddef.h>

/* Rows that are worked off together; sums are merged in block order. */
enum { ROWS_BLOCK = 65536 };

struct rows {
    const double *values; /* count * dim, borrowed */
    size_t count, dim;
};

/* Row I, DIM numbers. */
const double *rows_at(struct rows r, size_t i);

/* The squared Euclidean distance of two points; adds in a fixed order. */
double rows_distance2(const double *a, const double *b, size_t dim);

/* Fails, naming row and column (from 1), if a number is NaN or infinite. */
int rows_check(struct rows r, struct diag *d) MUST_CHECK;

#endif
