/*
 * kmeans_label.h - which centre is nearest, for all rows at once.
 *
 * The centres stand side by side in lanes, so that a coordinate of a row is
 * compared with all of them in one wide register: most of the time of k-means.
 */
#ifndef MATH_KMEANS_LABEL_H
#define MATH_KMEANS_LABEL_H

#include "analyze/math/rows.h"

#include <stdint.h>

/*
 * Writes to LABEL which of the K CENTRES (k rows of rows.dim) is nearest to
 * each row, the first of several, and adds to SIZES (k) how many rows each has.
 * Returns how many labels changed.
 */
size_t kmeans_label(struct rows rows, const double *centres, size_t k,
                    uint32_t *label, size_t *sizes);

#endif
