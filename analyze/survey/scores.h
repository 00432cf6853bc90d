/*
 * scores.h - the sums of one group's pairs, and what follows from them.
 *
 * Where as many as score_rules.min_pairs members were tested twice without
 * being taught, the change of those taught is compared with theirs: the
 * difference of the differences. Whom exactly, comparison.h says. Else it is
 * change alone. Verdicts: effect.h.
 */
#ifndef SCORES_H
#define SCORES_H

#include "analyze/math/changelist.h"
#include "analyze/math/moments.h"
#include "analyze/math/ttest.h"
#include "analyze/survey/comparison.h"
#include "analyze/survey/pairs.h"

#include <stdbool.h>
#include <stdint.h>

struct scores {
    struct moments pre, post, change, rating;
    struct changelist sizes; /* of the changes, in hundredths */
    struct comparison others;
    int64_t attrition;
};

struct score_rules {
    double fdr;
    int64_t min_pairs;
};

/* What is not defined is NaN. Intervals are at 95 %. */
struct score_figures {
    struct ttest change;
    struct compared compared;
    double d_z, d_low, d_high; /* the standardised change */
    double g, g_low, g_high;   /* the same, corrected for bias */
    double gain;
    double wilcoxon, wilcoxon_p, rank_biserial;
    double p; /* of the test that the verdict rests on */
};

static inline bool scores_compared(const struct score_figures *f)
{
    return f->compared.kind != COMPARISON_NONE;
}

void scores_add(struct scores *t, const struct observation *o);
void scores_merge(struct scores *t, const struct scores *other);
void scores_free(struct scores *t);

/* Whether anybody was counted. */
bool scores_any(const struct scores *t);

struct score_figures scores_finish(struct scores *t,
                                   const struct score_rules *rules);

/* The word for the figures F, whose p was adjusted to Q. */
const char *scores_verdict(const struct scores *t,
                           const struct score_figures *f, double q,
                           const struct score_rules *rules);

#endif
