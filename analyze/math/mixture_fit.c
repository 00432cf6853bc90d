/* mixture_fit.c - see mixture_fit.h. */
#include "analyze/math/mixture_fit.h"

#include "lib/mem.h"
#include "lib/pool.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    FIRST_ROUNDS = 40, /* of all starts: fewer miss the best */
    FEW_ROUNDS = 12,   /* and more of those that are still in the race */
    MORE_ROUNDS = 16,
    RUNNERS = 8,
    SECONDS = 4,
    FINALS = 3
};

/* A gain per row below which a start is ranked before its rounds are over. */
static const double RANKED = 1e-4;

/* The mixtures that are best so far, the best first. */
struct race {
    struct mixture runner[RUNNERS];
    size_t count;
    const struct mixture_starts *starts;
    const struct coded *data; /* that the rounds are run on */
    const struct coded_moments *moments;
    const struct mixture_fit *o;
};

/*
 * A mixture that a floor keeps from degenerating comes after those that need
 * none: its likelihood says where the floor lies.
 */
static bool is_better(const struct mixture *a, const struct mixture *b)
{
    if (a->ridged != b->ridged)
        return b->ridged;
    return a->loglik > b->loglik;
}

/* Takes M over. */
static void enter(struct race *r, struct mixture m)
{
    size_t at = r->count;
    while (at > 0 && is_better(&m, &r->runner[at - 1]))
        at--;
    if (at == RUNNERS) {
        mixture_free(&m);
        return;
    }
    if (r->count == RUNNERS)
        mixture_free(&r->runner[--r->count]);
    for (size_t i = r->count++; i > at; i--)
        r->runner[i] = r->runner[i - 1];
    r->runner[at] = m;
}

static void drop_behind(struct race *r, size_t count)
{
    while (r->count > count)
        mixture_free(&r->runner[--r->count]);
}

/* Starts of one kind that enter together, each a job. */
struct heat {
    struct race *race;
    size_t k, rounds;             /* rounds 0: to the end */
    const struct mixture *before; /* K - 1 classes, to be split, and */
    const uint32_t *label;        /* of which the start rows are; or NULL */
    struct mixture *given;        /* to go on with, or NULL */
};

/* False if there is no such start. */
static bool begin(const struct heat *h, size_t job, struct mixture *m)
{
    const struct race *r = h->race;
    if (h->given != NULL) {
        *m = h->given[job];
        h->given[job] = (struct mixture){0};
        return true;
    }
    if (h->before != NULL)
        return mixture_starts_split(r->starts, h->before, h->label, job,
                                    r->o->seed, m);
    return mixture_starts_draw(r->starts, h->k, job, r->o->seed, m);
}

static int run_job(void *context, size_t job, void **result, struct diag *d)
{
    const struct heat *h = context;
    const struct race *r = h->race;
    struct mixture_em em = r->o->em;
    struct mixture *m = mem_alloc(sizeof *m);
    em.threads = 1;
    if (h->rounds > 0) {
        em.max_rounds = h->rounds;
        em.tolerance = fmax(em.tolerance, RANKED);
    }
    *result = m;
    if (!begin(h, job, m))
        return 0;
    return mixture_em_fit(m, r->data, r->moments, &em, d);
}

static int take_job(void *context, size_t job, void *result, int failed,
                    struct diag *d)
{
    const struct heat *h = context;
    struct mixture *m = result;
    (void)job;
    (void)d;
    if (failed)
        mixture_free(m);
    else if (m->k > 0)
        enter(h->race, *m);
    free(m);
    return 0;
}

static int run_heat(struct heat *h, size_t count, struct diag *d)
{
    size_t threads = h->race->o->em.threads;
    return pool_run(threads > 0 ? threads : 1, count, run_job, take_job, h, d);
}

/* All that are in the race go on, and are ranked anew. */
static int run_on(struct race *r, size_t rounds, struct diag *d)
{
    struct mixture given[RUNNERS];
    size_t count = r->count;
    memcpy(given, r->runner, sizeof given);
    r->count = 0;
    struct heat h = {.race = r, .rounds = rounds, .given = given};
    int status = run_heat(&h, count, d);
    for (size_t i = 0; i < count; i++)
        mixture_free(&given[i]); /* those that were not begun */
    return status;
}

static int run_drawn(struct race *r, size_t k, struct diag *d)
{
    struct heat h = {.race = r, .k = k, .rounds = FIRST_ROUNDS};
    return run_heat(&h, r->o->starts, d);
}

static int run_splits(struct race *r, const struct mixture *before,
                      struct diag *d)
{
    const struct mixture_starts *s = r->starts;
    struct mixture_class *of = mem_array(NULL, s->data->n, sizeof *of);
    uint32_t *label = mem_array(NULL, s->count, sizeof *label);
    struct heat h = {
        .race = r, .rounds = FIRST_ROUNDS, .before = before, .label = label};
    int status = mixture_em_score(before, s->data, &r->o->em, of, d);
    for (size_t i = 0; status == 0 && i < s->count; i++)
        label[i] = of[s->place[i]].best;
    if (status == 0)
        status = run_heat(&h, before->k, d);
    free(label);
    free(of);
    return status;
}

/* The winner to OUT; the others are freed. */
static int finish(struct race *r, const struct coded_moments *moments, size_t k,
                  struct mixture *out, int status, struct diag *d)
{
    r->data = r->starts->data;
    r->moments = moments;
    if (status == 0 && r->count == 0)
        status = diag_fail(d, "fewer than %zu rows differ", k);
    drop_behind(r, r->o->finals > SECONDS ? r->o->finals : SECONDS);
    if (status == 0)
        status = run_on(r, MORE_ROUNDS, d);
    drop_behind(r, r->o->finals > 0 ? r->o->finals : FINALS);
    if (status == 0)
        status = run_on(r, 0, d);
    if (status == 0) {
        *out = r->runner[0];
        r->runner[0] = (struct mixture){0};
        mixture_canonical(out);
    }
    drop_behind(r, 0);
    return status;
}

int mixture_fit_all(struct mixture *out, struct mixture_starts *s,
                    const struct coded_moments *moments, size_t k,
                    const struct mixture_fit *o, struct diag *d)
{
    int status = 0;
    mixture_copy(&out[0], &s->one);
    for (size_t i = 1; status == 0 && i < k; i++) {
        struct race r = {
            .starts = s, .data = &s->few, .moments = &s->few_moments, .o = o};
        mixture_starts_whiten(s, &out[i - 1]);
        status = run_drawn(&r, i + 1, d);
        if (status == 0)
            status = run_splits(&r, &out[i - 1], d);
        if (status == 0)
            status = run_on(&r, FEW_ROUNDS, d);
        status = finish(&r, moments, i + 1, &out[i], status, d);
    }
    return status;
}
