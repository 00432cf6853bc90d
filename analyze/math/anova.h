/*
 * anova.h - do several groups differ in their mean?
 *
 * From the moments of the groups (weights of 1), so data may be added in
 * blocks. Fisher's analysis of variance; Welch, Biometrika 38, 1951, where
 * variances differ; Bartlett, Proceedings of the Royal Society A 160, 1937, on
 * whether they do. Levene's test and Brown and Forsythe's are anova_test() of
 * the distances to each group's mean or median. Effects: eta squared and omega
 * squared (Hays 1963).
 *
 * Groups without values are left out; NaN where fewer than two are left, or
 * nothing varies. Welch and Bartlett want two values in each group.
 */
#ifndef MATH_ANOVA_H
#define MATH_ANOVA_H

#include "analyze/math/moments.h"

#include <stddef.h>

struct anova {
    double between, within; /* sums of squares */
    double f, df1, df2, p, log10_p;
    double eta2, omega2; /* NaN for Welch's test */
};

struct anova anova_test(const struct moments *group, size_t count);
struct anova anova_welch(const struct moments *group, size_t count);

/* Chi-square that all variances are equal; its p. */
struct bartlett {
    double x2, df, p;
};
struct bartlett anova_bartlett(const struct moments *group, size_t count);

#endif
