/*
 * chisquare.h - do two categories go together?
 *
 * Pearson, Philosophical Magazine 50, 1900; Yates, JRSS Suppl. 1, 1934;
 * Cramer, Mathematical Methods of Statistics, 1946; the correction of V for
 * its bias: Bergsma, Journal of the Korean Statistical Society 42, 2013;
 * residuals: Agresti, Categorical Data Analysis, 2.4.5. McNemar, Psychometrika
 * 12, 1947.
 *
 * Rows and columns that are empty are left out; what has fewer than two of
 * either left is NaN. Counts are of those who answered both.
 */
#ifndef MATH_CHISQUARE_H
#define MATH_CHISQUARE_H

#include "analyze/math/crosstab.h"

struct chisquare {
    int64_t n;
    double x2, df, p, log10_p;
    double g2;          /* the likelihood ratio statistic */
    double v;           /* Cramer's V, 0 .. 1 */
    double v_corrected; /* the same, less what chance alone would give */
    double contingency; /* Pearson's coefficient */
};

struct chisquare chisquare_test(const struct crosstab *t);

/*
 * (seen - expected) / sqrt(expected) of each cell, and the same in standard
 * errors; room for a number per cell, NaN in empty rows and columns. Either
 * may be NULL.
 */
void chisquare_residuals(const struct crosstab *t, double *pearson,
                         double *standard);

/* Of two by two cells with Yates's correction for continuity. */
struct chisquare chisquare_yates(const int64_t cells[4]);

/*
 * Did more change from yes to no (B) than from no to yes (C)? Without and with
 * the correction, and by the exact binomial test. NaN if nobody changed.
 */
struct mcnemar {
    double x2, p, x2_corrected, p_corrected, p_exact;
};
struct mcnemar mcnemar_test(int64_t b, int64_t c);

#endif
