/*
 * moments.h - weighted mean, variance, skewness and kurtosis in one pass.
 *
 * Add, merge, finish. Welford 1962 and Chan, Golub, LeVeque 1982 for the first
 * two moments, Pebay, SAND2008-6212, for the third and fourth. Everything is
 * kept relative to a provisional origin, the first value added, which saves
 * the digits that data far from zero would lose. {0} is empty.
 *
 * A value that is NaN or infinite is skipped, and so is one whose weight is
 * not above 0 or not finite; moments are then of the rest. What is not defined
 * (a variance of one value) is NaN. Merging in another order, or adding in
 * another, may change the last digits: merge blocks in block order.
 */
#ifndef MATH_MOMENTS_H
#define MATH_MOMENTS_H

#include <stdint.h>

struct moments {
    int64_t count;     /* values added */
    double weight;     /* sum of weights */
    double weight2;    /* sum of squared weights */
    double origin;     /* the first value */
    double mean;       /* of value - origin */
    double m2, m3, m4; /* weighted sums of powers of value - mean */
};

void moments_add(struct moments *m, double value, double weight);

/* TIMES equal values of weight 1 each; none if TIMES is not above 0. */
void moments_add_many(struct moments *m, double value, int64_t times);
void moments_merge(struct moments *m, const struct moments *other);

double moments_mean(const struct moments *m);

/*
 * The mean of A less that of B, with the digits that both have beyond their
 * origins: a difference of the two means, rounded far from zero, has lost them.
 * NaN if either is empty.
 */
double moments_difference(const struct moments *a, const struct moments *b);

/*
 * Variance, unbiased if weights say how reliable a value is; with weights of 1
 * the divisor is n - 1. moments_sd() is its root.
 */
double moments_variance(const struct moments *m);
double moments_sd(const struct moments *m);

/* Variance with the sum of weights as divisor. */
double moments_variance_population(const struct moments *m);

/* Variance if a weight is a count of equal values: divisor sum - 1. */
double moments_variance_frequency(const struct moments *m);

/*
 * The conventions for skewness and kurtosis, by the numbers of R's e1071: 1 is
 * of the population, 2 is corrected for bias under normality (SAS, SPSS), 3
 * uses the sample variance (GSL). Kurtosis is excess: 0 for a normal. 2 and 3
 * take the number of values for n and are meant for weights of 1.
 */
enum moments_type { MOMENTS_TYPE1 = 1, MOMENTS_TYPE2, MOMENTS_TYPE3 };
double moments_skew(const struct moments *m, enum moments_type type);
double moments_kurtosis(const struct moments *m, enum moments_type type);

/* Kish's effective size, (sum w)^2 / sum w^2; 0 when empty. */
double moments_effective(const struct moments *m);

#endif
