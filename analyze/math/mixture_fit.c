/* mixture_fit.c - see mixture_fit.h. */
#include "analyze/math/mixture_fit.h"

#include "lib/mem.h"
#include "lib/pool.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    FIRST_ROUNDS = 40, /* of all starts that may still win: fewer miss it */
    TRIAL_ROUNDS = 8,  /* the first of them, of all starts */
    FEW_ROUNDS = 12,   /* and more of those that are still in the race */
    MORE_ROUNDS = 16,
    RUNNERS = 8,
    SECONDS = 4,
    FINALS = 3
};

/* A gain per row below which a start is ranked before its rounds are over. */
static const double RANKED = 1e-4;
/* Two that differ by less, per row and in any share, are at the same top. */
static const double SAME_LOGLIK = 1e-5, SAME_SHARE = 1e-3;
/*
 * Further behind on the few rows, in square roots of their number, nobody is
 * first on all: the difference of a row has a standard deviation of about 1.
 */
static const double FAR_BEHIND = 10;

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

static int by_size(const void *a, const void *b)
{
    double p = *(const double *)a, q = *(const double *)b;
    return (p < q) - (p > q);
}

static bool is_same(const struct mixture *a, const struct mixture *b)
{
    double one[MIXTURE_K], two[MIXTURE_K], most = 0;
    if (fabs(a->loglik - b->loglik) > SAME_LOGLIK * (double)a->n)
        return false;
    memcpy(one, a->share, a->k * sizeof *one);
    memcpy(two, b->share, b->k * sizeof *two);
    qsort(one, a->k, sizeof *one, by_size);
    qsort(two, b->k, sizeof *two, by_size);
    for (size_t k = 0; k < a->k; k++)
        most = fmax(most, fabs(one[k] - two[k]));
    return most <= SAME_SHARE;
}

/* Takes M over. Of several at the same top the best stays. */
static void enter(struct race *r, struct mixture m)
{
    size_t at = r->count, same = 0;
    while (at > 0 && is_better(&m, &r->runner[at - 1]))
        at--;
    while (same < r->count && !is_same(&m, &r->runner[same]))
        same++;
    if (at == RUNNERS || same < at) {
        mixture_free(&m);
        return;
    }
    if (same == r->count && r->count == RUNNERS)
        same = RUNNERS - 1;
    if (same < r->count) {
        mixture_free(&r->runner[same]);
        r->count--;
    }
    for (size_t i = same < r->count ? same : r->count; i > at; i--)
        r->runner[i] = r->runner[i - 1];
    r->runner[at] = m;
    r->count++;
}

static void drop_behind(struct race *r, size_t count)
{
    while (r->count > count)
        mixture_free(&r->runner[--r->count]);
}

/* Those that the others are too far ahead of, on some rows of all. */
static void drop_hopeless(struct race *r)
{
    while (r->count > 1) {
        const struct mixture *last = &r->runner[r->count - 1];
        double gap = r->runner[0].loglik - last->loglik;
        if (!last->ridged && gap < FAR_BEHIND * sqrt((double)last->n))
            return;
        drop_behind(r, r->count - 1);
    }
}

/* Mixtures that are run on side by side, each a job. */
struct heat {
    const struct race *race;
    size_t k, rounds;             /* rounds 0: to the end */
    const struct mixture *before; /* K - 1 classes, to be split, and */
    const uint32_t *label;        /* of which the start rows are */
    struct mixture *field;        /* to go on with, by job */
    bool begun;                   /* they are made; those done stand still */
};

/* False if there is no such start. */
static bool begin(const struct heat *h, size_t job, struct mixture *m)
{
    const struct race *r = h->race;
    if (job < r->o->starts)
        return mixture_starts_draw(r->starts, h->k, job, r->o->seed, m);
    return mixture_starts_split(r->starts, h->before, h->label,
                                job - r->o->starts, r->o->seed, m);
}

