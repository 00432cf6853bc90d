/*
 * mixture_fit.h - the best mixture of K classes: many starts, few of them run
 * to the end.
 *
 * Every start gets a few rounds of EM; the best go on until the likelihood
 * stands still, and the highest wins, the earlier start if two are as high.
 * Biernacki, Celeux, Govaert, "Choosing starting values for the EM algorithm",
 * CSDA 41, 2003 (there: small EM).
 */
#ifndef MATH_MIXTURE_FIT_H
#define MATH_MIXTURE_FIT_H

#include "analyze/math/mixture_start.h"

struct mixture_fit {
    size_t starts; /* at least 1; half of each kind */
    size_t finals; /* that are run to the end; 0: 3 */
    uint64_t seed;
    struct mixture_em em;
};

/*
 * Fills M, canonical. Fails if fewer than K rows differ. mixture_free() it if
 * that went well.
 */
int mixture_fit_best(struct mixture *m, const struct mixture_starts *s,
                     const struct coded_moments *moments, size_t k,
                     const struct mixture_fit *o, struct diag *d) MUST_CHECK;

#endif
