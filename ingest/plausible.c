/* plausible.c - see plausible.h. */
#include "ingest/plausible.h"

#include "ingest/flag.h"
#include "lib/mem.h"

#include <stdlib.h>

enum { FEW = 16 }; /* on a day; more of them take memory of their own */

/* The minutes of its day from BEGIN up to END, of an event. */
struct span {
    int32_t begin, end;
    struct event *event;
};

static bool read_span(const struct places *p, struct event *e, struct span *s)
{
    const struct places_session *in = e->self ? NULL : &p->sessions[e->session];
    if (in == NULL || e->again || !event_attended(e) ||
        in->from == EVENT_NONE || in->from >= in->to || e->day != in->begin_on)
        return false;
    *s = (struct span){in->from, in->to, e};
    return true;
}

static int by_begin(const void *one, const void *other)
{
    const struct span *a = one;
    const struct span *b = other;
    return a->begin < b->begin ? -1 : a->begin > b->begin;
}

/* Of the spans before, the one that ends last meets the next if any does. */
static void flag_overlaps(struct span *spans, size_t count)
{
    qsort(spans, count, sizeof *spans, by_begin);
    size_t last = 0;
    for (size_t i = 1; i < count; i++) {
        if (spans[i].begin < spans[last].end) {
            spans[i].event->flags |= FLAG_OVERLAP;
            spans[last].event->flags |= FLAG_OVERLAP;
        }
        if (spans[i].end > spans[last].end)
            last = i;
    }
}

/* The events of one day. */
static void look_at_day(const struct places *p, struct event *events,
                        size_t count)
{
    struct span few[FEW];
    struct span *spans =
        count <= FEW ? few : mem_array(NULL, count, sizeof *spans);
    size_t n = 0;
    for (size_t i = 0; i < count; i++)
        n += read_span(p, &events[i], &spans[n]);
    if (n > 1)
        flag_overlaps(spans, n);
    if (spans != few)
        free(spans);
}

void plausible_member(const struct places *p, struct event *events,
                      size_t count)
{
    size_t from = 0;
    for (size_t i = 1; i <= count; i++) {
        if (i < count && events[i].day == events[from].day)
            continue;
        if (i - from > 1)
            look_at_day(p, events + from, i - from);
        from = i;
    }
}
