/*
 * need_index.h - how much a topic is needed: importance against ability.
 *
 * Borich's mean weighted discrepancy score: Borich, Journal of Teacher
 * Education 31, 1980; McKim and Saucier, Journal of Extension 49(2), 2011:
 *
 *   MWDS = mean importance * (mean importance - mean ability)
 *
 * and the ranked discrepancy: Narine and Harder, Advancements in Agricultural
 * Development 2(3), 2021, of the shares who rate ability below (negative
 * ranks), equal to (ties) and above (positive ranks) importance:
 *
 *   RDS = 100 * (positive - negative), -100 .. 100, most negative most needed
 *
 * Only respondents who rated both count. On 1-5 scales MWDS lies in -6.25 ..
 * 20: it is not symmetric, a topic that is mastered scores little.
 *
 * What is kept is the table of counts, importance by ability: 64-bit integers,
 * exact in any order. Both are rated on one scale of at most NEED_MAX codes.
 */
#ifndef MATH_NEED_INDEX_H
#define MATH_NEED_INDEX_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <stdint.h>

enum { NEED_MAX = 16 };

struct need_table {
    int first, codes;              /* the lowest code; how many there are */
    int64_t n[NEED_MAX][NEED_MAX]; /* [importance][ability] */
    int64_t incomplete;            /* respondents who lack one or both */
    int64_t refused;               /* or gave a code outside the scale */
};

/* All numbers but n are NaN if n is 0; the errors also if n is 1. */
struct need_index {
    int64_t n;                  /* complete pairs */
    double importance, ability; /* means */
    double discrepancy;         /* mean importance - mean ability */
    double discrepancy_sd;      /* of the differences, divisor n - 1 */
    double mwds;
    double mwds_error;               /* its standard error, delta method */
    double negative, tied, positive; /* shares, 0 .. 1 */
    double rds;
};

/* The quarters of importance-performance: Martilla and James, JoM 41, 1977. */
enum need_quadrant {
    NEED_CONCENTRATE, /* important, not able */
    NEED_KEEP,        /* important, able */
    NEED_LOW,         /* neither */
    NEED_OVERKILL     /* able, not important */
};

/* All zero. Fails on fewer than 2 or too many codes. */
int need_open(struct need_table *t, int first, int codes,
              struct diag *d) MUST_CHECK;

/* One respondent's ratings, both there. */
void need_add(struct need_table *t, int importance, int ability);

/* TIMES respondents who gave these ratings. */
void need_add_times(struct need_table *t, int importance, int ability,
                    int64_t times);

/* A respondent who did not rate both. */
void need_add_incomplete(struct need_table *t);

/* Adds all of OTHER, which has the same scale. */
void need_merge(struct need_table *t, const struct need_table *other);

struct need_index need_finish(const struct need_table *t);

/* A value on the line itself is high importance, and able. */
enum need_quadrant need_quadrant(double importance, double ability,
                                 double importance_line, double ability_line);

#endif
