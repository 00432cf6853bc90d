/*
 * kmeans_seed.h - k-means++: the first centres.
 *
 * The first is a row drawn at random; each next one is a row drawn with a
 * chance that grows with the squared distance to the nearest centre so far. Of
 * several that are drawn the one stays that leaves the smallest sum of these
 * distances (Arthur and Vassilvitskii 2007, section 7, "greedy").
 */
#ifndef MATH_KMEANS_SEED_H
#define MATH_KMEANS_SEED_H

#include "analyze/math/rows.h"
#include "lib/attr.h"
#include "lib/diag.h"

#include <gsl/gsl_rng.h>

/*
 * Fills CENTRES with K rows, no two of them equal, each the best of DRAWN, at
 * least 1. K is 1 .. rows.count. Fails if fewer than K rows differ.
 */
int kmeans_seed(double *centres, size_t k, struct rows rows, size_t drawn,
                gsl_rng *rng, struct diag *d) MUST_CHECK;

#endif
