/*
 * ranktest.h - do groups differ in where they stand, by ranks?
 *
 * From a table whose rows are the values in ascending order and whose columns
 * are groups (crosstab.h): a rating scale has as many rows as answers, other
 * data a row for each value that occurs. Ties get midranks, and variances are
 * corrected for them. Mann and Whitney, Annals of Mathematical Statistics 18,
 * 1947; Kruskal and Wallis, JASA 47, 1952; effect sizes: Tomczak and Tomczak,
 * Trends in Sport Sciences 21, 2014; Vargha and Delaney, JEBS 25, 2000.
 *
 * Values that are missing are not in the table. NaN where a group is empty or
 * all values are tied.
 */
#ifndef MATH_RANKTEST_H
#define MATH_RANKTEST_H

#include "analyze/math/crosstab.h"

/* Up to so many values in all, Mann and Whitney's p is exact as well. */
enum { RANKTEST_EXACT = 50 };

struct kruskal {
    int64_t n;
    double h, df, p, log10_p;
    double epsilon2; /* H / (n - 1): 0 none .. 1 */
    double eta2;     /* (H - k + 1) / (n - k) */
};

/* Empty columns are left out. MEAN_RANK (a number per column) may be NULL. */
struct kruskal ranktest_kruskal(const struct crosstab *t, double *mean_rank);

struct mannwhitney {
    int64_t n1, n2;
    double u;             /* pairs in which A is above B, ties a half */
    double auc;           /* the share of pairs */
    double rank_biserial; /* 2 auc - 1 */
    double z, p;          /* two-sided, by the normal distribution */
    double p_corrected;   /* the same, corrected for continuity */
    double p_exact, p_exact_above; /* by all permutations; NaN if many */
};

/* Columns A and B of the table. */
struct mannwhitney ranktest_mannwhitney(const struct crosstab *t, size_t a,
                                        size_t b);

#endif
