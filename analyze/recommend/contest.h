/*
 * contest.h - the recommenders side by side on one trial.
 *
 *   popular    by how many took a course
 *   recent     the same, each fading over 60 days
 *   item-knn   math/knn.h, the 20 nearest
 *   ease       math/ease.h, everything attended counting alike
 *   blend      what members are recommended: blend.h, without declared demand
 *   diverse    the blend's first 40, their areas mixed as the member's history
 *              is (math/calibrate.h), at the share of "diversity", or .5
 *
 * All rank every course that the member had not taken. Members who had taken
 * none are judged by popular, recent and blend alone: the others know nothing.
 */
#ifndef CONTEST_H
#define CONTEST_H

#include "analyze/math/ease_side.h"
#include "analyze/math/ranking.h"
#include "analyze/recommend/settings.h"
#include "analyze/recommend/trial.h"

enum contest_model {
    CONTEST_POPULAR,
    CONTEST_RECENT,
    CONTEST_KNN,
    CONTEST_EASE,
    CONTEST_BLEND,
    CONTEST_DIVERSE,
    CONTEST_MODELS
};

enum { CONTEST_BEST = 10 };

/* By what the models work. */
struct contest_rules {
    struct settings settings;
    const struct ease_side *side;
    const int32_t *area; /* of each course, or below 0 */
    size_t areas;
    double diversity;
};

struct verdict {
    uint32_t member; /* of the visits */
    bool warm;
    struct ranking_score score[CONTEST_MODELS]; /* NaN: not judged */
};

/* Adds up over windows. */
struct contest {
    struct verdict *verdict;
    size_t count, room;
    struct ranking_spread spread[2][CONTEST_MODELS]; /* cold, warm */
    double taken; /* courses of the blend's lists that were taken */
    double shown; /* places of such lists for everybody; 0: not set */
};

const char *contest_name(enum contest_model m);

void contest_open(struct contest *c, size_t n_courses);
void contest_close(struct contest *c);
void contest_merge(struct contest *c, const struct contest *other);

int contest_judge(struct contest *c, const struct contest_rules *rules,
                  const struct trial *t, struct diag *d) MUST_CHECK;

#endif
