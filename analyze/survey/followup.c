/* followup.c - see followup.h. */
#include "analyze/survey/followup.h"

#include "analyze/math/effectsize.h"
#include "analyze/math/fdr.h"
#include "analyze/survey/comparison.h"
#include "analyze/survey/replies.h"
#include "analyze/survey/waiting.h"
#include "lib/bulk.h"
#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double FDR = 0.05, LEVEL = 0.95;
enum { MIN_PAIRS = 10 };

/* Of a measure: what is said of those who attended, and of the others. */
struct tally {
    struct comparison scores;
    struct moments days;
    int64_t answers; /* of those who attended, raters and all */
};

struct followup {
    struct replies replies;
    struct waiting waiting;
    struct tally *tally; /* by measure */
    int64_t least;
    double fdr;
};

/* When the member of a reply had last attended, or FACT_UNKNOWN. */
struct seen {
    size_t reply;
    int32_t last;
};

struct part {
    struct seen *list;
    size_t count, room;
};

static int followup_begin(struct run *r, void **self, int *skip, struct diag *d)
{
    struct followup *f = mem_alloc(sizeof *f);
    *self = f;
    if (replies_read(&f->replies, r, d) != 0 ||
        waiting_read(&f->waiting, r, d) != 0)
        return -1;
    *skip = f->replies.n_measures == 0;
    f->tally = mem_alloc(f->replies.n_measures * sizeof *f->tally);
    f->least = study_integer(r->study, "effect", "min_pairs", MIN_PAIRS);
    f->fdr = study_number(r->study, "effect", "fdr", FDR);
    return 0;
}

/* The last day up to that of REPLY on which M was attended in the events. */
static int32_t last_attended(const struct run *r, const struct measure *m,
                             const struct reply *reply,
                             const struct event *event, const struct event *end)
{
    int32_t last = FACT_UNKNOWN;
    for (; event < end; event++)
        if (event->attended && event->day <= reply->day && event->day > last &&
            (m->session != FACT_NONE
                 ? (int32_t)event->session == m->session
                 : r->facts->session[event->session].course == m->course))
            last = event->day;
    return last;
}

static int followup_block(const struct run *r, const void *self,
                          const struct block *block, void **part,
                          struct diag *d)
{
    const struct followup *f = self;
    const struct replies *y = &f->replies;
    struct part *p = mem_alloc(sizeof *p);
    (void)d;
    for (size_t i = replies_of(y, (uint32_t)block->first);
         i < y->count && y->list[i].member < block->first + block->count; i++) {
        size_t at = y->list[i].member - block->first;
        p->list = mem_grow(p->list, p->count, &p->room, sizeof *p->list);
        p->list[p->count++] = (struct seen){
            i, last_attended(r, &y->measure[y->list[i].measure], &y->list[i],
                             block->event + block->starts[at],
                             block->event + block->starts[at + 1])};
    }
    *part = p;
    return 0;
}

static void add(struct tally *t, struct comparison_side side,
                const struct reply *reply)
{
    comparison_add(&t->scores, side, reply->score);
    if (side.taught)
        t->answers += reply->answers;
}

static int followup_merge(struct run *r, void *self, void *part, int failed,
                          struct diag *d)
{
    struct followup *f = self;
    struct part *p = part;
    (void)d;
    for (size_t i = 0; !failed && i < p->count; i++) {
        const struct reply *reply = &f->replies.list[p->list[i].reply];
        uint32_t course = (uint32_t)f->replies.measure[reply->measure].course;
        int32_t last = p->list[i].last;
        struct comparison_side side = {
            r->segment != NULL ? r->segment[reply->member] : 0,
            last != FACT_UNKNOWN,
            waiting_has(&f->waiting, reply->member, course)};
        add(&f->tally[reply->measure], side, reply);
        if (side.taught)
            moments_add(&f->tally[reply->measure].days, reply->day - last, 1);
    }
    free(p->list);
    free(p);
    return failed ? -1 : 0;
}

/* Who is linked to no member is taken to have attended. */
static void add_nobodies(struct followup *f)
{
    struct comparison_side side = {.taught = true};
    for (size_t i = replies_of(&f->replies, REPLY_NOBODY); i < f->replies.count;
         i++)
        add(&f->tally[f->replies.list[i].measure], side, &f->replies.list[i]);
}

