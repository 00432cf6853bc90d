/*
 * correlation.h - do two numbers go together?
 *
 * Pearson's r from co-moments: add, merge, finish, with the update of Chan,
 * Golub and LeVeque 1982 carried over to products (Pebay, SAND2008-6212), kept
 * relative to the first pair. Its interval is by Fisher's z (Metron 1, 1921).
 * Spearman's rho and Kendall's tau-b (Biometrika 33, 1945, for the ties) come
 * from a table of counts (crosstab.h) with both values in ascending order.
 *
 * A pair with a value that is NaN or infinite, or a weight that is not above
 * 0, is skipped. NaN where a value does not vary. P is two-sided; that of rho
 * takes the t distribution for granted, as R does with ties.
 */
#ifndef MATH_CORRELATION_H
#define MATH_CORRELATION_H

#include "analyze/math/crosstab.h"

#include <stdint.h>

struct comoments {
    int64_t count;
    double weight;
    double origin_x, origin_y; /* the first pair */
    double mean_x, mean_y;     /* less the origin */
    double xx, yy, xy;         /* weighted sums of products about the means */
};

void comoments_add(struct comoments *m, double x, double y, double weight);
void comoments_merge(struct comoments *m, const struct comoments *other);

/* With divisor weight - 1: weights are counts of equal pairs, or 1. */
double comoments_covariance(const struct comoments *m);

struct correlation {
    double r;         /* or rho, or tau: -1 .. 1 */
    double statistic; /* t of r and rho, z of tau */
    double p;
    double low, high; /* of r only, else NaN */
};

/* Weights must be 1 for p and the interval. LEVEL is 0.95, say. */
struct correlation correlation_pearson(const struct comoments *m, double level);
struct correlation correlation_spearman(const struct crosstab *t);
struct correlation correlation_kendall(const struct crosstab *t);

#endif
