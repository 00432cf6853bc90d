/* suppress.c - see suppress.h. */
#include "report/suppress.h"

#include "lib/mem.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* A group in the order in which groups are tried. */
struct turn {
    size_t group, depth;
    int64_t people;
};

struct work {
    const struct suppress *s;
    bool *shown;
    int64_t *rest; /* of the shown groups */
    int64_t *gap;  /* what is left of the differences, for each other */
    struct turn *turns;
};

static const int64_t *parts_of(const struct suppress *s, size_t group)
{
    return s->parts + group * s->width;
}

static int64_t sum(const int64_t *parts, size_t width)
{
    int64_t people = 0;
    for (size_t i = 0; i < width; i++)
        people += parts[i];
    return people;
}

/* Whether PARTS less INSIDE (NULL: nothing) could be published. */
static bool is_safe(const struct suppress *s, const int64_t *parts,
                    const int64_t *inside)
{
    int64_t people = 0;
    for (size_t i = 0; i < s->width; i++) {
        int64_t left = parts[i] - (inside != NULL ? inside[i] : 0);
        if (left < 0 || (left > 0 && left < s->cell))
            return false;
        people += left;
    }
    return people == 0 || people >= s->threshold;
}

/* The nearest group around GROUP that is shown, or SUPPRESS_TOP. */
static size_t around(const struct work *w, size_t group)
{
    size_t up = w->s->parent[group];
    while (up != SUPPRESS_TOP && !w->shown[up])
        up = w->s->parent[up];
    return up;
}

static bool is_safe_gap(const struct suppress *s, int64_t gap)
{
    return gap == 0 || gap >= s->threshold || -gap >= s->threshold;
}

/* The same, of those that show the other figure too. */
static size_t around_both(const struct work *w, const bool *other, size_t group)
{
    size_t up = around(w, group);
    while (up != SUPPRESS_TOP && !other[up])
        up = around(w, up);
    return up;
}

/* How many more the GROUP has than figure I of it. */
static int64_t gap_of(const struct work *w, size_t i, size_t group)
{
    return sum(parts_of(w->s, group), w->s->width) -
           w->s->others[i].people[group];
}

/* Whether the GROUP may stand beside all other figures of it. */
static bool fits_others(const struct work *w, size_t group)
{
    const struct suppress *s = w->s;
    for (size_t i = 0; i < s->n_others; i++) {
        if (!s->others[i].shown[group])
            continue;
        int64_t gap = gap_of(w, i, group);
        size_t up = around_both(w, s->others[i].shown, group);
        if (!is_safe_gap(s, gap) ||
            (up != SUPPRESS_TOP &&
             !is_safe_gap(s, w->gap[i * s->count + up] - gap)))
            return false;
    }
    return true;
}

static void take_gaps(struct work *w, size_t group)
{
    const struct suppress *s = w->s;
    for (size_t i = 0; i < s->n_others; i++) {
        if (!s->others[i].shown[group])
            continue;
        int64_t gap = gap_of(w, i, group);
        size_t up = around_both(w, s->others[i].shown, group);
        w->gap[i * s->count + group] = gap;
        if (up != SUPPRESS_TOP)
            w->gap[i * s->count + up] -= gap;
    }
}

static bool may_show(const struct work *w, size_t group, size_t up)
{
    const struct suppress *s = w->s;
    const int64_t *parts = parts_of(s, group);
    if (s->allowed != NULL && !s->allowed[group])
        return false;
    if (sum(parts, s->width) == 0 || !is_safe(s, parts, NULL))
        return false;
    if (up != SUPPRESS_TOP && !is_safe(s, w->rest + up * s->width, parts))
        return false;
    return fits_others(w, group);
}

static void try_group(struct work *w, size_t group)
{
    const struct suppress *s = w->s;
    const int64_t *parts = parts_of(s, group);
    size_t up = around(w, group);
    if (!may_show(w, group, up))
        return;
    for (size_t i = 0; i < s->width; i++) {
        w->rest[group * s->width + i] = parts[i];
        if (up != SUPPRESS_TOP)
            w->rest[up * s->width + i] -= parts[i];
    }
    take_gaps(w, group);
    w->shown[group] = true;
}

static int compare_turns(const void *a, const void *b)
{
    const struct turn *x = a, *y = b;
    if (x->depth != y->depth)
        return x->depth < y->depth ? -1 : 1;
    if (x->people != y->people)
        return x->people > y->people ? -1 : 1;
    return (x->group > y->group) - (x->group < y->group);
}

static void order_turns(struct work *w)
{
    const struct suppress *s = w->s;
    for (size_t i = 0; i < s->count; i++) {
        size_t up = s->parent[i];
        assert(up == SUPPRESS_TOP || up < i);
        w->turns[i] = (struct turn){
            .group = i,
            .depth = up == SUPPRESS_TOP ? 0 : w->turns[up].depth + 1,
            .people = sum(parts_of(s, i), s->width)};
    }
    qsort(w->turns, s->count, sizeof *w->turns, compare_turns);
}

void suppress_groups(const struct suppress *s, bool *shown)
{
    struct work w = {.s = s, .shown = shown};
    w.rest = mem_array(NULL, s->count * s->width, sizeof *w.rest);
    w.turns = mem_array(NULL, s->count, sizeof *w.turns);
    w.gap = mem_array(NULL, s->count * s->n_others, sizeof *w.gap);
    memset(shown, 0, s->count * sizeof *shown);
    order_turns(&w);
    for (size_t i = 0; i < s->count; i++)
        try_group(&w, w.turns[i].group);
    free(w.turns);
    free(w.gap);
    free(w.rest);
}
