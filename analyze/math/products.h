/*
 * products.h - the sums of the products of all pairs of columns of bytes.
 *
 * Whole numbers, so that the sums are the same in any order and on any
 * processor. For the sums of pairs of items of scale.h.
 */
#ifndef MATH_PRODUCTS_H
#define MATH_PRODUCTS_H

#include "analyze/math/scale.h"

#include <stddef.h>
#include <stdint.h>

enum { PRODUCTS_BLOCK = 512 }; /* respondents that are added at a time */

struct products {
    int64_t *sum;     /* of each column: of its answers, bytes from 0 */
    int64_t *product; /* of each two: a row for each, from itself on */
    struct products_work *work;
};

/* All zero, of ITEMS columns, borrowed. products_close() it. */
void products_open(struct products *p, const struct scale_column *columns,
                   size_t items);
void products_close(struct products *p);

/* Adds respondents FIRST .. FIRST + COUNT - 1, PRODUCTS_BLOCK at most. */
void products_add(struct products *p, size_t first, size_t count);

#endif
