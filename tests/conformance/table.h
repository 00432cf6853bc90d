/*
 * table.h - a table of counts of two columns of reference data.
 */
#ifndef CONFORMANCE_TABLE_H
#define CONFORMANCE_TABLE_H

#include "analyze/math/crosstab.h"
#include "analyze/math/signedrank.h"

/*
 * Rows and columns are the distinct values of X and Y, ascending; pairs with a
 * NaN are left out. TIMES (or NULL for 1) says how often a pair counts.
 * crosstab_close() it.
 */
struct crosstab table_of(const double *x, const double *y, const double *times,
                         size_t count);

/*
 * The changes of COUNT pairs X - Y by their size, ascending, those of 0 left
 * out. Returns how many sizes there are; free() STEPS.
 */
size_t table_steps(const double *x, const double *y, size_t count,
                   struct change **steps);

/* The value of each row of TABLE_OF(x, ..): distinct, ascending; free() it. */
double *table_values(const double *x, size_t count, size_t *distinct);

#endif
