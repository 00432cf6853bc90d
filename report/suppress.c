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

static void try_group(struct work *w, size_t group)
{
    const struct suppress *s = w->s;
    const int64_t *parts = parts_of(s, group);
    size_t up = around(w, group);
    if (s->allowed != NULL && !s->allowed[group])
        return;
    if (sum(parts, s->width) == 0 || !is_safe(s, parts, NULL))
        return;
    if (up != SUPPRESS_TOP && !is_safe(s, w->rest + up * s->width, parts))
        return;
    for (size_t i = 0; i < s->width; i++) {
        w->rest[group * s->width + i] = parts[i];
        if (up != SUPPRESS_TOP)
            w->rest[up * s->width + i] -= parts[i];
    }
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
    memset(shown, 0, s->count * sizeof *shown);
    order_turns(&w);
    for (size_t i = 0; i < s->count; i++)
        try_group(&w, w.turns[i].group);
    free(w.turns);
    free(w.rest);
}
