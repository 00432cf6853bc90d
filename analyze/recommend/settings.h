/*
 * settings.h - the settings of the recommender that a backtest may choose.
 *
 * What the study gives is kept; the others are chosen among a few values on
 * earlier windows of the organisation's own history (backtest.h), or are the
 * usual ones where there is too little history, or "tune" is false.
 */
#ifndef SETTINGS_H
#define SETTINGS_H

#include "lib/study.h"

#include <stdbool.h>
#include <stddef.h>

enum setting {
    SETTING_LAMBDA,   /* of EASE: the penalty, above 0 */
    SETTING_TOPICS,   /* of EASE: the weight of topics (alpha) */
    SETTING_MEMORY,   /* days after which a course attended counts 1 / e as
                         much; 0: all count alike */
    SETTING_KAPPA,    /* how many courses make history count half */
    SETTING_BETA,     /* weight of what is taken lately */
    SETTING_PRIOR,    /* days over which takings decay, for known members */
    SETTING_NEWCOMER, /* the same for members without any course */
    SETTINGS,
    SETTING_MIXED = SETTING_PRIOR + 1 /* those tried in all combinations */
};

enum { SETTING_TRIES = 5 };

/* With this beta history ranks alone, with this kappa what is taken lately. */
#define SETTING_BETA_ALONE 0.001
#define SETTING_KAPPA_ALONE 1000.0

struct settings {
    double value[SETTINGS];
    bool given[SETTINGS]; /* by the study: not to be chosen */
    bool tune;
};

/* "lambda", "topics", ... as in analysis.recommend. */
const char *setting_name(enum setting s);

/* Those of STUDY, with the usual values where it says nothing. */
void settings_read(struct settings *s, const struct study *study);

/* The values to try for one: what is given, or the table's; returns how many.
 */
size_t settings_tries(const struct settings *s, enum setting which,
                      double tries[SETTING_TRIES]);

/*
 * The beta of members without a course: where history was chosen to rank alone,
 * which is nothing to them, the usual one.
 */
double settings_newcomer_beta(const struct settings *s);

#endif
