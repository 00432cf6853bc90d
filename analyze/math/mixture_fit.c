/* mixture_fit.c - see mixture_fit.h. */
#include "analyze/math/mixture_fit.h"

#include "lib/mem.h"

#include <stdlib.h>

enum { SHORT_ROUNDS = 10, FINALS = 3 };

/* The mixtures that are best so far, the best first. */
struct race {
    struct mixture *runner;
    size_t count, room;
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
    if (at == r->room) {
        mixture_free(&m);
        return;
    }
    if (r->count == r->room)
        mixture_free(&r->runner[--r->count]);
    for (size_t i = r->count++; i > at; i--)
        r->runner[i] = r->runner[i - 1];
    r->runner[at] = m;
}

static int run_starts(struct race *r, const struct mixture_starts *s,
                      const struct coded_moments *moments, size_t k,
                      const struct mixture_fit *o, struct diag *d)
{
    struct mixture_em few = o->em;
    few.max_rounds = SHORT_ROUNDS;
    for (size_t start = 0; start < o->starts; start++) {
        struct mixture m;
        if (!mixture_starts_draw(s, k, start, o->seed, &m))
            continue;
        if (mixture_em_fit(&m, s->data, moments, &few, d) != 0) {
            mixture_free(&m);
            return -1;
        }
        enter(r, m);
    }
    if (r->count == 0)
        return diag_fail(d, "fewer than %zu rows differ", k);
    return 0;
}

static int run_finals(struct race *r, const struct mixture_starts *s,
                      const struct coded_moments *moments,
                      const struct mixture_fit *o, size_t *best, struct diag *d)
{
    *best = 0;
    for (size_t i = 0; i < r->count; i++) {
        if (mixture_em_fit(&r->runner[i], s->data, moments, &o->em, d) != 0)
            return -1;
        if (is_better(&r->runner[i], &r->runner[*best]))
            *best = i;
    }
    return 0;
}

int mixture_fit_best(struct mixture *m, const struct mixture_starts *s,
                     const struct coded_moments *moments, size_t k,
                     const struct mixture_fit *o, struct diag *d)
{
    if (k == 1) {
        mixture_copy(m, &s->one);
        return 0;
    }
    struct race r = {.room = o->finals > 0 ? o->finals : FINALS};
    r.runner = mem_alloc(r.room * sizeof *r.runner);
    size_t best = 0;
    int status = run_starts(&r, s, moments, k, o, d);
    if (status == 0)
        status = run_finals(&r, s, moments, o, &best, d);
    for (size_t i = 0; i < r.count; i++)
        if (status != 0 || i != best)
            mixture_free(&r.runner[i]);
    if (status == 0) {
        *m = r.runner[best];
        mixture_canonical(m);
    }
    free(r.runner);
    return status;
}
