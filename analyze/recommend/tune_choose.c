/* tune_choose.c - what tune.h chooses from, and what it chooses. */
#include "analyze/recommend/tune.h"

#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>

static const double YEAR = 365.25;

void tune_grid_make(struct tune_grid *g, const struct settings *s)
{
    g->mixes = 1;
    for (enum setting i = 0; i < SETTINGS; i++) {
        g->count[i] = settings_tries(s, i, g->value[i]);
        if (i < SETTING_MIXED)
            g->mixes *= g->count[i];
    }
    g->may[TUNE_HISTORY] = !s->given[SETTING_BETA];
    g->may[TUNE_PRIOR] = !s->given[SETTING_KAPPA];
}

/* Combinations without kappa and beta. */
static size_t count_alone(const struct tune_grid *g)
{
    return g->mixes / g->count[SETTING_KAPPA] / g->count[SETTING_BETA];
}

void tune_tally_open(struct tune_tally *y, const struct tune_grid *g)
{
    *y = (struct tune_tally){.mix = mem_alloc(g->mixes * sizeof *y->mix)};
    for (size_t p = 0; p < TUNE_PARTS; p++)
        if (g->may[p])
            y->alone[p] = mem_alloc(count_alone(g) * sizeof *y->alone[p]);
}

void tune_tally_close(struct tune_tally *y)
{
    free(y->mix);
    for (size_t p = 0; p < TUNE_PARTS; p++)
        free(y->alone[p]);
    *y = (struct tune_tally){0};
}

/* Which value of WHICH the combination MIX has. */
static size_t digit(const struct tune_grid *g, size_t mix, enum setting which)
{
    for (enum setting i = SETTING_MIXED - 1; i > which; i--)
        mix /= g->count[i];
    return mix % g->count[which];
}

static size_t find_largest(const double *list, size_t count)
{
    size_t best = 0;
    for (size_t i = 1; i < count; i++)
        if (list[i] > list[best])
            best = i;
    return best;
}

/* The value of WHICH with the largest mean over all values of the others. */
static size_t choose_one(const struct tune_grid *g, const double *sums,
                         enum setting which)
{
    double mean[SETTING_TRIES] = {0};
    for (size_t m = 0; m < g->mixes; m++)
        mean[digit(g, m, which)] += sums[m];
    return find_largest(mean, g->count[which]);
}

/* What all windows come to, each by its age. */
struct sums {
    double *mix, *alone[TUNE_PARTS];
    double newcomer[SETTING_TRIES], warm, cold;
};

static void add(double *to, const double *from, size_t count, double weight)
{
    for (size_t i = 0; i < count; i++)
        to[i] += weight * from[i];
}

static void add_window(struct sums *s, const struct tune_grid *g,
                       const struct tune_tally *y, double weight)
{
    add(s->mix, y->mix, g->mixes, weight);
    for (size_t p = 0; p < TUNE_PARTS; p++)
        if (g->may[p])
            add(s->alone[p], y->alone[p], count_alone(g), weight);
    add(s->newcomer, y->newcomer, SETTING_TRIES, weight);
    s->warm += y->warm;
    s->cold += y->cold;
}

/* Weighs one part alone, if that did better than the blend that is CHOSEN. */
static void choose_part(struct settings *s, const struct tune_grid *g,
                        const struct sums *sums,
                        const size_t chosen[SETTING_MIXED])
{
    size_t mix = 0, alone = 0;
    for (enum setting i = 0; i < SETTING_MIXED; i++) {
        mix = mix * g->count[i] + chosen[i];
        if (i != SETTING_KAPPA && i != SETTING_BETA)
            alone = alone * g->count[i] + chosen[i];
    }
    double of[TUNE_PARTS];
    for (size_t p = 0; p < TUNE_PARTS; p++)
        of[p] = g->may[p] ? sums->alone[p][alone] : 0;
    if (of[TUNE_HISTORY] > sums->mix[mix] && of[TUNE_HISTORY] >= of[TUNE_PRIOR])
        s->value[SETTING_BETA] = SETTING_BETA_ALONE;
    else if (of[TUNE_PRIOR] > sums->mix[mix])
        s->value[SETTING_KAPPA] = SETTING_KAPPA_ALONE;
}

static void choose_mix(struct settings *s, const struct tune_grid *g,
                       const struct sums *sums)
{
    size_t chosen[SETTING_MIXED];
    for (enum setting i = 0; i < SETTING_MIXED; i++) {
        chosen[i] = choose_one(g, sums->mix, i);
        s->value[i] = g->value[i][chosen[i]];
    }
    choose_part(s, g, sums, chosen);
}

void tune_choose(struct settings *s, const struct tune_grid *g,
                 const struct tune_tally *y, const int32_t *age, size_t count)
{
    struct sums sums = {.mix = mem_alloc(g->mixes * sizeof *sums.mix)};
    for (size_t p = 0; p < TUNE_PARTS; p++)
        if (g->may[p])
            sums.alone[p] = mem_alloc(count_alone(g) * sizeof *sums.alone[p]);
    for (size_t i = 0; i < count; i++)
        add_window(&sums, g, &y[i], exp2(-age[i] / YEAR));
    if (sums.warm > 0)
        choose_mix(s, g, &sums);
    enum setting last = SETTING_NEWCOMER;
    if (sums.cold > 0)
        s->value[last] =
            g->value[last][find_largest(sums.newcomer, g->count[last])];
    for (size_t p = 0; p < TUNE_PARTS; p++)
        free(sums.alone[p]);
    free(sums.mix);
}
