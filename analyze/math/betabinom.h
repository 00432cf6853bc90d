/*
 * betabinom.h - shares of many groups, drawn towards what groups are like.
 *
 * The share of a small group lies far up or down by luck alone, and a list in
 * the order of shares begins and ends with the smallest. Here each group's true
 * share is taken as drawn from one beta distribution, whose mean and strength
 * are found from all groups by maximum likelihood (the beta-binomial model:
 * Skellam, JRSS B 10, 1948; as empirical Bayes: Robbins 1956; Casella, Am.
 * Stat. 39, 1985). A group's estimate is then the mean of its posterior,
 *
 *     (hits + strength * mean) / (trials + strength),
 *
 * which is its own share if it is large, and the mean of all if it is small.
 *
 * Where the groups differ no more than chance makes them (Tarone, Biometrika
 * 66, 1979: the sum of (hits - n m)^2 / (m (1 - m)) is at most the sum of n),
 * the strength is INFINITY and every group's estimate is the mean of all.
 */
#ifndef MATH_BETABINOM_H
#define MATH_BETABINOM_H

#include "analyze/math/proportion.h"

#include <stddef.h>
#include <stdint.h>

struct betabinom_group {
    int64_t hits, trials; /* 0 <= hits <= trials; no trials: passed over */
};

struct betabinom {
    double mean;     /* 0 .. 1; NaN if there were no trials at all */
    double strength; /* above 0, in trials; may be INFINITY */
};

/*
 * Finds the model of GROUPS, the same in any order of theirs. Two groups with
 * trials are the least from which a strength can be found.
 */
struct betabinom betabinom_fit(const struct betabinom_group *groups,
                               size_t count);

/* The estimate of a group; NaN if MEAN is. */
double betabinom_share(const struct betabinom *m, int64_t hits, int64_t trials);

/*
 * The middle LEVEL (.95, say) of the posterior of a group's share. NaN where
 * the strength is INFINITY: then nothing is known of the group as such.
 */
struct interval betabinom_interval(const struct betabinom *m, int64_t hits,
                                   int64_t trials, double level);

/* The log-likelihood, but for the binomial coefficients; finite strength. */
double betabinom_likelihood(const struct betabinom *m,
                            const struct betabinom_group *groups, size_t count);

#endif
