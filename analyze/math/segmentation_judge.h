/*
 * segmentation_judge.h - the evidence for each number of classes. Used by
 * segmentation.c, whose header says what is asked.
 */
#ifndef MATH_SEGMENTATION_JUDGE_H
#define MATH_SEGMENTATION_JUDGE_H

#include "analyze/math/segmentation_fits.h"

/* Fits the halves and fills OUT for K = 1 .. f->k_max; MEMBERS are all that the
 * sample is of. */
int segmentation_judge(struct segmentation_evidence *out,
                       struct segmentation_fits *f, size_t members,
                       const struct segmentation_options *o,
                       struct diag *d) MUST_CHECK;

#endif
