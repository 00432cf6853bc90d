/*
 * mixture_fit.h - the best mixtures of 1, 2, ... K classes: many starts, few of
 * them run to the end.
 *
 * Every start gets a few rounds of EM on a few thousand rows; those that could
 * still be first get more. The best of these that differ go on on all rows, and
 * the best of all until the likelihood stands still. The highest wins, the
 * earlier start if two are as high. Biernacki, Celeux, Govaert,
 * "Choosing starting values for the EM algorithm", CSDA 41, 2003 (there: small
 * EM). K is gone up one by one, since the classes of K - 1 tell where to look
 * for those of K.
 */
#ifndef MATH_MIXTURE_FIT_H
#define MATH_MIXTURE_FIT_H

#include "analyze/math/mixture_start.h"

struct mixture_fit {
    size_t starts; /* at least 1; half of each kind */
    size_t finals; /* that are run to the end, 1 .. 8; 0: 3 */
    uint64_t seed;
    struct mixture_em em;
};

/*
 * Fills OUT[0 .. k - 1], canonical, with mixtures of 1 .. K classes. Fails if
 * fewer than K rows differ. mixture_free() each in any case (zeroed before).
 */
int mixture_fit_all(struct mixture *out, struct mixture_starts *s,
                    const struct coded_moments *moments, size_t k,
                    const struct mixture_fit *o, struct diag *d) MUST_CHECK;

#endif
