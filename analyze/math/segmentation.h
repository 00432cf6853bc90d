/*
 * segmentation.h - into how many classes members fall, if into any, and which.
 *
 * For each K a tied mixture (mixture.h) is fitted to a stratified sample, and
 * to the halves of several splits of it. Five questions are asked of a K:
 *
 *   found again?  each pair of halves classifies the whole sample; the two
 *                 partitions are matched, and the worst matched Jaccard, median
 *                 of the splits, must reach STABILITY. Hennig, CSDA 52, 2007;
 *                 split halves as in Lange et al., Neural Computation 16, 2004.
 *                 A minority of the splits that cannot change the answer for
 *                 any K is not made.
 *   needed?       BIC must be below that of K - 1, by .03 for each member: with
 *                 many members BIC takes classes for what is only not normal.
 *   apart?        what the classes explain must exceed what they leave unclear:
 *                 entropy < LL(K) - LL(1), so NEC < 1. A continuum is fitted a
 *                 little better by several classes too, but they overlap so
 *                 much that this fails. Celeux and Soromenho, J. Classification
 *                 13, 1996; Biernacki, Celeux, Govaert, Pattern Recognition
 *                 Letters 20, 1999.
 *   shape?        at most half of what sets the classes apart may be how high
 *                 they tick (level.h): a style of answering is no demand.
 *   large enough? the smallest class must have LEAST members.
 *
 * Halves are only asked for K that pass the other four, and for smaller ones.
 * The answer is the largest K that passes all five, and if there is none, 1: no
 * distinct groups. The mixture of that K then goes on over all members.
 */
#ifndef MATH_SEGMENTATION_H
#define MATH_SEGMENTATION_H

#include "analyze/math/mixture_em.h"

struct segmentation_options {
    size_t k;         /* fixed, or as many as the rows allow; 0: to be chosen;
                         1: no other is tried */
    size_t k_max;     /* 1 .. MIXTURE_K */
    size_t starts;    /* of the sample; halves get half as many, at least 8 */
    size_t splits;    /* 0: 3 */
    size_t sample;    /* rows at most; 0: 20,000 */
    double stability; /* .75 is usual */
    size_t least;     /* members of the smallest class */
    uint64_t seed;
    size_t threads, block; /* as in mixture_em.h */
};

/* What is known of a K; NaN where one class has nothing to say. */
struct segmentation_evidence {
    size_t k;
    double loglik, bic, icl; /* of the sample */
    double certainty;        /* mixture_certainty() */
    double nec;              /* entropy / (LL(K) - LL(1)) */
    double jaccard;
    double level;                /* level_of_classes() */
    double silhouette, calinski; /* on z-scores of a part of the sample */
    double kmeans;   /* adjusted Rand index with k-means of the same K */
    size_t smallest; /* members, projected from the sample */
    int passed, chosen;
};

struct segmentation {
    struct mixture model;                /* of all members */
    struct segmentation_evidence *tried; /* K = 1 .. count */
    size_t count;
    size_t sample;            /* rows that K was chosen on */
    struct mixture_class *of; /* by place */
};

/* Fills S from C, at least one row. Call segmentation_free() in any case. */
int segmentation_find(struct segmentation *s, const struct coded *c,
                      const struct segmentation_options *o,
                      struct diag *d) MUST_CHECK;
void segmentation_free(struct segmentation *s);

/*
 * COUNT places of 0 .. N - 1, one drawn from each of as many equal stretches:
 * rows lie by what they lack, so this is a stratified sample. All if COUNT is
 * not below N. free() it.
 */
size_t *segmentation_sample(size_t n, size_t *count, uint64_t seed);

#endif
