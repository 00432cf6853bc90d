/*
 * box.h - rows without any groups, to compare rows with that may have some.
 *
 * Evenly spread over a box along the principal axes of the rows, with their
 * variance along each. Of all distributions with one peak that are symmetric
 * and have a given variance, the uniform one gains most from being cut in two
 * (it removes 3/4 of the variance, a normal one 2/pi), so a continuum, be it
 * flat, bell-shaped or skewed, does not look more clustered than the box.
 * After the second kind of reference of Tibshirani, Walther and Hastie, JRSS B
 * 63, 2001, with the variance in the place of the range, which one outlier
 * would stretch.
 */
#ifndef MATH_BOX_H
#define MATH_BOX_H

#include "analyze/math/rows.h"
#include "lib/attr.h"
#include "lib/diag.h"

#include <gsl/gsl_matrix.h>
#include <stddef.h>
#include <stdint.h>

struct box {
    gsl_matrix *axes; /* a column each, as long as half the box is wide */
};

/* Of at least 2 ROWS of at least 1 number. box_free() it if that went well. */
int box_find(struct box *box, struct rows rows, struct diag *d) MUST_CHECK;
void box_free(struct box *box);

/* Fills VALUES with COUNT rows; the numbers depend on SEED and row alone. */
void box_draw(const struct box *box, size_t count, uint64_t seed,
              double *values);

#endif
