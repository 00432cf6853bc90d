/*
 * validity.h - how well groups are apart, from the rows themselves.
 *
 * Silhouette: Rousseeuw, Journal of Computational and Applied Mathematics 20,
 * 1987; Euclidean distances. It takes count^2 distances: for many rows, judge
 * a sample. Calinski and Harabasz, Communications in Statistics 3, 1974.
 */
#ifndef MATH_VALIDITY_H
#define MATH_VALIDITY_H

#include "analyze/math/rows.h"

#include <stdint.h>

/*
 * The mean silhouette, -1 .. 1; NaN if fewer than two of the K clusters have
 * rows. EACH (rows.count numbers) may be NULL; a row alone in its cluster has
 * 0. CLUSTER says which of 0 .. K - 1 each row is in.
 */
double validity_silhouette(struct rows rows, const uint32_t *cluster, size_t k,
                           double *each);

/*
 * The variance between over the variance within; more is better. WITHIN is the
 * sum of squared distances to the centres, ALL that to the common mean. NaN
 * unless 1 < K < COUNT and there is a variance within.
 */
double validity_calinski(double within, double all, size_t count, size_t k);

/* The sum of squared distances of the rows to their common mean. */
double validity_total(struct rows rows);

/*
 * Picks COUNT of 0 .. TOTAL - 1, every set with the same chance, ascending,
 * into OUT: all of them if there are no more. The same SEED, the same sample.
 * Returns how many. Selection sampling: Knuth, TAOCP 2, 3.4.2, algorithm S.
 */
size_t validity_sample(size_t total, size_t count, uint64_t seed, size_t *out);

#endif
