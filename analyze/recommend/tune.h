/*
 * tune.h - which settings would have done best in earlier windows.
 *
 * Every window is judged with all combinations of the values to try; of a
 * window to come, the settings are those that did best in the windows before
 * it, where a window counts half as much for each year that it lies back. Each
 * setting is chosen by its mean over all values of the others: with few members
 * in a window the best single combination is mostly luck. What is so chosen
 * then stands against each part of the blend alone, of the same lambda, topics
 * and days: history, and what is taken lately; the part has to do better. The
 * days for newcomers are chosen apart, by those who had no course before the
 * window.
 */
#ifndef TUNE_H
#define TUNE_H

#include "analyze/math/ease_side.h"
#include "analyze/recommend/settings.h"
#include "analyze/recommend/trial.h"

/*
 * The parts that may stand alone: the weight of the other is so small that it
 * only parts what ties.
 */
enum tune_part {
    TUNE_HISTORY, /* beta SETTING_BETA_ALONE */
    TUNE_PRIOR,   /* kappa SETTING_KAPPA_ALONE */
    TUNE_PARTS
};

/* The values that are tried. */
struct tune_grid {
    double value[SETTINGS][SETTING_TRIES];
    size_t count[SETTINGS];
    size_t mixes; /* combinations of the first SETTING_MIXED */
    /* Whether a part may stand alone: the study does not say otherwise. */
    bool may[TUNE_PARTS];
};

/* NDCG@10 summed over the members of a window. */
struct tune_tally {
    double *mix;               /* by combination */
    double *alone[TUNE_PARTS]; /* by combination without kappa and beta */
    double newcomer[SETTING_TRIES];
    double warm, cold; /* members */
};

void tune_grid_make(struct tune_grid *g, const struct settings *s);

/* Zeros. */
void tune_tally_open(struct tune_tally *y, const struct tune_grid *g);

/* Opens Y; tune_tally_close() in any case. */
int tune_window(struct tune_tally *y, const struct tune_grid *g,
                const struct trial *t, const struct ease_side *side,
                struct diag *d) MUST_CHECK;
void tune_tally_close(struct tune_tally *y);

/*
 * Chooses from the COUNT windows of Y, of which window i ended AGE[i] days
 * before the one to come. What nothing speaks for stays as it is in S.
 */
void tune_choose(struct settings *s, const struct tune_grid *g,
                 const struct tune_tally *y, const int32_t *age, size_t count);

#endif
