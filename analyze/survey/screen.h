/*
 * screen.h - signs that a respondent did not read the questions.
 *
 * Johnson, Journal of Research in Personality 39, 2005 (longstring); Dunn et
 * al., Journal of Business and Psychology 33, 2018 (IRV); Meade and Craig,
 * Psychological Methods 17, 2012 (Mahalanobis, attention items); Huang et al.,
 * Journal of Business and Psychology 27, 2012 (seconds an item). Of the likert
 * items of at most ANSWER_BYTES codes, those of facet "attention" apart, in the
 * order of the questionnaire and as they were asked, so without undoing a
 * reversal; answers that are missing or without substance are passed over.
 *
 * Flags tell; nobody is left out here. A respondent with a flag of
 * SCREEN_CARELESS is one that the policy of weights.h is about. The distance is
 * not among them: an unusual answer may be a sincere one.
 */
#ifndef SCREEN_H
#define SCREEN_H

#include "analyze/math/scale.h"
#include "analyze/run.h"
#include "analyze/survey/answers.h"

enum screen_flag {
    SCREEN_STRAIGHT = 1, /* a run of 10 or more that is 90 % of the answers */
    SCREEN_FEW = 2,      /* below survey.min_answered of those shown answered */
    SCREEN_FAR = 4,      /* D squared beyond survey.distance_level */
    SCREEN_FAST = 8,     /* fewer than survey.item_seconds an answer */
    SCREEN_ATTENTION = 16 /* an attention item answered otherwise than asked */
};

enum {
    SCREEN_RUN = 10,
    SCREEN_PER_CENT = 90,
    SCREEN_FLAGS = 5,
    SCREEN_CARELESS = SCREEN_STRAIGHT | SCREEN_FAST | SCREEN_ATTENTION
};

struct screen {
    int answered;   /* likert items with a substantive answer */
    int longstring; /* the longest run of equal answers */
    double irv;     /* sd of the answers, divisor n - 1; NaN below 2 */
    unsigned flags; /* SCREEN_STRAIGHT, SCREEN_FEW */
};

/* MIN_ANSWERED is a share, 0 .. 1, of the likert items that were shown. */
struct screen screen_respondent(const struct answers *a, size_t respondent,
                                double min_answered);

/* All respondents, by column. */
struct screening {
    size_t items;                /* that are looked at */
    size_t *item;                /* their places in the questionnaire */
    struct scale_column *column; /* of each */
    struct scale sums;           /* of all pairs of them; empty if none */
    uint16_t *answered, *longstring;
    double *irv;      /* NaN below two answers */
    double *distance; /* D squared; NULL if items follow from others */
    uint8_t *flags;
    unsigned judged; /* the signs that this questionnaire can show at all */
};

/*
 * By the settings of analysis.survey; fails if survey.attention names an item
 * that is not there. screening_free() it in any case.
 */
int screening_make(struct screening *s, const struct run *r,
                   const struct answers *a, struct diag *d) MUST_CHECK;
void screening_free(struct screening *s);

/* Stores the table respondent_quality. */
int screening_store(const struct screening *s, const struct run *r,
                    const struct answers *a, struct diag *d) MUST_CHECK;

#endif
