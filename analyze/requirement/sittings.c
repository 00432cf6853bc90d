/* sittings.c - see sittings.h. */
#include "analyze/requirement/sittings.h"

#include "lib/mem.h"

#include <stdlib.h>

void sittings_free(struct sittings *s)
{
    free(s->item);
    *s = (struct sittings){0};
}

void sittings_add(struct sittings *s, uint32_t by, uint32_t session)
{
    s->item = mem_grow(s->item, s->count, &s->room, sizeof *s->item);
    s->item[s->count++] = (struct sitting){by, session};
}

/* By who, then session; the sessions of one are sorted by time when asked. */
static int compare_sittings(const void *a, const void *b)
{
    const struct sitting *x = a, *y = b;
    if (x->by != y->by)
        return x->by < y->by ? -1 : 1;
    return (x->session > y->session) - (x->session < y->session);
}

void sittings_sort(struct sittings *s)
{
    size_t kept = 0;
    if (s->count > 1)
        qsort(s->item, s->count, sizeof *s->item, compare_sittings);
    for (size_t i = 0; i < s->count; i++)
        if (i == 0 || compare_sittings(&s->item[i], &s->item[kept - 1]) != 0)
            s->item[kept++] = s->item[i];
    s->count = kept;
}

static int compare_stays(const void *a, const void *b)
{
    const struct stay *x = a, *y = b;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    if (x->begins != y->begins)
        return x->begins < y->begins ? -1 : 1;
    return (x->session > y->session) - (x->session < y->session);
}

static struct stay stay_of(const struct facts *f, uint32_t number)
{
    const struct session *s = &f->session[number];
    bool timed =
        s->begins != INT64_MIN && s->ends != INT64_MIN && s->ends > s->begins;
    return (struct stay){.session = number,
                         .day = s->day,
                         .minutes =
                             s->minutes == FACT_UNKNOWN ? -1 : s->minutes,
                         .begins = timed ? s->begins : STAY_NO_TIME,
                         .ends = timed ? s->ends : STAY_NO_TIME};
}

/* The place of the first sitting of BY. */
static size_t first_of(const struct sittings *s, uint32_t by)
{
    size_t low = 0, high = s->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (s->item[middle].by < by)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void sittings_stays(const struct sittings *s, const struct facts *f,
                    uint32_t by, int32_t as_of, struct stays *to)
{
    to->count = 0;
    for (size_t i = first_of(s, by); i < s->count && s->item[i].by == by; i++) {
        const struct session *session = &f->session[s->item[i].session];
        if (session->made || session->day == FACT_UNKNOWN ||
            session->day > as_of)
            continue;
        to->stay = mem_grow(to->stay, to->count, &to->room, sizeof *to->stay);
        to->stay[to->count++] = stay_of(f, s->item[i].session);
    }
    if (to->count > 1)
        qsort(to->stay, to->count, sizeof *to->stay, compare_stays);
}
