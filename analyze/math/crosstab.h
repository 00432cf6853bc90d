/*
 * crosstab.h - how often each pair of two categories was seen.
 *
 * The sufficient statistic of every test of ranks or of independence: with the
 * values of a rating in ascending order as rows and groups as columns, it
 * holds all that Kruskal and Wallis, Mann and Whitney, chi-square, medians and
 * Kendall need, whatever the number of members. 64-bit integers: adding and
 * merging are exact in any order. What is missing is not added.
 */
#ifndef MATH_CROSSTAB_H
#define MATH_CROSSTAB_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <stddef.h>
#include <stdint.h>

enum { CROSSTAB_MAX = 100000000 }; /* cells: 800 MB */

struct crosstab {
    size_t rows, columns;
    int64_t *n; /* rows * columns */
};

/* All zero. Fails on no or too many cells. crosstab_close() it. */
int crosstab_open(struct crosstab *t, size_t rows, size_t columns,
                  struct diag *d) MUST_CHECK;
void crosstab_close(struct crosstab *t);

/* COUNT more of ROW and COLUMN, which must be within the table. */
void crosstab_add(struct crosstab *t, size_t row, size_t column, int64_t count);

/* Adds all of OTHER, which has the same rows and columns. */
void crosstab_merge(struct crosstab *t, const struct crosstab *other);

static inline int64_t crosstab_at(const struct crosstab *t, size_t row,
                                  size_t column)
{
    return t->n[row * t->columns + column];
}

int64_t crosstab_row(const struct crosstab *t, size_t row);
int64_t crosstab_column(const struct crosstab *t, size_t column);
int64_t crosstab_total(const struct crosstab *t);

/*
 * Midranks of the rows: RANK has room for one each, and a row that nobody is
 * in gets the rank it would have. Returns the sum of t^3 - t over the rows,
 * the ties.
 */
double crosstab_ranks(const struct crosstab *t, double *rank);

#endif
