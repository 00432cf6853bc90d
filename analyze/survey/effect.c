/* effect.c - see effect.h. */
#include "analyze/survey/effect.h"

#include "analyze/base/query.h"
#include "analyze/math/fdr.h"
#include "analyze/survey/scores.h"
#include "lib/bulk.h"
#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double FDR = 0.05;
enum { MIN_PAIRS = 10, KIRKPATRICK_REACTION = 1, KIRKPATRICK_LEARNING = 2 };

/* What instructors a session has: a kind each. */
static const char *const engagements[] = {"full-time", "part-time", "mixed"};
enum { N_ENGAGEMENTS = COUNT_OF(engagements) };

struct effect;

/* A kind of group, and how a session finds its group. */
struct scope {
    const char *name;
    int32_t (*group)(const struct effect *e, const struct facts *f,
                     size_t session);
    size_t (*count)(const struct facts *f);
    const char *(*label)(const struct facts *f, size_t group);
};

static int32_t group_course(const struct effect *e, const struct facts *f,
                            size_t session)
{
    (void)e;
    return f->session[session].course;
}

static int32_t group_provider(const struct effect *e, const struct facts *f,
                              size_t session)
{
    (void)e;
    return f->session[session].provider;
}

static int32_t group_method(const struct effect *e, const struct facts *f,
                            size_t session)
{
    (void)e;
    return f->session[session].method;
}

static int32_t group_channel(const struct effect *e, const struct facts *f,
                             size_t session)
{
    (void)e;
    return f->session[session].channel;
}

static int32_t group_level(const struct effect *e, const struct facts *f,
                           size_t session)
{
    (void)e;
    return f->session[session].level;
}

static int32_t group_instructors(const struct effect *e, const struct facts *f,
                                 size_t session);

static size_t count_courses(const struct facts *f)
{
    return f->n_courses;
}

static size_t count_orgs(const struct facts *f)
{
    return f->n_orgs;
}

static size_t count_words(const struct facts *f)
{
    return f->n_words;
}

static size_t count_engagements(const struct facts *f)
{
    (void)f;
    return N_ENGAGEMENTS;
}

static const char *label_course(const struct facts *f, size_t group)
{
    return f->course[group].id;
}

static const char *label_org(const struct facts *f, size_t group)
{
    return f->org[group].id;
}

static const char *label_word(const struct facts *f, size_t group)
{
    return f->word[group];
}

static const char *label_engagement(const struct facts *f, size_t group)
{
    (void)f;
    return engagements[group];
}

static const struct scope scopes[] = {
    {"course", group_course, count_courses, label_course},
    {"provider", group_provider, count_orgs, label_org},
    {"method", group_method, count_words, label_word},
    {"channel", group_channel, count_words, label_word},
    {"level", group_level, count_words, label_word},
    {"instructors", group_instructors, count_engagements, label_engagement},
};

enum { N_SCOPES = COUNT_OF(scopes) };

struct effect {
    struct score_rules rules;
    struct waiting waiting;
    int8_t *engagement;             /* by session, or FACT_NONE */
    struct scores *tally[N_SCOPES]; /* by group */
    size_t groups[N_SCOPES];
};

static int32_t group_instructors(const struct effect *e, const struct facts *f,
                                 size_t session)
{
    (void)f;
    return e->engagement[session];
}

static int effect_block(const struct run *r, const void *self,
                        const struct block *block, void **part, struct diag *d)
{
    const struct effect *effect = self;
    (void)d;
    struct pairs *p = mem_alloc(sizeof *p);
    pairs_of_block(p, r, &effect->waiting, block);
    *part = p;
    return 0;
}

