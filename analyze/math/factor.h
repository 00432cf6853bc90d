/*
 * factor.h - one common factor of several items, and omega.
 *
 * The model: an item's standard score is its loading times the factor, plus a
 * part of its own. Fitted by maximum likelihood (Joreskog, Psychometrika 32,
 * 1967) with the EM steps of Rubin and Thayer, Psychometrika 47, 1982. Omega
 * is the share of the variance of the sum that the factor explains: McDonald,
 * Test Theory, 1999. The fit is judged by the likelihood ratio with Bartlett's
 * correction (1951), as R's factanal() does.
 *
 * The covariances may be of all pairs or of complete respondents; every item
 * must vary. An item's own part is kept above FACTOR_LEAST of its variance.
 */
#ifndef MATH_FACTOR_H
#define MATH_FACTOR_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <stddef.h>
#include <stdint.h>

#define FACTOR_LEAST 0.005

struct factor {
    size_t items;
    double *loading; /* of each item, standardised; the sum is not below 0 */
    double *own;     /* the share of its variance that is its own */
    double omega, omega_std; /* of the sum of answers, of standard scores */
    double chi2, df, p;      /* NaN if the determinant is not above 0 */
    int rounds;
};

/*
 * Fits COVARIANCE, ITEMS rows of ITEMS, of N respondents. Fails on fewer than
 * three items, on one that does not vary, or on numbers that are not finite.
 * factor_free() it in any case.
 */
int factor_fit(struct factor *f, const double *covariance, size_t items,
               double n, struct diag *d) MUST_CHECK;
void factor_free(struct factor *f);

#endif
