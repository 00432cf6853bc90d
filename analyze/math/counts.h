/*
 * counts.h - how often each answer was given: the sufficient statistic of a
 * rating scale.
 *
 * Codes FIRST .. FIRST + CODES - 1, at most COUNTS_MAX of them. Counts are
 * 64-bit integers, so adding and merging are exact in any order; mean, spread
 * and quantiles are computed from them at the end. What is asked of an empty
 * table is NaN.
 */
#ifndef MATH_COUNTS_H
#define MATH_COUNTS_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <stdint.h>

enum { COUNTS_MAX = 16 };

struct counts {
    int first; /* the lowest code */
    int codes; /* how many codes there are, 1 .. COUNTS_MAX */
    int64_t n[COUNTS_MAX];
    int64_t missing; /* not answered; in no other number */
    int64_t refused; /* codes outside the scale; in no other number */
};

/* All zero. Fails if there are no codes or too many. */
int counts_open(struct counts *c, int first, int codes,
                struct diag *d) MUST_CHECK;

/* Counts an answer. A code outside the scale goes to `refused`. */
void counts_add(struct counts *c, int code);
void counts_add_missing(struct counts *c);

/* Adds all of OTHER, which has the same scale. */
void counts_merge(struct counts *c, const struct counts *other);

int64_t counts_total(const struct counts *c);
double counts_mean(const struct counts *c);

/* With divisor n - 1; NaN for fewer than two answers. */
double counts_sd(const struct counts *c);

/*
 * The quantile at P in [0, 1], R's type 7 (Hyndman and Fan, American
 * Statistician 50, 1996): exact, from the counts.
 */
double counts_quantile(const struct counts *c, double p);
double counts_median(const struct counts *c);

/* The share, 0 .. 1, of answers that are LOWEST or higher codes. */
double counts_share_from(const struct counts *c, int lowest);

/* The share of answers that are CODE. */
double counts_share(const struct counts *c, int code);

#endif