static int effect_merge(struct run *r, void *self, void *part, int failed,
                        struct diag *d)
{
    struct effect *effect = self;
    struct pairs *p = part;
    (void)d;
    for (size_t i = 0; !failed && i < p->count; i++)
        for (size_t s = 0; s < N_SCOPES; s++) {
            int32_t group =
                scopes[s].group(effect, r->facts, p->list[i].session);
            if (group != FACT_NONE)
                scores_add(&effect->tally[s][group], &p->list[i]);
        }
    free(p->list);
    free(p);
    return failed ? -1 : 0;
}

static const char select_engagements[] =
    "SELECT s.session, min(i.engagement), max(i.engagement)"
    " FROM session_instructor s JOIN instructor i USING (instructor)"
    " WHERE i.engagement IS NOT NULL GROUP BY s.session";

static int read_engagements(struct effect *e, const struct run *r,
                            struct diag *d)
{
    e->engagement = mem_array(NULL, r->facts->n_sessions, 1);
    memset(e->engagement, FACT_NONE, r->facts->n_sessions);
    struct query q = query_open(r->db, select_engagements, d);
    while (query_next(&q)) {
        int32_t s = facts_session_of_key(r->facts, query_integer(&q, 0, -1));
        const char *first = query_text(&q, 1), *last = query_text(&q, 2);
        if (s == FACT_NONE || first == NULL || last == NULL)
            continue;
        int8_t kind = strcmp(first, engagements[0]) == 0 ? 0 : 1;
        e->engagement[s] =
            strcmp(first, last) == 0 ? kind : (int8_t)(N_ENGAGEMENTS - 1);
    }
    return query_close(&q);
}

static int effect_begin(struct run *r, void **self, int *skip, struct diag *d)
{
    (void)skip;
    struct effect *effect = mem_alloc(sizeof *effect);
    effect->rules = (struct score_rules){
        .fdr = study_number(r->study, "effect", "fdr", FDR),
        .min_pairs = study_integer(r->study, "effect", "min_pairs", MIN_PAIRS)};
    for (size_t s = 0; s < N_SCOPES; s++) {
        effect->groups[s] = scopes[s].count(r->facts);
        effect->tally[s] =
            mem_alloc(effect->groups[s] * sizeof *effect->tally[s]);
    }
    *self = effect;
    return read_engagements(effect, r, d) == 0
               ? waiting_read(&effect->waiting, r, d)
               : -1;
}

static void put_change(struct bulk *b, const struct scores *t,
                       const struct score_figures *f, double q)
{
    bulk_integer(b, t->change.count);
    bulk_integer(b, t->attrition);
    bulk_real(b, moments_mean(&t->pre));
    bulk_real(b, moments_mean(&t->post));
    bulk_real(b, moments_mean(&t->change));
    bulk_real(b, f->change.low);
    bulk_real(b, f->change.high);
    bulk_real(b, f->change.t);
    bulk_real(b, f->change.df);
    bulk_real(b, f->change.p);
    bulk_real(b, q);
    bulk_real(b, f->change.log10_p);
    bulk_real(b, f->wilcoxon);
    bulk_real(b, f->wilcoxon_p);
    bulk_real(b, f->d_z);
    bulk_real(b, f->d_low);
    bulk_real(b, f->d_high);
    bulk_real(b, f->g);
    bulk_real(b, f->g_low);
    bulk_real(b, f->g_high);
    bulk_real(b, f->rank_biserial);
    bulk_real(b, f->gain);
}

/* Of a change that is compared with that of those not taught. */
static void put_effect(struct bulk *b, const struct scores *t,
                       const struct score_figures *f)
{
    const struct compared *c = &f->compared;
    const char *basis = scores_compared(f) ? "effect" : "change";
    const char *comparison = comparison_word(c->kind);
    bulk_text(b, basis, strlen(basis));
    bulk_text(b, comparison, strlen(comparison));
    bulk_integer(b, t->others.untaught.count);
    bulk_integer(b, c->untaught);
    bulk_integer(b, c->taught);
    bulk_real(b, c->change);
    bulk_real(b, c->effect.difference);
    bulk_real(b, c->effect.low);
    bulk_real(b, c->effect.high);
    bulk_real(b, c->effect.p);
}

