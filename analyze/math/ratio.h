/*
 * ratio.h - how much more of one group than of another: shares compared.
 *
 * Lift: the share in the group over that of all; leverage: how much of all is
 * both, beyond chance (Piatetsky-Shapiro 1991). Risk ratio of the group to the
 * rest, with the interval of its logarithm (Katz et al., Biometrics 34, 1978).
 * Cohen's h (1988). Log odds ratio with half a count added to each cell
 * (Haldane, Annals of Human Genetics 20, 1956; Anscombe 1956).
 *
 * Counts are of those who were asked; who was not asked is in none of them.
 * NaN where a group is empty or a share of 0 is divided by.
 */
#ifndef MATH_RATIO_H
#define MATH_RATIO_H

#include <stdint.h>

struct ratio {
    double share, rest, all; /* in the group, outside it, of all */
    double lift, leverage;
    double risk_ratio, low, high;
    double cohen_h;
    double log_odds, log_odds_error;
};

/*
 * Of SIZE in the group, HITS have it; of TOTAL in all, MARKED. LEVEL of the
 * interval: 0.95, say.
 */
struct ratio ratio_of(int64_t hits, int64_t size, int64_t marked, int64_t total,
                      double level);

#endif
