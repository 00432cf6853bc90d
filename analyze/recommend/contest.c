/* contest.c - see contest.h. */
#include "analyze/recommend/contest.h"

#include "analyze/math/calibrate.h"
#include "analyze/math/ease.h"
#include "analyze/math/knn.h"
#include "analyze/math/rowsum.h"
#include "analyze/math/topk.h"
#include "analyze/recommend/mix.h"
#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { NEAREST = 20, RECENT_DAYS = 60, LONG_LIST = 40 };

static const char *const names[CONTEST_MODELS] = {
    "popular", "recent", "item-knn", "ease", "blend", "diverse"};

const char *contest_name(enum contest_model m)
{
    return names[m];
}

void contest_open(struct contest *c, size_t n_courses)
{
    *c = (struct contest){0};
    for (size_t w = 0; w < 2; w++)
        for (size_t m = 0; m < CONTEST_MODELS; m++)
            ranking_spread_open(&c->spread[w][m], n_courses);
}

void contest_close(struct contest *c)
{
    for (size_t w = 0; w < 2; w++)
        for (size_t m = 0; m < CONTEST_MODELS; m++)
            ranking_spread_close(&c->spread[w][m]);
    free(c->verdict);
    *c = (struct contest){0};
}

void contest_merge(struct contest *c, const struct contest *other)
{
    for (size_t i = 0; i < other->count; i++) {
        c->verdict =
            mem_grow(c->verdict, c->count, &c->room, sizeof *c->verdict);
        c->verdict[c->count++] = other->verdict[i];
    }
    c->taken += other->taken;
    c->shown += other->shown;
    for (size_t w = 0; w < 2; w++)
        for (size_t m = 0; m < CONTEST_MODELS; m++)
            ranking_spread_merge(&c->spread[w][m], &other->spread[w][m]);
}

/* What the models know of the trial. */
struct stand {
    const struct contest_rules *rules;
    const struct trial *t;
    struct contest *c;
    struct ease ease;
    double *knn;
    double *popular, *recent, *prior, *newcomer; /* by course */
    struct ranking_taken taken;
    struct trial_member member;
    double *one, *scores;
    double *wanted; /* by area */
};

static double *array(size_t n)
{
    return mem_array(NULL, n, sizeof(double));
}

static int stand_open(struct stand *s, struct diag *d)
{
    size_t n = s->t->n_courses;
    const double *value = s->rules->settings.value;
    s->popular = array(n);
    s->recent = array(n);
    s->prior = array(n);
    s->newcomer = array(n);
    s->one = array(n);
    s->scores = array(n);
    s->wanted = array(s->rules->areas);
    for (size_t c = 0; c < n; c++)
        s->popular[c] = (double)s->t->taken[c];
    mix_prior(s->t, RECENCY_FADING, RECENT_DAYS, s->recent);
    mix_prior(s->t, RECENCY_FADING, value[SETTING_PRIOR], s->prior);
    mix_prior(s->t, RECENCY_LONG, value[SETTING_NEWCOMER], s->newcomer);
    ranking_taken_open(&s->taken, s->t->taken, n);
    trial_member_open(&s->member, n);
    s->knn = knn_fit(&s->t->gram, 0, NEAREST);
    struct ease_options o = {.lambda = value[SETTING_LAMBDA],
                             .alpha = value[SETTING_TOPICS],
                             .side = s->rules->side};
    return ease_fit(&s->ease, &s->t->gram, &o, d);
}

static void stand_close(struct stand *s)
{
    ease_free(&s->ease);
    ranking_taken_close(&s->taken);
    trial_member_close(&s->member);
    free(s->knn);
    free(s->popular);
    free(s->recent);
    free(s->prior);
    free(s->newcomer);
    free(s->one);
    free(s->scores);
    free(s->wanted);
}

static void judge_list(struct stand *s, struct verdict *v,
                       enum contest_model model, const uint32_t *list,
                       size_t count)
{
    const struct trial_member *m = &s->member;
    v->score[model] =
        ranking_of(list, count, CONTEST_BEST, m->wanted, m->n_wanted);
    ranking_spread_add(&s->c->spread[v->warm][model], list, count, &s->taken);
}

