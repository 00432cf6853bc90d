/*
 * segmentation.h - into how many groups rows fall, if into any.
 *
 * For each K from 2: k-means, and three pieces of evidence.
 *
 * Stability: the rows are split into halves, each half is clustered, all rows
 * are given to the nearest centre of either half, and the two partitions are
 * matched; the worst matched Jaccard, averaged over the splits. Hennig, CSDA
 * 52, 2007; split halves as in Lange et al., Neural Computation 16, 2004.
 *
 * Gap: log of the spread that rows without groups would have, less that of the
 * rows; the references are boxes along the rows' principal axes (box.h). So a
 * continuum, such as respondents who differ in how high they tick, makes no
 * groups. The price: two equal groups in one direction must be more than
 * three standard deviations apart to be seen. Tibshirani, Walther, Hastie, JRSS
 * B 63, 2001.
 *
 * Size: the smallest cluster.
 *
 * The answer is the largest K whose stability is at least STABILITY, whose gap
 * is above two standard errors and above that of K - 1, and whose clusters all
 * have at least LEAST rows; if there is none, 1: no distinct groups.
 */
#ifndef MATH_SEGMENTATION_H
#define MATH_SEGMENTATION_H

#include "analyze/math/rows.h"
#include "lib/attr.h"
#include "lib/diag.h"

#include <stddef.h>
#include <stdint.h>

struct segmentation_options {
    size_t k_max;     /* at least 2 */
    size_t starts;    /* of the k-means over all rows */
    double stability; /* .75 is usual */
    size_t least;     /* rows of the smallest cluster */
    uint64_t seed;
};

struct segmentation_evidence {
    size_t k;
    double spread, jaccard, gap, gap_error; /* NaN for K = 1 */
    double silhouette, calinski;            /* of a sample; NaN for K = 1 */
    size_t smallest;
    int chosen;
};

/*
 * Judges K = 1 .. k_max: OUT has room for k_max. Returns the K chosen, 0 on
 * failure. Fewer rows than 4 * k_max, or fewer than k_max that differ, end the
 * search early: COUNT gets how many K were judged.
 */
size_t segmentation_choose(struct rows rows,
                           const struct segmentation_options *o,
                           struct segmentation_evidence *out, size_t *count,
                           struct diag *d) MUST_CHECK;

#endif
