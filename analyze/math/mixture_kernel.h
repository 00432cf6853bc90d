/*
 * mixture_kernel.h - the inner loops of a round of EM.
 *
 * All work on lanes of mixture_scorer.h and exist for each number of lanes.
 * They add to what they are given; nothing is cleared.
 */
#ifndef MATH_MIXTURE_KERNEL_H
#define MATH_MIXTURE_KERNEL_H

#include "analyze/math/mixture_scorer.h"

/* Rows of one pattern, scored by tables, and what their posteriors add up to.*/
struct mixture_run {
    const struct coded *data;
    size_t from, to;        /* places */
    const double *base;     /* lanes */
    const double *scales;   /* table of the scale cells */
    const double *classes;  /* table of all cells; classes are read */
    const double *reals;    /* weights of the reals, reals x lanes */
    double *count;          /* lanes: sum of posteriors */
    double *cell;           /* cells x lanes: the same, by answer */
    double *real;           /* reals x lanes: sum of posterior x number */
    double loglik, entropy; /* sums */
};

/* Scores and adds all rows of the run. */
void mixture_kernel_run(struct mixture_run *r, size_t lanes);

/* The scores of PLACE without what is missing, to SCORE (lanes). */
void mixture_kernel_score(const struct mixture_scorer *s, size_t place,
                          double *score);

/*
 * Scores to posteriors, in place. Returns ln sum exp score, and in ENTROPY
 * - sum r ln r.
 */
double mixture_kernel_posterior(double *score, size_t lanes, double *entropy);

/* Adds POSTERIOR (lanes) to the cells of PLACE and to REAL, as in a run. */
void mixture_kernel_add(const struct coded *c, size_t place,
                        const double *posterior, size_t lanes, double *cell,
                        double *real);

#endif
