/* twin.c - see twin.h. */
#include "analyze/duplicate/twin.h"

#include "lib/attr.h"
#include "lib/date.h"
#include "lib/mem.h"

#include <stdlib.h>

/* What twins have in common. */
struct look {
    int64_t begins;
    int32_t course, minutes;
    uint32_t session;
};

static int compare_looks(const struct look *x, const struct look *y)
{
    if (x->course != y->course)
        return x->course < y->course ? -1 : 1;
    if (x->begins != y->begins)
        return x->begins < y->begins ? -1 : 1;
    return (x->minutes > y->minutes) - (x->minutes < y->minutes);
}

static int by_look(const void *a, const void *b)
{
    const struct look *x = a, *y = b;
    int order = compare_looks(x, y);
    return order != 0 ? order
                      : (x->session > y->session) - (x->session < y->session);
}

static size_t list_looks(struct look *look, const struct facts *f)
{
    size_t count = 0;
    for (size_t i = 0; i < f->n_sessions; i++) {
        const struct session *s = &f->session[i];
        if (!s->made && s->begins != INT64_MIN && s->minutes > 0)
            look[count++] =
                (struct look){s->begins, s->course, s->minutes, (uint32_t)i};
    }
    if (count > 1)
        qsort(look, count, sizeof *look, by_look);
    return count;
}

int32_t *twins_read(const struct facts *f)
{
    struct look *look = mem_array(NULL, f->n_sessions, sizeof *look);
    int32_t *twin = mem_array(NULL, f->n_sessions, sizeof *twin);
    size_t count = list_looks(look, f);
    int32_t group = 0;
    for (size_t i = 0; i < f->n_sessions; i++)
        twin[i] = FACT_NONE;
    for (size_t first = 0, next; first < count; first = next) {
        for (next = first + 1;
             next < count && compare_looks(&look[next], &look[first]) == 0;)
            next++;
        if (next - first < 2)
            continue;
        for (size_t i = first; i < next; i++)
            twin[look[i].session] = group;
        group++;
    }
    free(look);
    return twin;
}

void twin_scratch_free(struct twin_scratch *s)
{
    free(s->last);
    free(s->group);
}

static int64_t fewer(int32_t a, int32_t b)
{
    int32_t least = a < b ? a : b;
    return least > 0 ? least : 0;
}

static void add(struct findings *list, const struct facts *f,
                const struct event *a, const struct event *b)
{
    if (a->session > b->session) {
        const struct event *swap = a;
        a = b;
        b = swap;
    }
    struct finding n = finding_of(f, FINDING_SAME_RECORD, b->member,
                                  (int32_t)a->session, (int32_t)b->session);
    n.year = date_year(b->day);
    n.minutes = fewer(a->minutes, b->minutes);
    findings_add(list, &n);
}

/* The event that PLACE names, if it is of the same member and day as E. */
static const struct event *met(const struct block *block, uint32_t place,
                               const struct event *e)
{
    const struct event *other = place > 0 ? &block->event[place - 1] : NULL;
    if (other == NULL || other->member != e->member || other->day != e->day)
        return NULL;
    return other;
}

void twins_find(struct findings *list, const struct facts *f,
                const int32_t *twin, const struct block *block, size_t from,
                size_t to, int32_t as_of, struct twin_scratch *s)
{
    if (s->last == NULL) {
        s->last = mem_alloc(f->n_sessions * sizeof *s->last);
        s->group = mem_alloc(f->n_sessions * sizeof *s->group);
    }
    for (size_t i = from; i < to; i++) {
        PREFETCH(&s->last[block->event[i].session]);
        PREFETCH(&twin[block->event[i].session]);
    }
    for (size_t i = from; i < to; i++) {
        const struct event *e = &block->event[i];
        if (!e->attended || e->day > as_of || f->session[e->session].made)
            continue;
        const struct event *same = met(block, s->last[e->session], e);
        s->last[e->session] = (uint32_t)i + 1;
        if (same != NULL)
            add(list, f, same, e);
        if (same != NULL || twin[e->session] == FACT_NONE)
            continue;
        const struct event *other = met(block, s->group[twin[e->session]], e);
        s->group[twin[e->session]] = (uint32_t)i + 1;
        if (other != NULL)
            add(list, f, other, e);
    }
}
