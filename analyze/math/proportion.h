/*
 * proportion.h - a share and what is known of it: intervals, test, margins.
 *
 * Wilson, JASA 22, 1927; Clopper and Pearson, Biometrika 26, 1934; the exact
 * test sums the chances of all results no likelier than the one seen, as R's
 * binom.test() does. HITS of TRIALS, 0 <= HITS <= TRIALS, TRIALS > 0: anything
 * else gives NaN. LEVEL is 0.95, say.
 */
#ifndef MATH_PROPORTION_H
#define MATH_PROPORTION_H

#include <stdint.h>

struct interval {
    double low, high;
};

struct interval proportion_wilson(int64_t hits, int64_t trials, double level);
struct interval proportion_exact(int64_t hits, int64_t trials, double level);

/* The two-sided p of the exact test that the true share is CHANCE, 0 .. 1. */
double proportion_test(int64_t hits, int64_t trials, double chance);

/*
 * Half the width of the interval for share P of N answers, by the normal
 * distribution. POPULATION is that from which the N were drawn, and shrinks
 * it by (N' - n) / (N' - 1); 0 or less: endless.
 */
double proportion_margin(double p, double n, double population, double level);

/*
 * How many answers keep the margin of a share of P within MARGIN, rounded up.
 * At most POPULATION, unless that is 0 or less: endless.
 */
double proportion_size(double p, double margin, double population,
                       double level);

#endif
