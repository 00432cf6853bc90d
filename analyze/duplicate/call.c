/* call.c - see call.h. */
#include "analyze/duplicate/call.h"

#include "analyze/requirement/policy.h"
#include "lib/date.h"
#include "lib/mem.h"
#include "lib/tablescan.h"

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

/* By member and offering; of each the first day that is known. */
static int by_first_day(const void *a, const void *b)
{
    const struct call *x = a, *y = b;
    int order = by_member(a, b);
    if (order != 0 || x->day == y->day)
        return order;
    if (x->day == FACT_UNKNOWN || y->day == FACT_UNKNOWN)
        return x->day == FACT_UNKNOWN ? 1 : -1;
    return x->day < y->day ? -1 : 1;
}

/* Leaves each member's call to an offering once, on its first day. */
static void tidy(struct calls *c)
{
    size_t kept = 0, sorted = 1;
    while (sorted < c->count &&
           by_first_day(&c->call[sorted - 1], &c->call[sorted]) <= 0)
        sorted++;
    if (sorted < c->count)
        qsort(c->call, c->count, sizeof *c->call, by_first_day);
    for (size_t i = 0; i < c->count; i++)
        if (kept == 0 || by_member(&c->call[kept - 1], &c->call[i]) != 0)
            c->call[kept++] = c->call[i];
    c->count = kept;
}

enum { MEMBER, OFFERING, CALLED_ON, CALLED_BY };

static const char *const columns[] = {"member", "offering", "called_on",
                                      "called_by", NULL};

/* Of the enrolments, those to which somebody was called. */
static int scan_calls(struct calls *c, const struct facts *f,
                      struct tablescan *row, struct diag *d)
{
    size_t room = 0;
    int got;
    while ((got = tablescan_next(row, d)) == 1) {
        int32_t day = tablescan_int32(row, CALLED_ON, FACT_UNKNOWN);
        if (day == FACT_UNKNOWN && tablescan_integer(row, CALLED_BY, -1) < 0)
            continue;
        int32_t m = facts_member_of_key(f, tablescan_integer(row, MEMBER, -1));
        int32_t o =
            facts_offering_of_key(f, tablescan_integer(row, OFFERING, -1));
        if (m == FACT_NONE || o == FACT_NONE)
            continue;
        if (c->opening[o].day != FACT_UNKNOWN)
            day = c->opening[o].day;
        c->call = mem_grow(c->call, c->count, &room, sizeof *c->call);
        c->call[c->count++] = (struct call){(uint32_t)m, o, day};
    }
    return got;
}

int calls_read(struct calls *c, const struct run *r, const bool *training,
               struct diag *d)
{
    const struct facts *f = r->facts;
    *c = (struct calls){.training = training,
                        .centralized = facts_word(f, "centralized"),
                        .opening = find_openings(f)};
    struct tablescan *row = tablescan_open(r->db, "enrolment", columns, d);
    int result = row == NULL ? -1 : scan_calls(c, f, row, d);
    tablescan_close(row);
    tidy(c);
    return result;
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
