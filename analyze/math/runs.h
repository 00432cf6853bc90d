/*
 * runs.h - how evenly each respondent ticked: runs of equal answers, spread.
 *
 * Longstring: Johnson, Journal of Research in Personality 39, 2005;
 * intra-individual response variability: Dunn et al., Journal of Business and
 * Psychology 33, 2018. Items in the order in which they were asked; answers
 * that are missing are passed over and end no run.
 */
#ifndef MATH_RUNS_H
#define MATH_RUNS_H

#include "analyze/math/scale.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Answers that were reversed are taken as they were asked, LOW + HIGH less. */
struct runs_item {
    struct scale_column column; /* as scale_add_columns() takes it */
    bool reversed;
};

/* Of each respondent. */
struct runs {
    uint16_t *answered; /* items */
    uint16_t *longest;  /* answers on end that are equal; 0 without any */
    double *spread;     /* sd of the answers, divisor n - 1; NaN below two */
};

/* Of COUNT respondents, ITEMS at most SCALE_MAX_ITEMS, into OUT. */
void runs_find(const struct runs_item *item, size_t items, size_t count,
               const struct runs *out);

#endif
