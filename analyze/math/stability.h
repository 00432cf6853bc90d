/*
 * stability.h - how far two partitions of the same rows agree.
 *
 * Adjusted Rand index: Hubert and Arabie, Journal of Classification 2, 1985.
 * Variation of information: Meila, JMVA 98, 2007. Jaccard per cluster: Hennig,
 * CSDA 52, 2007, here under the best one-to-one matching of the clusters (the
 * one with the largest sum), so that no cluster is counted twice.
 *
 * Add, merge, finish: what is kept is the table of counts, which is exact.
 */
#ifndef MATH_STABILITY_H
#define MATH_STABILITY_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <stddef.h>
#include <stdint.h>

enum { STABILITY_MAX = 1000 }; /* clusters in a partition */

struct overlap {
    size_t rows, columns; /* clusters of the first and second partition */
    int64_t *counts;      /* rows * columns */
};

struct agreement {
    double ari; /* 1 equal, about 0 by chance; NaN for fewer than 2 rows */
    double vi;  /* variation of information, in nats; 0 equal */
    size_t clusters;
    size_t *match;   /* per cluster of the first: one of the second, or */
    double *jaccard; /* STABILITY_NONE; and their Jaccard, 0 .. 1 */
    double mean_jaccard, min_jaccard; /* of the matched and unmatched (0) */
};

#define STABILITY_NONE SIZE_MAX

/* All zero. Fails if a partition has no or too many clusters. */
int overlap_open(struct overlap *o, size_t rows, size_t columns,
                 struct diag *d) MUST_CHECK;
void overlap_close(struct overlap *o);

/* A row that is in cluster A of the first and B of the second partition. */
void overlap_add(struct overlap *o, size_t a, size_t b);
void overlap_merge(struct overlap *o, const struct overlap *other);

/* Computes A; agreement_free() it. */
void overlap_finish(const struct overlap *o, struct agreement *a);
void agreement_free(struct agreement *a);

#endif
