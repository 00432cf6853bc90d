/* event.c - see event.h. */
#include "ingest/event.h"

#include "ingest/flag.h"

#include <stdlib.h>

enum { DAY_MINUTES = 1440, LAST_ATTENDED = 2, FEW = 64 };

bool event_attended(const struct event *e)
{
    return e->status <= LAST_ATTENDED;
}

static int compare(int64_t a, int64_t b)
{
    return a < b ? -1 : a > b;
}

static int by_group(const struct event *a, const struct event *b)
{
    int c = compare(a->member, b->member);
    c = c != 0 ? c : compare(a->self, b->self);
    c = c != 0 ? c : compare(a->session, b->session);
    return c != 0 ? c : compare(a->day, b->day);
}

/* All but the line; what credits more goes first. */
static int by_content(const struct event *a, const struct event *b)
{
    int c = compare(a->status, b->status);
    c = c != 0 ? c : compare(b->minutes, a->minutes);
    c = c != 0 ? c : compare(a->second, b->second);
    c = c != 0 ? c : compare(b->progress, a->progress);
    c = c != 0 ? c : compare(b->post, a->post);
    c = c != 0 ? c : compare(b->pre, a->pre);
    return c != 0 ? c : compare(b->rating, a->rating);
}

static int for_marking(const void *one, const void *other)
{
    const struct event *a = one;
    const struct event *b = other;
    int c = by_group(a, b);
    c = c != 0 ? c : by_content(a, b);
    return c != 0 ? c : compare(a->line, b->line);
}

typedef int compare_events(const void *one, const void *other);

/* Most members have few events, and these nearly in order. */
static void sort(struct event *events, size_t count, compare_events *order)
{
    if (count > FEW) {
        qsort(events, count, sizeof *events, order);
        return;
    }
    for (size_t i = 1; i < count; i++) {
        struct event e = events[i];
        size_t to = i;
        for (; to > 0 && order(&events[to - 1], &e) > 0; to--)
            events[to] = events[to - 1];
        events[to] = e;
    }
}

size_t event_mark(struct event *events, size_t count, int64_t *first)
{
    size_t marked = 0;
    size_t stays = 0;
    sort(events, count, for_marking);
    for (size_t i = 0; i < count; i++) {
        struct event *e = &events[i];
        const struct event *s = &events[stays];
        e->again = i > 0 && by_group(s, e) == 0 &&
                   (e->self == 0 || by_content(s, e) == 0);
        stays = e->again ? stays : i;
        first[i] = events[stays].line;
        marked += e->again;
    }
    return marked;
}

static int for_storing(const void *one, const void *other)
{
    const struct event *a = one;
    const struct event *b = other;
    int c = compare(a->member, b->member);
    c = c != 0 ? c : compare(a->day, b->day);
    c = c != 0 ? c : compare(a->second, b->second);
    c = c != 0 ? c : compare(a->self, b->self);
    c = c != 0 ? c : compare(a->session, b->session);
    c = c != 0 ? c : by_content(a, b);
    return c != 0 ? c : compare(a->line, b->line);
}

/* The events FROM up to TO are those of one member on one day. */
static void flag_day(struct event *events, size_t from, size_t to)
{
    int64_t minutes = 0;
    for (size_t i = from; i < to; i++)
        if (event_attended(&events[i]) && events[i].minutes != EVENT_NONE &&
            events[i].again == 0)
            minutes += events[i].minutes;
    for (size_t i = from; i < to && minutes > DAY_MINUTES; i++)
        events[i].flags |= FLAG_LONG_DAY;
}

void event_order(struct event *events, size_t count)
{
    sort(events, count, for_storing);
    size_t from = 0;
    for (size_t i = 1; i <= count; i++) {
        if (i < count && events[i].member == events[from].member &&
            events[i].day == events[from].day)
            continue;
        flag_day(events, from, i);
        from = i;
    }
}
