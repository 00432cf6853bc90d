/*
 * bootstrap.h - intervals of means, by drawing clusters again.
 *
 * Rows of figures belong to clusters (a member's trials); as many clusters as
 * there are, are drawn with replacement, and the means over their rows taken.
 * Of the draws the 2.5 and 97.5 per cent points are the interval (percentile
 * method: Efron and Tibshirani, An Introduction to the Bootstrap, 1993, ch.
 * 13). Draw d, place i takes the cluster mixhash_below(clusters, d, i, seed),
 * so the same seed gives the same intervals.
 */
#ifndef MATH_BOOTSTRAP_H
#define MATH_BOOTSTRAP_H

#include <stddef.h>
#include <stdint.h>

enum { BOOTSTRAP_DRAWS = 1000 };

/*
 * VALUES: COUNT rows of DIM; CLUSTER: of each row, a number. Fills MEAN, LOW
 * and HIGH, DIM numbers each; NaN if there are no rows.
 */
struct bootstrap {
    const double *values;
    const uint32_t *cluster;
    size_t count, dim;
    uint64_t seed;
};

void bootstrap_means(const struct bootstrap *b, double *mean, double *low,
                     double *high);

#endif
