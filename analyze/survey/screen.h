/*
 * screen.h - signs that a respondent did not read the questions.
 *
 * Johnson, Journal of Research in Personality 39, 2005 (longstring); Dunn et
 * al., Journal of Business and Psychology 33, 2018 (IRV). Of the likert items
 * in the order of the questionnaire and as they were asked, so without undoing
 * a reversal; answers that are missing or without substance are passed over.
 * Flags tell; nobody is left out here.
 */
#ifndef SCREEN_H
#define SCREEN_H

#include "analyze/survey/answers.h"

enum screen_flag {
    SCREEN_STRAIGHT = 1, /* a run of 10 or more that is 90 % of the answers */
    SCREEN_FEW = 2       /* fewer than survey.min_answered of them answered */
};

enum { SCREEN_RUN = 10, SCREEN_PER_CENT = 90 };

struct screen {
    int answered;   /* likert items with a substantive answer */
    int longstring; /* the longest run of equal answers */
    double irv;     /* sd of the answers, divisor n - 1; NaN below 2 */
    unsigned flags;
};

/* MIN_ANSWERED is a share, 0 .. 1, of the likert items. */
struct screen screen_respondent(const struct answers *a, size_t respondent,
                                double min_answered);

#endif
