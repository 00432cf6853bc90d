/* tune.c - see tune.h. */
#include "analyze/recommend/tune.h"

#include "analyze/math/ranking.h"
#include "analyze/math/skyband.h"
#include "analyze/math/topk.h"
#include "analyze/recommend/blend.h"
#include "analyze/recommend/mix.h"
#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

enum { BEST = 10 };

/* What a window is judged with; one job's own. */
struct bench {
    const struct tune_grid *g;
    const struct trial *t;
    double *prior[SETTING_TRIES];   /* by the days tried */
    uint32_t *order[SETTING_TRIES]; /* courses by it: math/skyband.h */
    double *history, *scores;
    uint32_t *band; /* courses that any mix of the two may put first */
    size_t n_band;
    struct trial_member member;
    struct ease_base base;
    struct ease ease;
    struct tune_tally *tally;
};

static void bench_open(struct bench *b)
{
    size_t n = b->t->n_courses;
    for (size_t p = 0; p < b->g->count[SETTING_PRIOR]; p++) {
        b->prior[p] = mem_array(NULL, n, sizeof(double));
        b->order[p] = mem_array(NULL, n, sizeof(uint32_t));
        mix_prior(b->t, RECENCY_FADING, b->g->value[SETTING_PRIOR][p],
                  b->prior[p]);
        skyband_order(b->prior[p], n, b->order[p]);
    }
    b->history = mem_array(NULL, n, sizeof(double));
    b->scores = mem_array(NULL, n, sizeof(double));
    b->band = mem_array(NULL, n, sizeof *b->band);
    trial_member_open(&b->member, n);
}

static void bench_close(struct bench *b)
{
    for (size_t p = 0; p < SETTING_TRIES; p++) {
        free(b->prior[p]);
        free(b->order[p]);
    }
    free(b->history);
    free(b->scores);
    free(b->band);
    ease_base_free(&b->base);
    ease_free(&b->ease);
    trial_member_close(&b->member);
}

/* NDCG of A * history + W * PRIOR. */
static double judge(const struct bench *b, double a, const double *prior,
                    double w)
{
    uint32_t best[BEST];
    for (size_t i = 0; i < b->n_band; i++)
        b->scores[i] =
            blend_rank(a * b->history[b->band[i]] + w * prior[b->band[i]]);
    size_t count = topk(b->scores, b->n_band, BEST, best);
    for (size_t i = 0; i < count; i++)
        best[i] = b->band[best[i]];
    return ranking_of(best, count, BEST, b->member.wanted, b->member.n_wanted)
        .ndcg;
}

/* Each part alone, for a history that is to be scaled by A, and one prior. */
static void judge_parts(struct bench *b, double a, size_t p, double scale,
                        size_t first)
{
    const double *prior = b->prior[p];
    double known = (double)b->member.n_known;
    double w = known / (known + SETTING_KAPPA_ALONE);
    struct tune_tally *y = b->tally;
    if (b->g->may[TUNE_HISTORY])
        y->alone[TUNE_HISTORY][first + p] +=
            judge(b, a, prior, scale * SETTING_BETA_ALONE);
    if (b->g->may[TUNE_PRIOR])
        y->alone[TUNE_PRIOR][first + p] += judge(b, w * a, prior, scale);
}

/* All values of beta, for a history that is scaled, and one prior. */
static void judge_betas(struct bench *b, double history, size_t p, double scale,
                        size_t first)
{
    const struct tune_grid *g = b->g;
    for (size_t w = 0; w < g->count[SETTING_BETA]; w++)
        b->tally->mix[first + w * g->count[SETTING_PRIOR] + p] +=
            judge(b, history, b->prior[p], scale * g->value[SETTING_BETA][w]);
}

