/*
 * scale.h - does a set of items measure one thing: Cronbach's alpha, omega.
 *
 * Cronbach, Psychometrika 16, 1951; omega from one factor: factor.h. Add,
 * merge, finish. What is kept are integer sums over the respondents who
 * answered both items of a pair, so adding and merging are exact in any order.
 * With missing answers, every covariance is of the pairs that are complete (as
 * R's cov() with use = "pairwise" and psych::alpha() have it); for the listwise
 * numbers, add complete respondents only.
 *
 * Items that run the other way must have been reversed before: nothing is
 * reversed here.
 */
#ifndef MATH_SCALE_H
#define MATH_SCALE_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <limits.h>
#include <stddef.h>
#include <stdint.h>

enum {
    SCALE_MISSING = INT_MIN, /* the answer to an item not answered */
    SCALE_MAX_ITEMS = 1000,
    SCALE_MAX_CODE = 10000 /* answers are -10000 .. 10000 */
};

/* Sums over those who answered both items. */
struct scale_pair {
    int64_t n, a, b, ab;
};

struct scale {
    size_t items;
    int64_t respondents;      /* who answered at least one item */
    struct scale_pair *pairs; /* upper triangle with diagonal */
};

/* What came of it. Items that all answered alike are left out of alpha. */
struct reliability {
    size_t items, used; /* used: items with a variance above 0 */
    int64_t respondents;
    double alpha;            /* raw; NaN for fewer than two items used */
    double alpha_std;        /* from correlations */
    double omega;            /* raw; NaN for fewer than three items used */
    double mean_r;           /* mean correlation of two items */
    double mean, sd;         /* of a respondent's mean of all items that anybody
                                answered; sd NaN if one has a single answer */
    struct scale_item *item; /* one for each */
};

struct scale_item {
    int64_t n;            /* answers */
    double mean, sd;      /* NaN if there are too few */
    double rest_r;        /* with the sum of the others; NaN if left out */
    double alpha_without; /* alpha if the item is dropped; NaN if left out */
};

/* All zero. Fails on no items or too many. scale_close() it. */
int scale_open(struct scale *s, size_t items, struct diag *d) MUST_CHECK;
void scale_close(struct scale *s);

/*
 * Adds a respondent's ANSWERS, one per item. Fails, and adds nothing, if one
 * is neither missing nor within SCALE_MAX_CODE.
 */
int scale_add(struct scale *s, const int *answers, struct diag *d) MUST_CHECK;

/*
 * The answers to one item as bytes: code LOW + byte; a byte of CODES or more is
 * no answer. LOW + CODES are at most SCALE_MAX_SUM.
 */
struct scale_column {
    const uint8_t *byte;
    int low, codes;
};
enum { SCALE_MAX_SUM = 1000, SCALE_MAX_BYTES = 250 };

/*
 * Adds COUNT respondents, a column per item: what scale_add() makes of them,
 * many times as fast. Fails, and adds nothing, if a scale is too long.
 */
int scale_add_columns(struct scale *s, const struct scale_column *columns,
                      size_t count, struct diag *d) MUST_CHECK;

/* Of COUNT respondents, those who answered any and all of N items. */
void scale_count_columns(const struct scale_column *columns, size_t n,
                         size_t count, int64_t *any, int64_t *all);

/*
 * The sums of some items of ALL, COUNT places in it, as a scale of their own,
 * which RESPONDENTS answered at least one of. scale_close() it in any case.
 */
int scale_pick(struct scale *s, const struct scale *all, const size_t *items,
               size_t count, int64_t respondents, struct diag *d) MUST_CHECK;

/* Takes out OTHER, whose respondents are some of those of S. */
void scale_subtract(struct scale *s, const struct scale *other);

/* The sums of items A and B, a of the former and b of the latter. */
struct scale_pair scale_sums(const struct scale *s, size_t a, size_t b);

/* Adds all of OTHER, which has as many items. */
void scale_merge(struct scale *s, const struct scale *other);

/*
 * The covariances of all items, s->items rows of as many; NaN where fewer than
 * two answered both.
 */
void scale_covariances(const struct scale *s, double *covariance);

/* Computes R; reliability_free() it. */
void scale_finish(const struct scale *s, struct reliability *r);
void reliability_free(struct reliability *r);

#endif