/* A group of a scope, and what came of it. */
struct told {
    const char *scope, *value;
    const struct scores *tally;
    struct score_figures figures;
    double q;
};

static int put_row(struct bulk *b, const struct run *r, const struct effect *e,
                   const struct told *told, struct diag *d)
{
    const struct scores *t = told->tally;
    const char *word = scores_verdict(t, &told->figures, told->q, &e->rules);
    bulk_integer(b, r->key);
    bulk_text(b, told->scope, strlen(told->scope));
    bulk_text(b, told->value, strlen(told->value));
    put_change(b, t, &told->figures, told->q);
    bulk_integer(b, t->rating.count);
    bulk_real(b, moments_mean(&t->rating));
    bulk_integer(b, t->change.count > 0 || t->attrition > 0
                        ? KIRKPATRICK_LEARNING
                        : KIRKPATRICK_REACTION);
    bulk_text(b, word, strlen(word));
    put_effect(b, t, &told->figures);
    return bulk_end_row(b, d);
}

static int store_scope(struct bulk *b, const struct run *r,
                       const struct effect *e, size_t scope, struct diag *d)
{
    size_t count = e->groups[scope];
    struct scores *tally = e->tally[scope];
    struct score_figures *f = mem_array(NULL, count, sizeof *f);
    double *p = mem_array(NULL, count, sizeof *p);
    double *q = mem_array(NULL, count, sizeof *q);
    int status = 0;
    for (size_t g = 0; g < count; g++) {
        f[g] = scores_finish(&tally[g], &e->rules);
        p[g] = f[g].p;
    }
    fdr_benjamini_hochberg(p, count, q);
    for (size_t g = 0; status == 0 && g < count; g++) {
        struct told told = {scopes[scope].name,
                            scopes[scope].label(r->facts, g), &tally[g], f[g],
                            q[g]};
        if (scores_any(&tally[g]))
            status = put_row(b, r, e, &told, d);
    }
    free(f);
    free(p);
    free(q);
    return status;
}

static const char insert[] =
    "INSERT INTO effect (run, scope, value, pairs, attrition, pre, post,"
    " change, low, high, t, df, p, q, log10_p, wilcoxon, wilcoxon_p, d_z,"
    " d_z_low, d_z_high, g, g_low, g_high, rank_biserial, gain, ratings,"
    " rating, kirkpatrick, verdict, basis, comparison, untaught, compared,"
    " compared_taught, untaught_change, effect, effect_low, effect_high,"
    " effect_p) SELECT c0, c1, c2, c3, c4, c5, c6, c7,"
    " c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20, c21, c22,"
    " c23, c24, c25, c26, c27, c28, c29, c30, c31, c32, c33, c34, c35, c36,"
    " c37, c38 FROM bulk";

static int effect_finish(struct run *r, void *self, struct diag *d)
{
    struct bulk *b = bulk_open(r->db, insert, 39, d);
    int status = b == NULL ? -1 : 0;
    for (size_t s = 0; status == 0 && s < N_SCOPES; s++)
        status = store_scope(b, r, self, s, d);
    return bulk_end(b, status, d);
}

static void effect_free(void *self)
{
    struct effect *effect = self;
    for (size_t s = 0; effect != NULL && s < N_SCOPES; s++) {
        for (size_t g = 0; g < effect->groups[s]; g++)
            scores_free(&effect->tally[s][g]);
        free(effect->tally[s]);
    }
    if (effect != NULL) {
        free(effect->engagement);
        waiting_free(&effect->waiting);
    }
    free(effect);
}

const struct task effect_task = {
    .name = "effect",
    .begin = effect_begin,
    .block = effect_block,
    .merge = effect_merge,
    .finish = effect_finish,
    .free = effect_free,
};
