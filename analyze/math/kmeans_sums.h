/*
 * kmeans_sums.h - the sums that a round of k-means needs: add, merge, finish.
 *
 * A block of rows is added to sums of its own, and those are merged in the
 * order of the blocks. Coordinates are summed as differences from a reference
 * point for each cluster (its centre before the round), which loses no digits
 * when data lie far from zero. Sums that are merged share their reference.
 */
#ifndef MATH_KMEANS_SUMS_H
#define MATH_KMEANS_SUMS_H

#include "analyze/math/rows.h"

#include <stdint.h>

struct kmeans_sums {
    size_t k, dim;
    const double *reference; /* k rows of dim, borrowed */
    int64_t *counts;         /* rows per cluster */
    double *shifts;          /* k rows of dim: sums of row - reference */
    double *squares;         /* per cluster: squared distances to it */
};

/* All zero. kmeans_sums_close() it. */
void kmeans_sums_open(struct kmeans_sums *s, const double *reference, size_t k,
                      size_t dim);
void kmeans_sums_clear(struct kmeans_sums *s);
void kmeans_sums_close(struct kmeans_sums *s);

/* Adds POINT to cluster C. */
void kmeans_sums_add(struct kmeans_sums *s, const double *point, size_t c);

/* The same without its square, where the means alone are wanted. */
void kmeans_sums_add_mean(struct kmeans_sums *s, const double *point, size_t c);

/* Adds all of OTHER, which has the same k, dim and reference. */
void kmeans_sums_merge(struct kmeans_sums *s, const struct kmeans_sums *other);

/*
 * The means, k rows of dim. A cluster without rows keeps its reference.
 * CENTRES may be the reference itself.
 */
void kmeans_sums_finish(const struct kmeans_sums *s, double *centres);

#endif
