/* reach.c - see reach.h. */
#include "analyze/recommend/reach.h"

#include "analyze/requirement/policy.h"
#include "lib/mem.h"

#include <stdlib.h>

static bool *find_peopled(const struct run *r)
{
    const struct facts *f = r->facts;
    bool *peopled = mem_alloc(f->n_orgs * sizeof *peopled);
    for (size_t m = 0; m < f->n_members; m++) {
        const struct membership *of =
            facts_membership_on(f, m, r->study->as_of);
        int32_t org = of != NULL ? of->org : FACT_NONE;
        for (; org != FACT_NONE && !peopled[org]; org = f->org[org].parent)
            peopled[org] = true;
    }
    return peopled;
}

static void find_levels(struct reach *h)
{
    const struct facts *f = h->f;
    h->level = mem_array(NULL, f->n_sessions, sizeof *h->level);
    h->course_level = mem_array(NULL, f->n_courses, sizeof *h->course_level);
    for (size_t c = 0; c < f->n_courses; c++)
        h->course_level[c] = eligibility_level(h->rules, f->course[c].level);
    for (size_t s = 0; s < f->n_sessions; s++) {
        int32_t level = eligibility_level(h->rules, f->session[s].level);
        h->level[s] =
            level != FACT_NONE ? level : h->course_level[f->session[s].course];
    }
}

void reach_open(struct reach *h, const struct run *r)
{
    *h = (struct reach){.f = r->facts, .as_of = r->study->as_of};
    h->rules = r->policy != NULL ? &r->policy->eligibility : NULL;
    h->peopled = find_peopled(r);
    if (h->rules != NULL && h->rules->level.count > 0)
        find_levels(h);
}

void reach_close(struct reach *h)
{
    free(h->peopled);
    free(h->level);
    free(h->course_level);
    *h = (struct reach){0};
}

int32_t reach_attended(const struct reach *h, int32_t attended, size_t session)
{
    if (h->level == NULL || h->level[session] < attended)
        return attended;
    return h->level[session] + 1;
}

struct reach_member reach_of(const struct reach *h, size_t member,
                             int32_t attended)
{
    const struct facts *f = h->f;
    const struct eligibility_rules *rules = h->rules;
    const struct membership *m = facts_membership_on(f, member, h->as_of);
    struct reach_member of = {m != NULL ? m->org : FACT_NONE, INT32_MAX};
    if (h->level == NULL)
        return of;
    of.level = rules->open_level;
    if (attended > 0 && attended - 1 + rules->level_step > of.level)
        of.level = attended - 1 + rules->level_step;
    for (size_t i = f->role_at[member]; i < f->role_at[member + 1]; i++)
        for (size_t k = 0; k < rules->n_role_levels; k++)
            if (f->role[i].role == rules->role_word[k] &&
                f->role[i].begin_on <= h->as_of &&
                f->role[i].end_on >= h->as_of &&
                rules->role_level[k] > of.level)
                of.level = rules->role_level[k];
    return of;
}

/* Whether a member of ORG (or FACT_NONE) may attend what PROVIDER gives. */
static bool admits(const struct reach *h, int32_t provider, int32_t org)
{
    if (provider == FACT_NONE || !h->peopled[provider])
        return true;
    return org != FACT_NONE && facts_org_within(h->f, org, provider);
}

/* Steps up from FROM and down to TO; INT64_MAX: in different trees. */
static int64_t distance(const struct facts *f, int32_t from, int32_t to)
{
    int64_t steps = 0;
    for (; from != FACT_NONE; from = f->org[from].parent, steps++) {
        if (!facts_org_within(f, to, from))
            continue;
        for (; to != from; to = f->org[to].parent)
            steps++;
        return steps;
    }
    return INT64_MAX;
}

static bool is_far(const struct reach *h, const struct session *s, int32_t org)
{
    return h->rules != NULL && h->rules->max_distance < INT64_MAX &&
           s->venue_org != FACT_NONE && org != FACT_NONE &&
           distance(h->f, org, s->venue_org) > h->rules->max_distance;
}

enum reach_miss reach_session(const struct reach *h,
                              const struct reach_member *of, int32_t session)
{
    const struct session *s = &h->f->session[session];
    if (!admits(h, h->f->offering[s->offering].provider, of->org))
        return REACH_ELSEWHERE;
    if (is_far(h, s, of->org))
        return REACH_FAR;
    return h->level != NULL && h->level[session] > of->level ? REACH_LEVEL
                                                             : REACH_YES;
}

bool reach_above(const struct reach *h, const struct reach_member *of,
                 size_t course)
{
    return h->course_level != NULL && h->course_level[course] > of->level;
}

bool reach_is(const struct facts *f, size_t member, int32_t word, int32_t day)
{
    for (size_t i = f->role_at[member]; i < f->role_at[member + 1]; i++)
        if (f->role[i].role == word && f->role[i].begin_on <= day &&
            f->role[i].end_on >= day)
            return true;
    size_t count = facts_attributes(f, member);
    for (size_t i = 0; i < count; i++) {
        const struct attribute *a = facts_attribute(f, member, i);
        if (a->value == word && a->begin_on <= day && a->end_on >= day)
            return true;
    }
    const struct membership *m = facts_membership_on(f, member, day);
    return m != NULL && m->status == word && m->end_on >= day;
}

bool reach_trained(const struct reach *h, size_t member)
{
    if (h->rules == NULL)
        return true;
    for (size_t i = 0; i < h->rules->not_trained.count; i++) {
        int32_t word = h->rules->not_trained.word[i];
        if (word != FACT_NONE && reach_is(h->f, member, word, h->as_of))
            return false;
    }
    return true;
}
