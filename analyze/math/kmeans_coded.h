/*
 * kmeans_coded.h - k-means on coded answers, by tables instead of distances.
 *
 * An answer has few states, so in each round a table of squared differences by
 * [cell][cluster] turns the distance of a row into sums over its bytes; what is
 * missing adds nothing. What clusters add up to are counts of rows by cell:
 * integers, the same in any order, kept up by the rows that move. Centres are
 * the means of what was answered. Greedy k-means++ on a few thousand rows
 * begins, and Lloyd's rounds on some more, until none moves; those of the four
 * best starts go on on all rows until two in a thousand move, and those of the
 * two best until one in a hundred thousand does, or none. Only the scales of
 * coded.h are looked at, as z-scores.
 */
#ifndef MATH_KMEANS_CODED_H
#define MATH_KMEANS_CODED_H

#include "analyze/math/coded.h"

enum { KMEANS_CODED_K = 16 };

struct kmeans_coded {
    size_t k;
    double *centres; /* k rows of c->scales, z-scores */
    uint8_t *label;  /* by place */
    double spread;   /* sum of squared distances over what was answered */
};

/*
 * The best of STARTS, the first of several; starts run on THREADS threads.
 * Fails if K is above KMEANS_CODED_K or fewer than K rows differ.
 * kmeans_coded_free() it in any case.
 */
int kmeans_coded_fit(struct kmeans_coded *km, const struct coded *c, size_t k,
                     size_t starts, uint64_t seed, size_t threads,
                     struct diag *d) MUST_CHECK;
void kmeans_coded_free(struct kmeans_coded *km);

#endif