/*
 * Judges LIST over what is open to the member. By all its digits, as published
 * figures are made: what ties but for rounding goes by rounding there.
 */
static void judge_scores(struct stand *s, struct verdict *v,
                         enum contest_model model, const double *list)
{
    uint32_t best[CONTEST_BEST];
    size_t n = s->t->n_courses;
    for (size_t c = 0; c < n; c++)
        s->scores[c] = s->member.open[c] ? list[c] : -INFINITY;
    judge_list(s, v, model, best, topk(s->scores, n, CONTEST_BEST, best));
}

/* How the member's history divides into areas. */
static void find_wanted(struct stand *s)
{
    const struct trial_member *m = &s->member;
    double all = 0;
    memset(s->wanted, 0, s->rules->areas * sizeof *s->wanted);
    for (size_t j = 0; j < m->n_known; j++) {
        int32_t area = s->rules->area[m->course[j]];
        if (area < 0)
            continue;
        s->wanted[area] += 1;
        all += 1;
    }
    for (size_t a = 0; all > 0 && a < s->rules->areas; a++)
        s->wanted[a] /= all;
}

static void judge_diverse(struct stand *s, struct verdict *v)
{
    uint32_t list[LONG_LIST];
    size_t count = topk(s->scores, s->t->n_courses, LONG_LIST, list);
    struct calibrate k = {.area = s->rules->area,
                          .areas = s->rules->areas,
                          .wanted = s->wanted,
                          .share = s->rules->diversity};
    find_wanted(s);
    calibrate_order(&k, s->scores, list, count, CONTEST_BEST);
    judge_list(s, v, CONTEST_DIVERSE, list,
               count < CONTEST_BEST ? count : CONTEST_BEST);
}

static void judge_blend(struct stand *s, struct verdict *v)
{
    const struct trial_member *m = &s->member;
    const struct settings *set = &s->rules->settings;
    uint32_t best[CONTEST_BEST];
    size_t n = s->t->n_courses;
    double known =
        (double)m->n_known / ((double)m->n_known + set->value[SETTING_KAPPA]);
    mix_history(&s->ease, m, set->value[SETTING_MEMORY], s->one);
    mix_scores(s->one, known / mix_largest(s->one, m->open, n), s->prior,
               set->value[SETTING_BETA] / mix_largest(s->prior, m->open, n),
               m->open, n, s->scores);
    judge_list(s, v, CONTEST_BLEND, best,
               topk(s->scores, n, CONTEST_BEST, best));
    judge_diverse(s, v);
}

static void judge_member(struct stand *s, struct verdict *v)
{
    const struct trial_member *m = &s->member;
    judge_scores(s, v, CONTEST_POPULAR, s->popular);
    judge_scores(s, v, CONTEST_RECENT, s->recent);
    if (!v->warm) {
        judge_scores(s, v, CONTEST_BLEND, s->newcomer);
        return;
    }
    rowsum(s->knn, s->t->n_courses, m->course, NULL, m->n_known, s->one);
    judge_scores(s, v, CONTEST_KNN, s->one);
    mix_history(&s->ease, m, 0, s->one);
    judge_scores(s, v, CONTEST_EASE, s->one);
    judge_blend(s, v);
}

int contest_judge(struct contest *c, const struct contest_rules *rules,
                  const struct trial *t, struct diag *d)
{
    struct stand s = {.rules = rules, .t = t, .c = c};
    int status = stand_open(&s, d);
    for (size_t i = 0; status == 0 && i < t->n_judged; i++) {
        struct verdict v = {.member = t->judged[i]};
        for (size_t m = 0; m < CONTEST_MODELS; m++)
            v.score[m] = (struct ranking_score){NAN, NAN, NAN, 0};
        trial_member_set(&s.member, t, t->judged[i]);
        v.warm = s.member.n_known > 0;
        judge_member(&s, &v);
        c->taken += (double)v.score[CONTEST_BLEND].taken;
        c->verdict =
            mem_grow(c->verdict, c->count, &c->room, sizeof *c->verdict);
        c->verdict[c->count++] = v;
    }
    stand_close(&s);
    return status;
}
