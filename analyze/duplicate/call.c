/* call.c - see call.h. */
#include "analyze/duplicate/call.h"

#include "analyze/base/query.h"
#include "analyze/requirement/policy.h"
#include "lib/date.h"
#include "lib/mem.h"

#include <stdlib.h>

static int by_member(const void *a, const void *b)
{
    const struct call *x = a, *y = b;
    if (x->member != y->member)
        return x->member < y->member ? -1 : 1;
    return (x->offering > y->offering) - (x->offering < y->offering);
}

static int by_day(const void *a, const void *b)
{
    const struct call *x = a, *y = b;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    return (x->offering > y->offering) - (x->offering < y->offering);
}

/* By index, so that the first in time wins and ties go to the first id. */
static struct opening *find_openings(const struct facts *f)
{
    struct opening *o = mem_array(NULL, f->n_offerings, sizeof *o);
    for (size_t i = 0; i < f->n_offerings; i++)
        o[i] = (struct opening){FACT_NONE, FACT_UNKNOWN};
    for (size_t i = 0; i < f->n_sessions; i++) {
        const struct session *s = &f->session[i];
        struct opening *at = &o[s->offering];
        if (s->day == FACT_UNKNOWN || s->made)
            continue;
        if (at->session == FACT_NONE ||
            s->begins < f->session[at->session].begins)
            *at = (struct opening){(int32_t)i, s->day};
    }
    return o;
}

int calls_read(struct calls *c, const struct run *r, const bool *training,
               struct diag *d)
{
    const struct facts *f = r->facts;
    size_t room = 0;
    *c = (struct calls){.training = training,
                        .centralized = facts_word(f, "centralized"),
                        .opening = find_openings(f)};
    struct query q = query_open(
        r->db,
        "SELECT e.member, o.offering_id, min(e.called_on) FROM enrolment e JOIN"
        " offering o USING (offering) WHERE e.called_on IS NOT NULL OR"
        " e.called_by IS NOT NULL GROUP BY e.member, e.offering",
        d);
    while (query_next(&q)) {
        int32_t m = facts_member_of_key(f, query_integer(&q, 0, 0));
        int32_t o = facts_offering(f, query_text(&q, 1));
        int32_t day = query_int32(&q, 2, FACT_UNKNOWN);
        if (m == FACT_NONE || o == FACT_NONE)
            continue;
        if (c->opening[o].day != FACT_UNKNOWN)
            day = c->opening[o].day;
        c->call = mem_grow(c->call, c->count, &room, sizeof *c->call);
        c->call[c->count++] = (struct call){(uint32_t)m, o, day};
    }
    if (c->count > 1)
        qsort(c->call, c->count, sizeof *c->call, by_member);
    return query_close(&q);
}

void calls_free(struct calls *c)
{
    free(c->call);
    free(c->opening);
}

static void take(struct call_scratch *s, size_t *count, const struct call *call)
{
    s->call = mem_grow(s->call, *count, &s->room, sizeof *s->call);
    s->call[(*count)++] = *call;
}

/* Where the calls of MEMBER begin. */
static size_t find_first(const struct calls *c, uint32_t member)
{
    size_t low = 0, high = c->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (c->call[middle].member < member)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool calls_attended(const struct facts *f, const struct calls *c,
                           uint32_t session)
{
    const struct session *s = &f->session[session];
    return !s->made && s->form != FACT_NONE && s->form == c->centralized &&
           (c->training == NULL || c->training[session]);
}

bool calls_limited(const struct run *r, uint32_t member, int32_t day)
{
    const struct facts *f = r->facts;
    const struct wordset *roles = &r->policy->duplicate.call_role;
    if (roles->count == 0)
        return true;
    for (size_t i = f->role_at[member]; i < f->role_at[member + 1]; i++)
        if (f->role[i].begin_on <= day && f->role[i].end_on >= day &&
            wordset_takes(roles, f->role[i].role))
            return true;
    return false;
}

/* All calls of MEMBER that count, each offering once, by day. */
static size_t list_calls(const struct run *r, const struct calls *c,
                         uint32_t member, const struct stays *stays,
                         int32_t last, struct call_scratch *s)
{
    const struct facts *f = r->facts;
    size_t count = 0, kept = 0;
    for (size_t i = find_first(c, member);
         i < c->count && c->call[i].member == member; i++)
        take(s, &count, &c->call[i]);
    for (size_t i = 0; i < stays->count; i++) {
        int32_t offering = f->session[stays->stay[i].session].offering;
        if (calls_attended(f, c, stays->stay[i].session))
            take(s, &count,
                 &(struct call){member, offering, c->opening[offering].day});
    }
    if (count > 1)
        qsort(s->call, count, sizeof *s->call, by_member);
    for (size_t i = 0; i < count; i++)
        if ((i == 0 || s->call[i].offering != s->call[i - 1].offering) &&
            s->call[i].day != FACT_UNKNOWN && s->call[i].day <= last &&
            calls_limited(r, member, s->call[i].day))
            s->call[kept++] = s->call[i];
    if (kept > 1)
        qsort(s->call, kept, sizeof *s->call, by_day);
    return kept;
}

static int64_t minutes_in(const struct facts *f, const struct stays *stays,
                          int32_t offering)
{
    int64_t minutes = 0;
    for (size_t i = 0; i < stays->count; i++)
        if (f->session[stays->stay[i].session].offering == offering &&
            stays->stay[i].minutes > 0)
            minutes += stays->stay[i].minutes;
    return minutes;
}

static int32_t provider_of(const struct facts *f, const struct calls *c,
                           int32_t offering)
{
    int32_t session = c->opening[offering].session;
    if (f->offering[offering].provider != FACT_NONE || session == FACT_NONE)
        return f->offering[offering].provider;
    return f->session[session].provider;
}

void calls_find(struct findings *list, const struct run *r,
                const struct calls *c, uint32_t member,
                const struct stays *stays, int32_t last, struct call_scratch *s)
{
    const struct facts *f = r->facts;
    int64_t limit = r->policy->duplicate.max_calls;
    size_t count = list_calls(r, c, member, stays, last, s), first = 0;
    for (size_t i = 0; i < count; i++) {
        int32_t year = date_year(s->call[i].day);
        if (year != date_year(s->call[first].day))
            first = i;
        size_t number = i - first + 1;
        if ((int64_t)number <= limit)
            continue;
        int32_t now = s->call[i].offering;
        int32_t then =
            limit > 0 ? s->call[first + (size_t)limit - 1].offering : FACT_NONE;
        struct finding n =
            finding_of(f, FINDING_OVER_CALL, member,
                       then == FACT_NONE ? FACT_NONE : c->opening[then].session,
                       c->opening[now].session);
        n.first_provider =
            then == FACT_NONE ? FACT_NONE : provider_of(f, c, then);
        n.second_provider = provider_of(f, c, now);
        n.year = year;
        n.number = (uint32_t)number;
        n.minutes = minutes_in(f, stays, now);
        findings_add(list, &n);
    }
}

size_t calls_count(const struct run *r, const struct calls *c, uint32_t member,
                   const struct stays *stays, int32_t first, int32_t last,
                   struct call_scratch *s)
{
    size_t count = list_calls(r, c, member, stays, last, s), within = 0;
    for (size_t i = 0; i < count; i++)
        within += s->call[i].day >= first;
    return within;
}
