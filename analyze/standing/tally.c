/* tally.c - see tally.h. */
#include "analyze/standing/tally.h"

#include "analyze/base/period.h"
#include "analyze/record/learning.h"
#include "analyze/requirement/replay.h"
#include "lib/mem.h"

/* Whether MEMBER is of an organisation on DAY; which, or FACT_NONE. */
static bool belongs(const struct facts *f, size_t member, int32_t day,
                    int32_t *org)
{
    *org = FACT_NONE;
    if (f->membership_at[member] == f->membership_at[member + 1])
        return true;
    const struct membership *m = facts_membership_on(f, member, day);
    if (m == NULL || m->begin_on > day || m->end_on < day)
        return false;
    *org = m->org;
    return true;
}

static enum replay_stand stand_now(const struct run *r, size_t member)
{
    if (r->bound == NULL || r->bound[member] == 0)
        return REPLAY_FREE;
    return (r->bound[member] & ~r->met[member]) == 0 ? REPLAY_MET
                                                     : REPLAY_BOUND;
}

static enum replay_stand stand_before(const struct run *r, size_t member)
{
    return r->stood == NULL ? REPLAY_FREE : (enum replay_stand)r->stood[member];
}

static void add_member(struct tally *t, const struct run *r, size_t member,
                       int period, const unsigned char *answered)
{
    const struct total *own = &r->total[PERIODS * member + (size_t)period];
    t->members++;
    t->covered += own->events > 0;
    t->minutes += own->minutes;
    t->online += own->online;
    t->squares += (double)own->minutes * (double)own->minutes;
    t->courses += own->courses;
    t->electives += own->electives;
    t->asked += answered != NULL;
    t->answered += answered != NULL && answered[member];
    enum replay_stand stand = period == PERIOD_PREVIOUS
                                  ? stand_before(r, member)
                                  : stand_now(r, member);
    t->bound += stand != REPLAY_FREE;
    t->fulfilled += stand == REPLAY_MET;
}

int tally_depth(const struct facts *f, size_t org)
{
    int depth = 0;
    for (int32_t at = f->org[org].parent; at != FACT_NONE;
         at = f->org[at].parent)
        if ((size_t)++depth > f->n_orgs)
            return -1;
    return depth;
}

static void merge(struct tally *to, const struct tally *from)
{
    to->members += from->members;
    to->covered += from->covered;
    to->minutes += from->minutes;
    to->online += from->online;
    to->squares += from->squares;
    to->courses += from->courses;
    to->electives += from->electives;
    to->asked += from->asked;
    to->answered += from->answered;
    to->bound += from->bound;
    to->fulfilled += from->fulfilled;
}

/*
 * Adds what each organisation has of its own to all those above it; to itself
 * alone where the chain of parents runs in a ring.
 */
static void roll_up(const struct facts *f, const struct tally *own,
                    struct tally *sum)
{
    for (size_t o = 0; o < f->n_orgs; o++) {
        bool rooted = tally_depth(f, o) >= 0;
        merge(&sum[o], &own[o]);
        for (int32_t at = f->org[o].parent; rooted && at != FACT_NONE;
             at = f->org[at].parent)
            merge(&sum[at], &own[o]);
    }
}

struct tally *tally_all(const struct run *r, int period, int32_t day,
                        const unsigned char *answered)
{
    const struct facts *f = r->facts;
    struct tally *own = mem_alloc((f->n_orgs + 1) * sizeof *own);
    struct tally *sum = mem_alloc((f->n_orgs + 1) * sizeof *sum);
    for (size_t m = 0; m < f->n_members; m++) {
        int32_t org;
        if (!belongs(f, m, day, &org))
            continue;
        add_member(&sum[f->n_orgs], r, m, period, answered);
        if (org != FACT_NONE)
            add_member(&own[org], r, m, period, answered);
    }
    roll_up(f, own, sum);
    free(own);
    return sum;
}
