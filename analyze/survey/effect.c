/* effect.c - see effect.h. */
#include "analyze/survey/effect.h"

#include "analyze/math/effectsize.h"
#include "analyze/math/fdr.h"
#include "analyze/math/moments.h"
#include "analyze/math/ttest.h"
#include "lib/bulk.h"
#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double LEVEL = 0.95, FDR = 0.05, MEDIUM = 0.5, FULL_SCORE = 100;
enum { MIN_PAIRS = 10, KIRKPATRICK_REACTION = 1, KIRKPATRICK_LEARNING = 2 };

/* The sums of one group. */
struct tally {
    struct moments pre, post, change, rating;
    int64_t attrition;
};

/* A kind of group, and how a session finds its group. */
struct scope {
    const char *name;
    int32_t (*group)(const struct facts *f, size_t session);
    size_t (*count)(const struct facts *f);
    const char *(*label)(const struct facts *f, size_t group);
};

static int32_t group_course(const struct facts *f, size_t session)
{
    return f->session[session].course;
}

static int32_t group_provider(const struct facts *f, size_t session)
{
    return f->session[session].provider;
}

static int32_t group_method(const struct facts *f, size_t session)
{
    return f->session[session].method;
}

static int32_t group_channel(const struct facts *f, size_t session)
{
    return f->session[session].channel;
}

static int32_t group_level(const struct facts *f, size_t session)
{
    return f->session[session].level;
}

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

static const struct scope scopes[] = {
    {"course", group_course, count_courses, label_course},
    {"provider", group_provider, count_orgs, label_org},
    {"method", group_method, count_words, label_word},
    {"channel", group_channel, count_words, label_word},
    {"level", group_level, count_words, label_word},
};

enum { N_SCOPES = COUNT_OF(scopes) };

struct effect {
    struct tally *tally[N_SCOPES]; /* by group */
};

/* What one member tells of one offering; at the end, of one course. */
struct observation {
    uint32_t course, session;
    int32_t offering;
    int32_t pre, post; /* hundredths, or EVENT_NO_SCORE */
    int64_t ratings, rating_sum;
};

struct effect_part {
    struct observation *list;
    size_t count, room;
};

static struct observation *observation_of(struct effect_part *p, size_t from,
                                          const struct session *session)
{
    for (size_t i = from; i < p->count; i++)
        if (p->list[i].offering == session->offering)
            return &p->list[i];
    p->list = mem_grow(p->list, p->count, &p->room, sizeof *p->list);
    p->list[p->count] =
        (struct observation){.course = (uint32_t)session->course,
                             .offering = session->offering,
                             .pre = EVENT_NO_SCORE,
                             .post = EVENT_NO_SCORE};
    return &p->list[p->count++];
}

static void observe(struct observation *o, const struct event *e)
{
    if (o->pre == EVENT_NO_SCORE && e->pre != EVENT_NO_SCORE) {
        o->pre = e->pre;
        o->session = e->session;
    }
    if (o->pre != EVENT_NO_SCORE && o->post == EVENT_NO_SCORE &&
        e->post != EVENT_NO_SCORE) {
        o->post = e->post;
        o->session = e->session;
    }
    if (e->rating != EVENT_NO_RATING) {
        o->ratings++;
        o->rating_sum += e->rating;
        if (o->pre == EVENT_NO_SCORE)
            o->session = e->session;
    }
}

static bool tells(const struct event *e)
{
    return e->pre != EVENT_NO_SCORE || e->post != EVENT_NO_SCORE ||
           e->rating != EVENT_NO_RATING;
}

static bool is_pair(const struct observation *o)
{
    return o->pre != EVENT_NO_SCORE && o->post != EVENT_NO_SCORE;
}

/* Takes MORE, a later offering of the same course, into O. */
static void join(struct observation *o, const struct observation *more)
{
    bool better = is_pair(more)
                      ? !is_pair(o)
                      : o->pre == EVENT_NO_SCORE && more->pre != EVENT_NO_SCORE;
    if (better) {
        o->pre = more->pre;
        o->post = more->post;
        o->session = more->session;
    }
    o->ratings += more->ratings;
    o->rating_sum += more->rating_sum;
}

/* Makes one observation per course of those per offering, in order. */
static void join_courses(struct effect_part *p, size_t from)
{
    size_t kept = from;
    for (size_t i = from; i < p->count; i++) {
        size_t k = from;
        while (k < kept && p->list[k].course != p->list[i].course)
            k++;
        if (k < kept)
            join(&p->list[k], &p->list[i]);
        else
            p->list[kept++] = p->list[i];
    }
    p->count = kept;
}

static int effect_block(const struct run *r, const void *self,
                        const struct block *block, void **part, struct diag *d)
{
    (void)self;
    (void)d;
    struct effect_part *p = mem_alloc(sizeof *p);
    for (size_t i = 0; i < block->count; i++) {
        size_t from = p->count;
        for (size_t n = block->starts[i]; n < block->starts[i + 1]; n++) {
            const struct event *e = &block->event[n];
            if (e->attended && e->day <= r->study->as_of && tells(e))
                observe(observation_of(p, from, &r->facts->session[e->session]),
                        e);
        }
        join_courses(p, from);
    }
    *part = p;
    return 0;
}

static void add(struct tally *t, const struct observation *o)
{
    if (o->ratings > 0)
        moments_add(&t->rating,
                    (double)o->rating_sum / (double)o->ratings / 100, 1);
    if (o->pre == EVENT_NO_SCORE)
        return;
    if (o->post == EVENT_NO_SCORE) {
        t->attrition++;
        return;
    }
    moments_add(&t->pre, o->pre / 100.0, 1);
    moments_add(&t->post, o->post / 100.0, 1);
    moments_add(&t->change, (o->post - o->pre) / 100.0, 1);
}

