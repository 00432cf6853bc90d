/* needsources.c - see needsources.h. */
#include "analyze/survey/needsources.h"

#include "analyze/base/query.h"
#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

static const char select_themes[] =
    "SELECT x.topic, n.member, n.org, max(x.strength)"
    " FROM interview_theme x JOIN interview n USING (interview)"
    " WHERE n.day IS NULL OR n.day <= ?1 GROUP BY x.interview, x.topic";
static const char select_orders[] =
    "SELECT t.topic, c.member, count(*) FROM course_choice c"
    " JOIN course_topic t USING (course)"
    " WHERE c.day IS NULL OR c.day <= ?1 GROUP BY t.topic, c.member";

static void add(struct need_source *to, const struct need_source *more)
{
    to->themes += more->themes;
    to->strength += more->strength;
    to->orders += more->orders;
    to->orderers += more->orderers;
}

static struct need_source *at(struct need_sources *s, size_t group,
                              int32_t topic)
{
    return &s->of[group * s->topics + (size_t)topic];
}

/* To the groups of MEMBER; to all in any case. */
static void add_member(struct need_sources *s, const struct groups *g,
                       int32_t member, int32_t topic,
                       const struct need_source *more)
{
    add(at(s, GROUPS_ALL, topic), more);
    if (member == FACT_NONE)
        return;
    size_t count;
    const uint32_t *group = groups_of(g, (size_t)member, &count);
    for (size_t k = 0; k < count; k++)
        if (group[k] != GROUPS_ALL)
            add(at(s, group[k], topic), more);
}

/* The group of each organisation that is one; GROUPS_ALL of the others. */
static size_t *groups_of_orgs(const struct run *r, const struct groups *g)
{
    size_t *group = mem_alloc(r->facts->n_orgs * sizeof *group);
    for (size_t i = 0; i < g->n; i++) {
        if (strcmp(g->group[i].scope, "org") != 0)
            continue;
        int32_t org = facts_org(r->facts, g->group[i].value);
        if (org != FACT_NONE)
            group[org] = i;
    }
    return group;
}

static int read_themes(struct need_sources *s, const struct run *r,
                       const struct groups *g, const size_t *group_of_org,
                       struct diag *d)
{
    const struct facts *f = r->facts;
    struct query q = query_open(r->db, select_themes, d);
    query_bind(&q, 1, r->study->as_of);
    while (query_next(&q)) {
        int32_t topic = facts_topic_of_key(f, query_integer(&q, 0, -1));
        int32_t member = facts_member_of_key(f, query_integer(&q, 1, -1));
        int32_t org = facts_org_of_key(f, query_integer(&q, 2, -1));
        struct need_source one = {.themes = 1,
                                  .strength = query_integer(&q, 3, 0)};
        if (topic == FACT_NONE)
            continue;
        add_member(s, g, member, topic, &one);
        if (member != FACT_NONE || org == FACT_NONE)
            continue;
        size_t group = group_of_org[groups_branch(f, org)];
        if (group != GROUPS_ALL)
            add(at(s, group, topic), &one);
    }
    return query_close(&q);
}

static int read_orders(struct need_sources *s, const struct run *r,
                       const struct groups *g, struct diag *d)
{
    const struct facts *f = r->facts;
    struct query q = query_open(r->db, select_orders, d);
    query_bind(&q, 1, r->study->as_of);
    while (query_next(&q)) {
        int32_t topic = facts_topic_of_key(f, query_integer(&q, 0, -1));
        struct need_source one = {.orders = query_integer(&q, 2, 0),
                                  .orderers = 1};
        if (topic != FACT_NONE)
            add_member(s, g, facts_member_of_key(f, query_integer(&q, 1, -1)),
                       topic, &one);
    }
    return query_close(&q);
}

int needsources_read(struct need_sources *s, const struct run *r,
                     const struct groups *g, struct diag *d)
{
    s->topics = r->facts->n_topics;
    s->of = mem_array(NULL, g->n * s->topics, sizeof *s->of);
    memset(s->of, 0, g->n * s->topics * sizeof *s->of);
    size_t *group_of_org = groups_of_orgs(r, g);
    int status = read_themes(s, r, g, group_of_org, d);
    free(group_of_org);
    return status == 0 ? read_orders(s, r, g, d) : -1;
}

void needsources_free(struct need_sources *s)
{
    free(s->of);
    s->of = NULL;
}
