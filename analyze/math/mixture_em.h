/*
 * mixture_em.h - EM: rounds of expectation and maximisation until the
 * likelihood no longer rises, and the scoring of everybody in the end.
 *
 * Dempster, Laird, Rubin, JRSS B 39, 1977. The likelihood cannot fall; should
 * it do so by more than rounding explains, the fit fails and says so, unless
 * the covariance had to be kept from becoming singular.
 */
#ifndef MATH_MIXTURE_EM_H
#define MATH_MIXTURE_EM_H

#include "analyze/math/coded_moments.h"
#include "analyze/math/mixture.h"

struct mixture_em {
    size_t max_rounds; /* 0: 1,000 */
    double tolerance;  /* stop at a gain of LL per row below it */
    size_t threads;    /* 0: 1 */
    size_t block;      /* rows in a block; 0: ROWS_BLOCK */
};

/*
 * Improves M, which holds where to start: shares, means, a covariance that is
 * positive definite, chances. Its loglik and entropy are of the parameters
 * before the last M-step.
 */
int mixture_em_fit(struct mixture *m, const struct coded *c,
                   const struct coded_moments *moments,
                   const struct mixture_em *o, struct diag *d) MUST_CHECK;

/* What a member is given, by place. */
struct mixture_class {
    uint8_t best, second; /* classes from 0; second 255 if there is none */
    float posterior;      /* of the best */
};

/* One pass: the classes of all places to OUT, c->n of them. */
int mixture_em_score(const struct mixture *m, const struct coded *c,
                     const struct mixture_em *o, struct mixture_class *out,
                     struct diag *d) MUST_CHECK;

#endif
