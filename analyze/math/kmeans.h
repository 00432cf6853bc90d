/*
 * kmeans.h - k-means clustering: Lloyd's rounds from k-means++ centres, then
 * moves of single points until none helps.
 *
 * Arthur and Vassilvitskii, "k-means++: the advantages of careful seeding",
 * SODA 2007; Lloyd, "Least squares quantization in PCM", 1982; Hartigan and
 * Wong, "A k-means clustering algorithm", Applied Statistics 28, 1979 (their
 * criterion for a move, in our own order).
 *
 * Pure computation. Rows are worked off in fixed blocks and the sums of the
 * blocks are merged in block order (see kmeans_sums.h): the result depends on
 * rows, K, starts, seed and block, never on who works off which block. Every
 * start has its own generator made from SEED and its number.
 *
 * Labels are canonical: clusters by size, largest first; of equal size, by
 * centre, coordinate after coordinate, smallest first. Centres are computed
 * anew from the final labels, so one partition has one result, to the bit.
 */
#ifndef MATH_KMEANS_H
#define MATH_KMEANS_H

#include "analyze/math/rows.h"
#include "lib/attr.h"
#include "lib/diag.h"

#include <stddef.h>
#include <stdint.h>

struct kmeans {
    size_t k, dim, count;
    double *centres;   /* k rows of dim */
    size_t *sizes;     /* of each cluster, all > 0 */
    double *within;    /* squared distances to the centre, per cluster */
    uint32_t *cluster; /* of each row, from 0 */
    double spread;     /* the sum of within */
    size_t rounds;     /* Lloyd's rounds, with the last that moved nothing */
};

struct kmeans_options {
    size_t k;
    size_t starts;     /* 0: 1 */
    size_t max_rounds; /* of one run of Lloyd's; 0: 300 */
    size_t block;      /* rows in a block; 0: ROWS_BLOCK */
    uint64_t seed;
    int skip_moves; /* nonzero: Lloyd's rounds alone */
};

/*
 * Puts the rows into K clusters, none of them empty: the best of all starts,
 * the earlier one if two are as good. Fails if a number is not finite, if K is
 * 0, or if fewer than K rows differ. Fills KM; kmeans_free() it in any case.
 */
int kmeans_fit(struct kmeans *km, struct rows rows,
               const struct kmeans_options *o, struct diag *d) MUST_CHECK;

/*
 * One start of those above, number START: what kmeans_fit() does in turn, for
 * callers that run starts side by side and keep the smallest spread.
 */
int kmeans_start(struct kmeans *km, struct rows rows,
                 const struct kmeans_options *o, size_t start,
                 struct diag *d) MUST_CHECK;

/*
 * Lloyd's rounds alone, from CENTRES (o->k rows). Labels stay in the order of
 * CENTRES. A cluster that loses its last row gets the row that is farthest
 * from its own centre. The same failures.
 */
int kmeans_lloyd(struct kmeans *km, struct rows rows, const double *centres,
                 const struct kmeans_options *o, struct diag *d) MUST_CHECK;

/* The nearest of the K centres to POINT; the first of several. */
size_t kmeans_nearest(const double *centres, size_t k, const double *point,
                      size_t dim);

void kmeans_free(struct kmeans *km);

#endif