static const char *verdict_of(const struct followup *f, const struct tally *t,
                              const struct compared *c, double q)
{
    if (t->scores.taught.count < f->least)
        return "too-few";
    if (c->kind == COMPARISON_NONE)
        return "alone";
    if (!(q < f->fdr))
        return "unclear";
    return c->effect.difference > 0 ? "higher" : "lower";
}

static void put_difference(struct bulk *b, const struct tally *t,
                           const struct compared *c, double q)
{
    const char *word = comparison_word(c->kind);
    double factor = effectsize_hedges((double)(c->taught + c->untaught - 2));
    bulk_text(b, word, strlen(word));
    bulk_integer(b, t->scores.untaught.count);
    bulk_integer(b, c->untaught);
    bulk_integer(b, c->taught);
    bulk_real(b, c->change);
    bulk_real(b, c->effect.difference);
    bulk_real(b, c->effect.low);
    bulk_real(b, c->effect.high);
    bulk_real(b, c->kind == COMPARISON_NONE ? NAN : factor * c->d);
    bulk_real(b, c->effect.p);
    bulk_real(b, q);
}

static int put_row(struct bulk *b, const struct run *r,
                   const struct followup *f, size_t measure,
                   const struct compared *c, double q, struct diag *d)
{
    const struct measure *m = &f->replies.measure[measure];
    const struct tally *t = &f->tally[measure];
    const struct moments *taught = &t->scores.taught;
    struct ttest mean = ttest_paired(taught, LEVEL);
    const char *source = m->others ? "others" : "self";
    const char *verdict = verdict_of(f, t, c, q);
    bulk_integer(b, r->key);
    bulk_integer(b, m->survey);
    bulk_text(b, m->scale, strlen(m->scale));
    bulk_text(b, source, strlen(source));
    bulk_integer(b, r->facts->course[m->course].key);
    bulk_integer(b, m->level);
    bulk_integer(b, taught->count);
    bulk_integer(b, t->answers);
    bulk_real(b, moments_mean(taught));
    bulk_real(b, moments_sd(taught));
    bulk_real(b, mean.low);
    bulk_real(b, mean.high);
    bulk_real(b, moments_mean(&t->days));
    put_difference(b, t, c, q);
    bulk_text(b, verdict, strlen(verdict));
    return bulk_end_row(b, d);
}

static const char insert[] =
    "INSERT INTO effect_followup (run, survey, scale, source, course,"
    " kirkpatrick, people, answers, mean, sd, low, high, days, comparison,"
    " untaught, compared, compared_taught, untaught_mean, difference,"
    " difference_low, difference_high, g, p, q, verdict) SELECT c0, c1, c2,"
    " c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18,"
    " c19, c20, c21, c22, c23, c24 FROM bulk";

static int store(const struct run *r, const struct followup *f,
                 const struct compared *c, const double *q, struct diag *d)
{
    struct bulk *b = bulk_open(r->db, insert, 25, d);
    int status = b == NULL ? -1 : 0;
    for (size_t i = 0; status == 0 && i < f->replies.n_measures; i++)
        if (f->tally[i].scores.taught.count +
                f->tally[i].scores.untaught.count >
            0)
            status = put_row(b, r, f, i, &c[i], q[i], d);
    return bulk_end(b, status, d);
}

static int followup_finish(struct run *r, void *self, struct diag *d)
{
    struct followup *f = self;
    size_t n = f->replies.n_measures;
    struct compared *c = mem_array(NULL, n, sizeof *c);
    double *p = mem_array(NULL, n, sizeof *p);
    double *q = mem_array(NULL, n, sizeof *q);
    add_nobodies(f);
    for (size_t i = 0; i < n; i++) {
        c[i] = comparison_finish(&f->tally[i].scores, f->least);
        p[i] = c[i].effect.p;
    }
    fdr_benjamini_hochberg(p, n, q);
    int status = store(r, f, c, q, d);
    free(c);
    free(p);
    free(q);
    return status;
}

static void followup_free(void *self)
{
    struct followup *f = self;
    if (f == NULL)
        return;
    for (size_t i = 0; f->tally != NULL && i < f->replies.n_measures; i++)
        comparison_free(&f->tally[i].scores);
    free(f->tally);
    replies_free(&f->replies);
    waiting_free(&f->waiting);
    free(f);
}

const struct task followup_task = {
    .name = "followup",
    .begin = followup_begin,
    .block = followup_block,
    .merge = followup_merge,
    .finish = followup_finish,
    .free = followup_free,
};
