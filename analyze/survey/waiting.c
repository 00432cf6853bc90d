/* waiting.c - see waiting.h. */
#include "analyze/survey/waiting.h"

#include "analyze/base/query.h"
#include "lib/mem.h"

#include <stdlib.h>

static int by_member(const void *a, const void *b)
{
    const struct wait *x = a, *y = b;
    if (x->member != y->member)
        return x->member < y->member ? -1 : 1;
    return (x->course > y->course) - (x->course < y->course);
}

/* Offerings to come are looked up, not joined: enrolments have no index. */
static const char select_waiting[] =
    "SELECT e.member, o.course FROM enrolment e CROSS JOIN offering o USING"
    " (offering) WHERE ifnull(e.called_on, ?1) <= ?1 AND e.offering IN"
    " (SELECT offering FROM session WHERE NOT made GROUP BY offering"
    " HAVING min(begins) >= (?1 + 1) * 1440)";

int waiting_read(struct waiting *w, const struct run *r, struct diag *d)
{
    size_t room = 0;
    *w = (struct waiting){0};
    struct query q = query_open(r->db, select_waiting, d);
    query_bind(&q, 1, r->study->as_of);
    while (query_next(&q)) {
        int32_t m = facts_member_of_key(r->facts, query_integer(&q, 0, -1));
        int32_t c = facts_course_of_key(r->facts, query_integer(&q, 1, -1));
        if (m == FACT_NONE || c == FACT_NONE)
            continue;
        w->list = mem_grow(w->list, w->count, &room, sizeof *w->list);
        w->list[w->count++] = (struct wait){(uint32_t)m, (uint32_t)c};
    }
    if (w->count > 1)
        qsort(w->list, w->count, sizeof *w->list, by_member);
    return query_close(&q);
}

void waiting_free(struct waiting *w)
{
    free(w->list);
    *w = (struct waiting){0};
}

bool waiting_has(const struct waiting *w, uint32_t member, uint32_t course)
{
    struct wait wanted = {member, course};
    return w->count > 0 && bsearch(&wanted, w->list, w->count, sizeof *w->list,
                                   by_member) != NULL;
}
