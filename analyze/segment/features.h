/*
 * features.h - what respondents are compared by: rows of math/coded.h.
 *
 * analysis.segment.features names kinds:
 *   ratings     likert items of facet importance or ability, all likert items
 *               if there are none: numbers
 *   scores      in their place, the mean of each respondent's answers to the
 *               items of a scale, where at least half of them are answered:
 *               for questionnaires of very many items
 *   choices     options of a multiple choice of facet interest, all options if
 *               there are none: ticked or not
 *   singles     questions with one choice: names
 *   attendance  over all years: log of 1 + hours, share of the sessions listed
 *               that were attended, log of 1 + days since the last; each cut
 *               off at its .5 and 99.5 % quantile. Missing where there is none.
 * By default ratings and choices; without likert items, choices and singles: a
 * questionnaire of names alone is for classical latent classes.
 *
 * A model compares at most CODED_DIMS numbers. Where there are more ratings,
 * the scores of their scales take their place, with a warning; where there are
 * more of those too, or no scales, nothing is compared.
 *
 * Only respondents who are no straight-liners and answered enough are compared
 * (screen.h). What is not answered stays missing. Columns in which all are
 * alike are left out.
 */
#ifndef FEATURES_H
#define FEATURES_H

#include "analyze/math/coded.h"
#include "analyze/run.h"
#include "analyze/survey/answers.h"

enum feature_kind {
    FEATURE_RATINGS = 1,
    FEATURE_SCORES = 2,
    FEATURE_CHOICES = 4,
    FEATURE_SINGLES = 8,
    FEATURE_ATTENDANCE = 16
};

struct features {
    const struct answers *answers; /* borrowed */
    unsigned kinds;
    size_t *item; /* of the scales, then the classes: places in answers */
    size_t scales, classes, reals;
    char **real;        /* names of the real numbers */
    size_t *respondent; /* by row as it came: places in answers */
    size_t n;
    size_t straight, few; /* respondents left out, by reason */
    size_t excess;     /* how many numbers, where they are too many; else 0 */
    struct coded data; /* finished */
};

/*
 * Fails if a kind is unknown, and if ratings and scores are both named; warns
 * of a kind that is named and gives no column. Without a respondent or column N
 * or the columns are 0 and DATA is empty; so it is if EXCESS is not 0. Call
 * features_free() in any case.
 */
int features_make(struct features *f, const struct run *r,
                  const struct answers *a, struct diag *d) MUST_CHECK;
void features_free(struct features *f);

#endif