static int run_job(void *context, size_t job, void **result, struct diag *d)
{
    const struct heat *h = context;
    const struct race *r = h->race;
    struct mixture_em em = r->o->em;
    struct mixture *m = &h->field[job];
    (void)result;
    em.threads = 1;
    if (h->rounds > 0) {
        em.max_rounds = h->rounds;
        em.tolerance = fmax(em.tolerance, RANKED);
    }
    if (h->begun ? m->k == 0 || m->converged : !begin(h, job, m))
        return 0;
    return mixture_em_fit(m, r->data, r->moments, &em, d);
}

static int run_heat(struct heat *h, size_t count, struct diag *d)
{
    size_t threads = h->race->o->em.threads;
    return pool_run(threads > 0 ? threads : 1, count, run_job, NULL, h, d);
}

/* All of FIELD enter, the first before those that are as good. */
static void enter_all(struct race *r, struct mixture *field, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (field[i].k > 0)
            enter(r, field[i]);
}

static void free_all(struct mixture *field, size_t count)
{
    for (size_t i = 0; i < count; i++)
        mixture_free(&field[i]);
}

/* All that are in the race go on, and are ranked anew. */
static int run_on(struct race *r, size_t rounds, bool same_rows, struct diag *d)
{
    struct mixture field[RUNNERS];
    size_t count = r->count;
    memcpy(field, r->runner, sizeof field);
    r->count = 0;
    for (size_t i = 0; i < count; i++)
        field[i].converged &= same_rows;
    struct heat h = {
        .race = r, .rounds = rounds, .field = field, .begun = true};
    int status = run_heat(&h, count, d);
    if (status == 0)
        enter_all(r, field, count);
    else
        free_all(field, count);
    return status;
}

/*
 * Leaves out who could not catch up with the first even if each round to come
 * gained as much as the last one did: gains mostly shrink.
 */
static void drop_beaten(struct mixture *field, size_t count)
{
    double best = -INFINITY;
    for (size_t i = 0; i < count; i++)
        if (field[i].k > 0 && !field[i].ridged)
            best = fmax(best, field[i].loglik);
    for (size_t i = 0; i < count; i++) {
        double most = FIRST_ROUNDS - TRIAL_ROUNDS;
        double gain = fmax(field[i].gain, 0); /* not what rounding lost */
        if (field[i].k > 0 && field[i].loglik + most * gain < best)
            mixture_free(&field[i]);
    }
}

/* Of which class of BEFORE each of the rows is that starts see. */
static int label_rows(const struct race *r, const struct mixture *before,
                      uint32_t *label, struct diag *d)
{
    const struct mixture_starts *s = r->starts;
    struct mixture_class *of = mem_array(NULL, s->data->n, sizeof *of);
    int status = mixture_em_score(before, s->data, &r->o->em, of, d);
    for (size_t i = 0; status == 0 && i < s->count; i++)
        label[i] = of[s->place[i]].best;
    free(of);
    return status;
}

/* All starts for one class more than BEFORE has. */
static int run_starts(struct race *r, const struct mixture *before,
                      struct diag *d)
{
    size_t count = r->o->starts + before->k;
    uint32_t *label = mem_array(NULL, r->starts->count, sizeof *label);
    struct mixture *field = mem_alloc(count * sizeof *field);
    struct heat h = {.race = r,
                     .k = before->k + 1,
                     .rounds = TRIAL_ROUNDS,
                     .before = before,
                     .label = label,
                     .field = field};
    int status = label_rows(r, before, label, d);
    if (status == 0)
        status = run_heat(&h, count, d);
    h.begun = true;
    h.rounds = FIRST_ROUNDS - TRIAL_ROUNDS;
    if (status == 0) {
        drop_beaten(field, count);
        status = run_heat(&h, count, d);
    }
    if (status == 0)
        enter_all(r, field, count);
    else
        free_all(field, count);
    free(field);
    free(label);
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
    drop_hopeless(r);
    if (status == 0)
        status = run_on(r, MORE_ROUNDS, false, d);
    drop_behind(r, r->o->finals > 0 ? r->o->finals : FINALS);
    if (status == 0)
        status = run_on(r, 0, false, d);
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
        status = run_starts(&r, &out[i - 1], d);
        if (status == 0)
            status = run_on(&r, FEW_ROUNDS, true, d);
        status = finish(&r, moments, i + 1, &out[i], status, d);
    }
    return status;
}
