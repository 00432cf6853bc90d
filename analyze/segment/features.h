/*
 * features.h - what respondents are compared by: their likert answers.
 *
 * Items of facet importance or ability; all likert items if there are none.
 * Each is a z-score over the respondents taken: those who are no straight-
 * liners and answered enough (screen.h). A missing answer counts as the item's
 * mean, so 0: it pulls its respondent towards the middle and says so nowhere;
 * a model that leaves it out of the likelihood is the better way. Items that
 * all answered alike are left out.
 */
#ifndef FEATURES_H
#define FEATURES_H

#include "analyze/survey/answers.h"

struct features {
    const struct answers *answers; /* borrowed */
    size_t *item;                  /* columns: places in answers->item */
    double *mean, *sd;
    size_t dim;
    size_t *respondent; /* rows: places in answers */
    size_t n;
};

/* MIN_ANSWERED is a share of the likert items. Never fails. */
void features_make(struct features *f, const struct answers *a,
                   double min_answered);
void features_free(struct features *f);

/* Writes the DIM features of row ROW to OUT. */
void features_row(const struct features *f, size_t row, double *out);

#endif