static int effect_merge(struct run *r, void *self, void *part, int failed,
                        struct diag *d)
{
    struct effect *effect = self;
    struct effect_part *p = part;
    (void)d;
    for (size_t i = 0; !failed && i < p->count; i++)
        for (size_t s = 0; s < N_SCOPES; s++) {
            int32_t group = scopes[s].group(r->facts, p->list[i].session);
            if (group != FACT_NONE)
                add(&effect->tally[s][group], &p->list[i]);
        }
    free(p->list);
    free(p);
    return failed ? -1 : 0;
}

static int effect_begin(struct run *r, void **self, int *skip, struct diag *d)
{
    (void)skip;
    (void)d;
    struct effect *effect = mem_alloc(sizeof *effect);
    for (size_t s = 0; s < N_SCOPES; s++)
        effect->tally[s] =
            mem_alloc(scopes[s].count(r->facts) * sizeof *effect->tally[s]);
    *self = effect;
    return 0;
}

static const char *verdict(const struct tally *t, const struct ttest *test,
                           double q, double fdr, int64_t min_pairs)
{
    double pairs = (double)t->change.count;
    if (t->change.count < min_pairs)
        return "too-few";
    if (q < fdr)
        return test->difference > 0 ? "works" : "does-not";
    double dz = effectsize_dz(&t->change);
    if (isnan(dz))
        return test->difference > 0 ? "unclear" : "does-not";
    double high = dz + 1.959963984540054 * effectsize_dz_error(dz, pairs);
    return high < MEDIUM ? "does-not" : "unclear";
}

static int put_row(struct bulk *b, const struct run *r, size_t scope,
                   size_t group, const struct tally *t, double q,
                   struct diag *d)
{
    struct ttest test = ttest_paired(&t->change, LEVEL);
    double pre = moments_mean(&t->pre), post = moments_mean(&t->post);
    double dz = effectsize_dz(&t->change);
    const char *label = scopes[scope].label(r->facts, group);
    const char *word =
        verdict(t, &test, q, study_number(r->study, "effect", "fdr", FDR),
                study_integer(r->study, "effect", "min_pairs", MIN_PAIRS));
    bulk_integer(b, r->key);
    bulk_text(b, scopes[scope].name, strlen(scopes[scope].name));
    bulk_text(b, label, strlen(label));
    bulk_integer(b, t->change.count);
    bulk_integer(b, t->attrition);
    bulk_real(b, pre);
    bulk_real(b, post);
    bulk_real(b, moments_mean(&t->change));
    bulk_real(b, test.low);
    bulk_real(b, test.high);
    bulk_real(b, test.t);
    bulk_real(b, test.df);
    bulk_real(b, test.p);
    bulk_real(b, q);
    bulk_real(b, test.p > 0 ? log10(test.p) : NAN);
    bulk_real(b, dz);
    bulk_real(b, dz * effectsize_hedges(test.df));
    bulk_real(b, t->change.count > 0 ? effectsize_gain(pre, post, FULL_SCORE)
                                     : NAN);
    bulk_integer(b, t->rating.count);
    bulk_real(b, moments_mean(&t->rating));
    bulk_integer(b, t->change.count > 0 || t->attrition > 0
                        ? KIRKPATRICK_LEARNING
                        : KIRKPATRICK_REACTION);
    bulk_text(b, word, strlen(word));
    return bulk_end_row(b, d);
}

static bool has_any(const struct tally *t)
{
    return t->change.count > 0 || t->attrition > 0 || t->rating.count > 0;
}

/* Adjusted p of each group of a scope; NaN below the least number of pairs. */
static double *adjust(const struct run *r, const struct tally *tally,
                      size_t count)
{
    int64_t least = study_integer(r->study, "effect", "min_pairs", MIN_PAIRS);
    double *p = mem_array(NULL, count, sizeof *p);
    double *q = mem_array(NULL, count, sizeof *q);
    for (size_t g = 0; g < count; g++)
        p[g] = tally[g].change.count >= least
                   ? ttest_paired(&tally[g].change, LEVEL).p
                   : NAN;
    fdr_benjamini_hochberg(p, count, q);
    free(p);
    return q;
}

static const char insert[] =
    "INSERT INTO effect (run, scope, value, pairs, attrition, pre, post,"
    " change, low, high, t, df, p, q, log10_p, d_z, g, gain, ratings, rating,"
    " kirkpatrick, verdict) SELECT c0, c1, c2, c3, c4, c5, c6, c7, c8, c9,"
    " c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20, c21 FROM bulk";

static int effect_finish(struct run *r, void *self, struct diag *d)
{
    const struct effect *effect = self;
    struct bulk *b = bulk_open(r->db, insert, 22, d);
    int status = b == NULL ? -1 : 0;
    for (size_t s = 0; status == 0 && s < N_SCOPES; s++) {
        const struct tally *tally = effect->tally[s];
        size_t count = scopes[s].count(r->facts);
        double *q = adjust(r, tally, count);
        for (size_t g = 0; status == 0 && g < count; g++)
            if (has_any(&tally[g]))
                status = put_row(b, r, s, g, &tally[g], q[g], d);
        free(q);
    }
    return bulk_end(b, status, d);
}

static void effect_free(void *self)
{
    struct effect *effect = self;
    for (size_t s = 0; effect != NULL && s < N_SCOPES; s++)
        free(effect->tally[s]);
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
