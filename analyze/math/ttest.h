/*
 * ttest.h - Student's t: one mean, paired, two groups.
 *
 * From moments (moments.h), so data may be added in blocks. Weights of the
 * moments must be 1. Everything is NaN that is not defined: fewer than two
 * values in a group, or no variance at all. P is two-sided, its tail by
 * tail.h: GSL's has 8 digits far out. Welch 1947 with
 * the degrees of freedom of Satterthwaite 1946.
 */
#ifndef MATH_TTEST_H
#define MATH_TTEST_H

#include "analyze/math/moments.h"

struct ttest {
    double difference; /* mean, or mean of the first less the second */
    double error;      /* its standard error */
    double t, df, p;
    double log10_p;   /* where p is too small for a number */
    double low, high; /* interval at the level asked */
};

/* Of DIFFERENCE, known with a standard ERROR of DF degrees of freedom. */
struct ttest ttest_of(double difference, double error, double df, double level);

/*
 * Is the mean of M other than 0? For a paired test, M are the differences,
 * after less before. LEVEL of the interval: 0.95, say.
 */
struct ttest ttest_paired(const struct moments *m, double level);

/* Do A and B differ in mean? Variances may differ. */
struct ttest ttest_welch(const struct moments *a, const struct moments *b,
                         double level);

/* The same, taking the variances for equal. */
struct ttest ttest_pooled(const struct moments *a, const struct moments *b,
                          double level);

#endif
