/*
 * changelist.c - see changelist.h.
 *
 * New pairs go behind the list. Full, it is sorted and equal sizes are made
 * one; if that leaves more than half of it in use, its room is doubled. So a
 * pair costs a logarithm of the number of sizes.
 */
#include "analyze/math/changelist.h"

#include "lib/mem.h"

#include <stdlib.h>

enum { FIRST_ROOM = 64 };

static int compare(const void *a, const void *b)
{
    const struct sized *x = a, *y = b;
    return (x->size > y->size) - (x->size < y->size);
}

static void compact(struct changelist *c)
{
    size_t kept = 0;
    if (c->count == 0)
        return;
    qsort(c->of, c->count, sizeof *c->of, compare);
    for (size_t i = 1; i < c->count; i++) {
        if (c->of[i].size != c->of[kept].size) {
            c->of[++kept] = c->of[i];
            continue;
        }
        c->of[kept].seen.up += c->of[i].seen.up;
        c->of[kept].seen.down += c->of[i].seen.down;
    }
    c->count = kept + 1;
}

static void put(struct changelist *c, struct sized entry)
{
    if (c->count == c->room) {
        compact(c);
        if (c->count >= c->room / 2) {
            c->room = c->room == 0 ? FIRST_ROOM : 2 * c->room;
            c->of = mem_array(c->of, c->room, sizeof *c->of);
        }
    }
    c->of[c->count++] = entry;
}

void changelist_add(struct changelist *c, int64_t change)
{
    if (change == 0)
        c->unchanged++;
    else
        put(c, (struct sized){.size = change > 0 ? change : -change,
                              .seen = {.up = change > 0, .down = change < 0}});
}

void changelist_merge(struct changelist *c, const struct changelist *other)
{
    c->unchanged += other->unchanged;
    for (size_t i = 0; i < other->count; i++)
        put(c, other->of[i]);
}

void changelist_free(struct changelist *c)
{
    free(c->of);
    *c = (struct changelist){0};
}

struct signedrank changelist_test(struct changelist *c)
{
    compact(c);
    struct change *step = mem_array(NULL, c->count, sizeof *step);
    for (size_t i = 0; i < c->count; i++)
        step[i] = c->of[i].seen;
    struct signedrank r = signedrank_of_sizes(step, c->count);
    free(step);
    return r;
}
