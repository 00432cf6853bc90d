/* merge_fold.c - see merge_fold.h. */
#include "tests/conformance/merge_fold.h"

#include "analyze/math/mixhash.h"
#include "lib/mem.h"

#include <stdlib.h>

enum { DEPTH = 64 };

static void cut_at(struct merge_split *s, size_t place)
{
    s->cut[++s->parts] = place;
}

static void cut_rows(struct merge_split *s, const struct merge_rows *r)
{
    s->name = "single rows";
    for (size_t i = 1; i <= r->count; i++)
        cut_at(s, i);
}

static void cut_missing(struct merge_split *s, const struct merge_rows *r)
{
    s->name = "parts that are empty or all missing";
    for (size_t run = 0; run < MERGE_MISSING; run++)
        for (size_t end = 0; end < 2; end++)
            for (size_t twice = 0; twice < 2; twice++)
                cut_at(s, r->missing[run][end]);
    cut_at(s, r->count);
}

static int by_place(const void *a, const void *b)
{
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    return (x > y) - (x < y);
}

/* Cuts fall anywhere, also together, so parts may be empty. */
static void cut_anywhere(struct merge_split *s, const struct merge_rows *r,
                         size_t seed)
{
    s->name = "parts cut anywhere";
    size_t parts = 2 + (size_t)mixhash_below(MERGE_PARTS - 1, 2, 0, seed);
    for (size_t i = 1; i < parts; i++)
        cut_at(s, (size_t)mixhash_below(r->count + 1, 1, i, seed));
    qsort(s->cut + 1, parts - 1, sizeof *s->cut, by_place);
    cut_at(s, r->count);
}

int merge_split_make(struct merge_split *s, const struct merge_rows *r,
                     size_t n, int lite)
{
    size_t seeds = lite ? 2 : 20, places = r->count - 1;
    size_t halves = lite ? 1 : r->count <= MERGE_SMALL ? places : 4;
    if (n >= 2 + seeds + halves)
        return 0;
    *s = (struct merge_split){.name = "halves"};
    s->cut = mem_array(NULL, r->count + MERGE_PARTS, sizeof *s->cut);
    s->cut[0] = 0;
    if (n == 0) {
        cut_rows(s, r);
    } else if (n == 1) {
        cut_missing(s, r);
    } else if (n < 2 + seeds) {
        cut_anywhere(s, r, n);
    } else {
        cut_at(s, (n - 1 - seeds) * places / halves);
        cut_at(s, r->count);
    }
    return 1;
}

static void *begin(const struct merge_kind *k, const struct merge_rows *r)
{
    void *a = mem_alloc(k->size);
    k->open(a, r);
    return a;
}

static void end(const struct merge_kind *k, void *a)
{
    k->close(a);
    free(a);
}

static struct merge_figures figures_of(const struct merge_kind *k,
                                       const struct merge_rows *r, void *a)
{
    struct merge_figures f = {0};
    k->finish(a, r, &f);
    end(k, a);
    return f;
}

struct merge_figures merge_whole(const struct merge_kind *k,
                                 const struct merge_rows *r, size_t from,
                                 size_t to)
{
    void *a = begin(k, r);
    k->add(a, r, from, to);
    return figures_of(k, r, a);
}

/* What neighbouring parts came to, the first lowest; parts that each is of. */
struct tree {
    void *of[DEPTH];
    size_t parts[DEPTH], depth;
};

static void join_top(struct tree *t, const struct merge_kind *k)
{
    size_t top = --t->depth;
    k->merge(t->of[top - 1], t->of[top]);
    t->parts[top - 1] += t->parts[top];
    end(k, t->of[top]);
}

static void grow(struct tree *t, const struct merge_kind *k, void *a)
{
    t->of[t->depth] = a;
    t->parts[t->depth++] = 1;
    while (t->depth > 1 && t->parts[t->depth - 2] == t->parts[t->depth - 1])
        join_top(t, k);
}

void merge_parts(const struct merge_kind *k, const struct merge_rows *r,
                 const struct merge_split *s, struct merge_figures *in_order,
                 struct merge_figures *as_tree)
{
    struct tree t = {.depth = 0};
    void *all = begin(k, r);
    for (size_t p = 0; p < s->parts; p++) {
        void *a = begin(k, r);
        k->add(a, r, s->cut[p], s->cut[p + 1]);
        k->merge(all, a);
        grow(&t, k, a);
    }
    while (t.depth > 1)
        join_top(&t, k);
    *in_order = figures_of(k, r, all);
    *as_tree = figures_of(k, r, t.of[0]);
}
