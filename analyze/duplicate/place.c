/* place.c - see place.h. */
#include "analyze/duplicate/place.h"

#include "analyze/base/query.h"
#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

static const char select_places[] =
    "SELECT p.member, o.offering_id FROM (SELECT member, offering FROM"
    " enrolment UNION SELECT member, offering FROM class_plan WHERE run = ?1) p"
    " JOIN offering o USING (offering)";

static bool is_to_come(const struct session *s, int32_t as_of)
{
    return !s->made && s->day != FACT_UNKNOWN && s->day > as_of;
}

/* Sessions stand in the order of their ids; few of one class are to come. */
static void list_sessions(struct places *p, const struct facts *f,
                          int32_t as_of)
{
    p->starts = mem_alloc((f->n_offerings + 2) * sizeof *p->starts);
    for (size_t i = 0; i < f->n_sessions; i++)
        if (is_to_come(&f->session[i], as_of))
            p->starts[f->session[i].offering + 2]++;
    for (size_t i = 2; i < f->n_offerings + 2; i++)
        p->starts[i] += p->starts[i - 1];
    p->session =
        mem_array(NULL, p->starts[f->n_offerings + 1], sizeof *p->session);
    for (size_t i = 0; i < f->n_sessions; i++)
        if (is_to_come(&f->session[i], as_of))
            p->session[p->starts[f->session[i].offering + 1]++] = (uint32_t)i;
}

static int by_member(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    if (x->member != y->member)
        return x->member < y->member ? -1 : 1;
    return (x->offering > y->offering) - (x->offering < y->offering);
}

int places_read(struct places *p, const struct run *r, struct diag *d)
{
    const struct facts *f = r->facts;
    size_t room = 0;
    *p = (struct places){0};
    list_sessions(p, f, r->study->as_of);
    if (p->starts[f->n_offerings] == 0)
        return 0; /* nothing is to come */
    struct query q = query_open(r->db, select_places, d);
    query_bind(&q, 1, r->key);
    while (query_next(&q)) {
        int32_t m = facts_member_of_key(f, query_integer(&q, 0, 0));
        int32_t o = facts_offering(f, query_text(&q, 1));
        if (m == FACT_NONE || o == FACT_NONE ||
            p->starts[o] == p->starts[o + 1])
            continue;
        p->place = mem_grow(p->place, p->count, &room, sizeof *p->place);
        p->place[p->count++] = (struct place){(uint32_t)m, o};
    }
    if (p->count > 1)
        qsort(p->place, p->count, sizeof *p->place, by_member);
    return query_close(&q);
}

void places_free(struct places *p)
{
    free(p->place);
    free(p->session);
    free(p->starts);
}

static size_t find_first(const struct places *p, uint32_t member)
{
    size_t low = 0, high = p->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (p->place[middle].member < member)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static int by_time(const void *a, const void *b)
{
    const struct stay *x = a, *y = b;
    if (x->begins != y->begins)
        return x->begins < y->begins ? -1 : 1;
    return (x->session > y->session) - (x->session < y->session);
}

size_t places_attend(const struct places *p, const struct facts *f,
                     uint32_t member, struct stays *stays)
{
    size_t held = stays->count;
    for (size_t i = find_first(p, member);
         i < p->count && p->place[i].member == member; i++)
        for (size_t k = p->starts[p->place[i].offering];
             k < p->starts[p->place[i].offering + 1]; k++) {
            const struct session *s = &f->session[p->session[k]];
            bool timed = s->ends > s->begins;
            stays->stay = mem_grow(stays->stay, stays->count, &stays->room,
                                   sizeof *stays->stay);
            stays->stay[stays->count++] = (struct stay){
                .session = p->session[k],
                .day = s->day,
                .minutes = s->minutes == FACT_UNKNOWN ? -1 : s->minutes,
                .begins = timed ? s->begins : STAY_NO_TIME,
                .ends = timed ? s->ends : STAY_NO_TIME};
        }
    size_t added = stays->count - held;
    if (added > 1)
        qsort(stays->stay + held, added, sizeof *stays->stay, by_time);
    return added;
}
