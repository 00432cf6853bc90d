/* span.c - see span.h. */
#include "analyze/base/span.h"

#include "lib/date.h"
#include "lib/mem.h"

#include <stdlib.h>

void spans_free(struct spans *s)
{
    free(s->span);
    *s = (struct spans){0};
}

void spans_clear(struct spans *s)
{
    s->count = 0;
}

void spans_add(struct spans *s, int32_t from, int32_t to)
{
    if (to < from)
        return;
    s->span = mem_grow(s->span, s->count, &s->room, sizeof *s->span);
    s->span[s->count++] = (struct span){from, to};
}

static int compare_spans(const void *a, const void *b)
{
    const struct span *x = a, *y = b;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return (x->to > y->to) - (x->to < y->to);
}

void spans_tidy(struct spans *s)
{
    if (s->count < 2)
        return;
    qsort(s->span, s->count, sizeof *s->span, compare_spans);
    size_t last = 0;
    for (size_t i = 1; i < s->count; i++) {
        struct span *p = &s->span[last];
        if ((int64_t)s->span[i].from > (int64_t)p->to + 1)
            s->span[++last] = s->span[i];
        else if (s->span[i].to > p->to)
            p->to = s->span[i].to;
    }
    s->count = last + 1;
}

static int32_t later(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

static int32_t earlier(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

void spans_cut(struct spans *s, int32_t from)
{
    size_t kept = 0;
    for (size_t i = 0; i < s->count; i++)
        if (s->span[i].to >= from)
            s->span[kept++] =
                (struct span){later(s->span[i].from, from), s->span[i].to};
    s->count = kept;
}

void spans_intersect(struct spans *out, const struct spans *a,
                     const struct spans *b)
{
    spans_clear(out);
    size_t i = 0, j = 0;
    while (i < a->count && j < b->count) {
        spans_add(out, later(a->span[i].from, b->span[j].from),
                  earlier(a->span[i].to, b->span[j].to));
        if (a->span[i].to < b->span[j].to)
            i++;
        else
            j++;
    }
}

/* What B leaves of ONE, a stretch of A. */
static void subtract_one(struct spans *out, struct span one,
                         const struct spans *b)
{
    for (size_t j = 0; j < b->count; j++) {
        struct span off = b->span[j];
        if (off.to < one.from || off.from > one.to)
            continue;
        if (off.from > one.from)
            spans_add(out, one.from, off.from - 1);
        if (off.to >= one.to)
            return;
        one.from = off.to + 1;
    }
    spans_add(out, one.from, one.to);
}

void spans_subtract(struct spans *out, const struct spans *a,
                    const struct spans *b)
{
    spans_clear(out);
    for (size_t i = 0; i < a->count; i++)
        subtract_one(out, a->span[i], b);
}

int64_t spans_days(const struct spans *s, int32_t from, int32_t to)
{
    int64_t days = 0;
    for (size_t i = 0; i < s->count; i++) {
        int32_t first = later(s->span[i].from, from);
        int32_t last = earlier(s->span[i].to, to);
        if (first <= last)
            days += (int64_t)last - first + 1;
    }
    return days;
}

int32_t spans_first(const struct spans *s, int32_t from, int32_t to)
{
    for (size_t i = 0; i < s->count; i++) {
        int32_t first = later(s->span[i].from, from);
        if (first <= earlier(s->span[i].to, to))
            return first;
    }
    return DATE_NONE;
}

const struct span *spans_at(const struct spans *s, int32_t day)
{
    for (size_t i = 0; i < s->count; i++)
        if (s->span[i].from <= day && day <= s->span[i].to)
            return &s->span[i];
    return NULL;
}
