/*
 * segmentation_fits.h - all mixtures that the choice of K looks at: of the
 * sample and of each half, for each K. Used by segmentation.c.
 *
 * Every fit is a job of its own with its own random numbers, so that neither
 * threads nor their order matter.
 */
#ifndef MATH_SEGMENTATION_FITS_H
#define MATH_SEGMENTATION_FITS_H

#include "analyze/math/mixture_fit.h"
#include "analyze/math/segmentation.h"

/* Rows with all that fits to them need. */
struct segmentation_part {
    struct coded data;
    struct coded_moments moments;
    struct mixture_starts starts;
};

struct segmentation_fits {
    struct segmentation_part whole_part, *half; /* 2 * splits */
    size_t k_max, splits;
    size_t done;            /* splits that were made, the first ones */
    size_t k_split;         /* the largest K that the halves were asked for */
    size_t room;            /* the K_MAX that was asked for */
    struct mixture *whole;  /* by K - 1 */
    struct mixture *halves; /* half * room + K - 1 */
    double *jaccard;        /* (K - 1) * splits + split */
};

/*
 * Fits the sample; may lower K_MAX to what differs among the rows. Call
 * segmentation_fits_free() in any case.
 */
int segmentation_fits_make(struct segmentation_fits *f, const struct coded *c,
                           const struct segmentation_options *o,
                           struct diag *d) MUST_CHECK;

/*
 * Fits the halves for K = 2 .. K_SPLIT; jaccard of the others is NaN. The
 * smaller half of the splits is left out if the others say of each K alike
 * whether it reaches o->stability: they could not change the median's answer.
 */
int segmentation_fits_split(struct segmentation_fits *f, size_t k_split,
                            const struct segmentation_options *o,
                            struct diag *d) MUST_CHECK;
void segmentation_fits_free(struct segmentation_fits *f);

#endif
