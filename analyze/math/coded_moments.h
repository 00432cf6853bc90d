/*
 * coded_moments.h - the squares and products of coded rows, once for all.
 *
 * In a mixture with one covariance the products of what was answered enter as
 * their sum alone, whatever class a row is in: sum y y' with 0 for what is
 * missing, over all rows, and over each pattern that is held. They are made
 * once, in blocks that are merged in order, and serve every round of EM.
 */
#ifndef MATH_CODED_MOMENTS_H
#define MATH_CODED_MOMENTS_H

#include "analyze/math/coded.h"

struct coded_moments {
    size_t dims, held;
    double *all;      /* dims x dims */
    double *pattern;  /* held of dims x dims, the first o x o of which are */
                      /* those of the o numbers that the pattern has */
    int64_t observed; /* numbers that are there, over all rows */
};

/* On THREADS threads, in blocks of BLOCK rows. coded_moments_free() it. */
int coded_moments_make(struct coded_moments *m, const struct coded *c,
                       size_t threads, size_t block, struct diag *d) MUST_CHECK;
void coded_moments_free(struct coded_moments *m);

#endif
