/*
 * mixture_sums.h - what a round of EM adds up: add, merge, finish.
 *
 * A block of places is added to sums of its own (the E-step, on any thread);
 * these are merged in the order of the blocks; the M-step makes a mixture of
 * them. Of what is missing, the expected values and products under each class
 * are added (full information; Little and Rubin 2002, 11.3), see
 * mixture_scorer.h. For a pattern that is held these follow from the sums of
 * its rows; other rows are conditioned on one by one.
 */
#ifndef MATH_MIXTURE_SUMS_H
#define MATH_MIXTURE_SUMS_H

#include "analyze/math/coded_moments.h"
#include "analyze/math/mixture_scorer.h"

struct mixture_sums {
    const struct coded *data; /* borrowed */
    size_t lanes, dims, cells;
    double loglik, entropy;
    double *count; /* lanes */
    double *sum;   /* dims x lanes: posterior x number, or what is expected */
    double *cell;  /* cells x lanes: posteriors by answer */
    double *cross; /* dims x dims: expected (row) x answered (column) */
    double *both;  /* dims x dims, lower: expected x expected */
};

/* All zero. mixture_sums_close() it. */
void mixture_sums_open(struct mixture_sums *t, const struct mixture_scorer *s);
void mixture_sums_close(struct mixture_sums *t);

/* The E-step of places FROM .. TO - 1. */
void mixture_sums_add(struct mixture_sums *t, const struct mixture_scorer *s,
                      const struct coded_moments *moments, size_t from,
                      size_t to);
void mixture_sums_merge(struct mixture_sums *t, const struct mixture_sums *o);

/*
 * The M-step: fills M, whose likelihood and entropy are those of the scorer's
 * mixture, the one before.
 */
void mixture_sums_finish(const struct mixture_sums *t,
                         const struct mixture_scorer *s,
                         const struct coded_moments *moments,
                         struct mixture *m);

#endif
