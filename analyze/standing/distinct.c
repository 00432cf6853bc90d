/* distinct.c - see distinct.h. */
#include "analyze/standing/distinct.h"

#include "lib/mem.h"

#include <stdlib.h>

void distinct_add(struct distinct *s, size_t cell, int64_t thing)
{
    s->pair = mem_grow(s->pair, s->count, &s->room, sizeof *s->pair);
    s->pair[s->count++] = (struct distinct_pair){cell, thing};
}

static int compare(const void *a, const void *b)
{
    const struct distinct_pair *x = a, *y = b;
    if (x->cell != y->cell)
        return x->cell < y->cell ? -1 : 1;
    return (x->thing > y->thing) - (x->thing < y->thing);
}

void distinct_count(struct distinct *s, int64_t *amount)
{
    if (s->count > 1)
        qsort(s->pair, s->count, sizeof *s->pair, compare);
    for (size_t i = 0; i < s->count; i++)
        amount[s->pair[i].cell] +=
            i == 0 || compare(&s->pair[i - 1], &s->pair[i]) != 0;
    s->count = 0;
}

void distinct_free(struct distinct *s)
{
    free(s->pair);
    *s = (struct distinct){0};
}
