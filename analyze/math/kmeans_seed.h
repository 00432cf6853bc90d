/*
 * kmeans_seed.h - k-means++: the first centres.
 *
 * The first is a row drawn at random; each next one is a row drawn with a
 * chance that grows with the squared distance to the nearest centre so far.
 */
#ifndef MATH_KMEANS_SEED_H
#define MATH_KMEANS_SEED_H

#include "analyze/math/rows.h"
#include "lib/attr.h"
#include "lib/diag.h"

#include <gsl/gsl_rng.h>

/*
 * Fills CENTRES with K rows, no two of them equal. K is 1 .. rows.count. Fails
 * if fewer than K rows differ.
 */
int kmeans_seed(double *centres, size_t k, struct rows rows, gsl_rng *rng,
                struct diag *d) MUST_CHECK;

#endif
