/*
 * mixture_kernel.h - the inner loops of a round of EM.
 *
 * All work on lanes of mixture_scorer.h and exist for each number of lanes;
 * answers are looked up and added by packs of columns (packs.h). They add to
 * what they are given; nothing is cleared.
 */
#ifndef MATH_MIXTURE_KERNEL_H
#define MATH_MIXTURE_KERNEL_H

#include "analyze/math/mixture_scorer.h"

/* Rows of one pattern, and what their posteriors add up to. */
struct mixture_run {
    struct mixture_tables tables;
    size_t from, to;        /* places */
    double *count;          /* lanes: sum of posteriors */
    double *cell;           /* cells of packs x lanes: the same, by answer */
    double *real;           /* reals x lanes: sum of posterior x number */
    double loglik, entropy; /* sums */
};

/* Scores and adds all rows of the run. */
void mixture_kernel_run(struct mixture_run *r);

/* The scores of PLACE to SCORE (lanes). */
void mixture_kernel_score(const struct mixture_tables *t, size_t place,
                          double *score);

/*
 * Scores to posteriors, in place. Returns ln sum exp score, and in ENTROPY
 * - sum r ln r.
 */
double mixture_kernel_posterior(double *score, size_t lanes, double *entropy);

/* Adds POSTERIOR (lanes) to the cells of PLACE and to REAL, as in a run. */
void mixture_kernel_add(const struct mixture_tables *t, size_t place,
                        const double *posterior, double *cell, double *real);

#endif
