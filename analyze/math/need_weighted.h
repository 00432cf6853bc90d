/*
 * need_weighted.h - importance against ability where answers have weights.
 *
 * The weighted means, and what need_index.h makes of them. Errors are those of
 * a ratio of totals over independent respondents (Taylor linearisation:
 * Cochran, Sampling Techniques, 1977, ch. 6; as svymean() of Lumley's survey
 * package without strata):
 *
 *   n / (n - 1) * sum w^2 (x - mean)^2 / (sum w)^2
 *
 * What is kept is the sum of weights, and of their squares, by importance and
 * ability. Sums are of floating-point numbers: add in one order, merge in one.
 */
#ifndef MATH_NEED_WEIGHTED_H
#define MATH_NEED_WEIGHTED_H

#include "analyze/math/need_index.h"

#include <stdint.h>

struct need_weighted {
    int first, codes;
    int64_t n; /* of a weight above 0 */
    double w[NEED_MAX][NEED_MAX], w2[NEED_MAX][NEED_MAX];
};

/* All numbers but n are NaN if n is 0; the errors also if n is 1. */
struct need_estimate {
    int64_t n;
    double effective;           /* Kish: (sum w)^2 / sum w^2 */
    double deff;                /* n over it */
    double importance, ability; /* weighted means */
    double discrepancy, discrepancy_error;
    double mwds, mwds_error;
};

/* All zero, on the scale of T. */
void need_weighted_open(struct need_weighted *s, const struct need_table *t);

/* Both ratings are there; codes off the scale, and weights <= 0, are passed
   over. */
void need_weighted_add(struct need_weighted *s, int importance, int ability,
                       double weight);
/* The same of TIMES respondents, each of WEIGHT. */
void need_weighted_add_times(struct need_weighted *s, int importance,
                             int ability, double weight, int64_t times);
void need_weighted_merge(struct need_weighted *s,
                         const struct need_weighted *other);
struct need_estimate need_weighted_finish(const struct need_weighted *s);

#endif