/* All values of the prior's days, of kappa and of beta, for one history. */
static void judge_blends(struct bench *b, size_t first)
{
    const struct trial_member *m = &b->member;
    const struct tune_grid *g = b->g;
    size_t n = b->t->n_courses;
    size_t blends = g->count[SETTING_BETA] * g->count[SETTING_PRIOR];
    double largest = mix_largest(b->history, m->open, n);
    double known = (double)m->n_known;
    size_t alone =
        first / blends / g->count[SETTING_KAPPA] * g->count[SETTING_PRIOR];
    for (size_t p = 0; p < g->count[SETTING_PRIOR]; p++) {
        double scale = 1 / mix_largest(b->prior[p], m->open, n);
        b->n_band = skyband(b->history, b->order[p], m->open, n, BEST, b->band);
        judge_parts(b, 1 / largest, p, scale, alone);
        for (size_t k = 0; k < g->count[SETTING_KAPPA]; k++)
            judge_betas(b,
                        known / (known + g->value[SETTING_KAPPA][k]) / largest,
                        p, scale, first + k * blends);
    }
}

/* Every member who had courses before, with one EASE. */
static void judge_warm(struct bench *b, const struct ease *e, size_t first)
{
    size_t blends = b->g->count[SETTING_KAPPA] * b->g->count[SETTING_BETA] *
                    b->g->count[SETTING_PRIOR];
    for (size_t i = 0; i < b->t->n_judged; i++) {
        trial_member_set(&b->member, b->t, b->t->judged[i]);
        if (b->member.n_known == 0)
            continue;
        for (size_t m = 0; m < b->g->count[SETTING_MEMORY]; m++) {
            mix_history(e, &b->member, b->g->value[SETTING_MEMORY][m],
                        b->history);
            judge_blends(b, first + m * blends);
        }
    }
}

/* To newcomers the same list is shown, so it is made once. */
static void judge_cold(struct bench *b)
{
    size_t n = b->t->n_courses;
    for (size_t p = 0; p < b->g->count[SETTING_NEWCOMER]; p++) {
        mix_prior(b->t, RECENCY_LONG, b->g->value[SETTING_NEWCOMER][p],
                  b->scores);
        uint32_t best[BEST];
        size_t count = topk(b->scores, n, BEST, best);
        for (size_t i = 0; i < b->t->n_judged; i++) {
            trial_member_set(&b->member, b->t, b->t->judged[i]);
            if (b->member.n_known > 0)
                continue;
            b->tally->newcomer[p] +=
                ranking_of(best, count, BEST, b->member.wanted,
                           b->member.n_wanted)
                    .ndcg;
            b->tally->cold += p == 0;
        }
    }
}

static void count_warm(struct tune_tally *y, const struct trial *t)
{
    for (size_t i = 0; i < t->n_judged; i++)
        y->warm += t->known[t->judged[i]] > 0;
}

/* One lambda: what is dear is made once, for all weights of topics. */
static int judge_lambda(struct bench *b, const struct ease_side *side,
                        size_t lambda, struct diag *d)
{
    const struct tune_grid *g = b->g;
    size_t topics = g->count[SETTING_TOPICS];
    size_t rest = g->mixes / g->count[SETTING_LAMBDA] / topics;
    int status = ease_base_fit(&b->base, &b->t->gram,
                               g->value[SETTING_LAMBDA][lambda], d);
    for (size_t a = 0; status == 0 && a < topics; a++) {
        status = ease_extend(&b->ease, &b->base, side,
                             g->value[SETTING_TOPICS][a], d);
        if (status == 0)
            judge_warm(b, &b->ease, (lambda * topics + a) * rest);
    }
    return status;
}

int tune_window(struct tune_tally *y, const struct tune_grid *g,
                const struct trial *t, const struct ease_side *side,
                struct diag *d)
{
    tune_tally_open(y, g);
    struct bench b = {.g = g, .t = t, .tally = y};
    int status = 0;
    bench_open(&b);
    count_warm(y, t);
    for (size_t l = 0;
         status == 0 && y->warm > 0 && l < g->count[SETTING_LAMBDA]; l++)
        status = judge_lambda(&b, side, l, d);
    if (status == 0)
        judge_cold(&b);
    bench_close(&b);
    return status;
}
