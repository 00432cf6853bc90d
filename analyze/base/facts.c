/*
 * facts.c - see facts.h.
 *
 * Read here: roles, statuses, and the look-ups. The entities themselves are
 * read by catalogue.c, who belongs where and has what attributes by said.c.
 */
#include "analyze/base/facts.h"

#include "analyze/base/catalogue.h"
#include "analyze/base/query.h"
#include "analyze/base/said.h"
#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

static int read_roles(struct facts *f, sqlite3 *db, struct diag *d)
{
    size_t count = 0, room = 0;
    struct query q = query_open(
        db,
        "SELECT m.member, r.org, r.role, r.begin_on, r.end_on"
        " FROM role r JOIN member m ON m.member = r.member"
        " LEFT JOIN organization o ON o.org = r.org"
        " ORDER BY m.member_id, r.begin_on, r.role, o.org_id, r.end_on",
        d);
    while (query_next(&q)) {
        f->role = mem_grow(f->role, count, &room, sizeof *f->role);
        f->role[count++] =
            (struct role){.member = (uint32_t)facts_member_of_key(
                              f, query_integer(&q, 0, -1)),
                          .org = facts_org_of_key(f, query_integer(&q, 1, -1)),
                          .role = catalogue_word(f, query_text(&q, 2)),
                          .begin_on = query_int32(&q, 3, FACT_BEGINNING),
                          .end_on = query_int32(&q, 4, FACT_OPEN)};
    }
    f->role_at = said_ranges(f->role, sizeof *f->role, count, f->n_members);
    return query_close(&q);
}

static int read_statuses(struct facts *f, sqlite3 *db, struct diag *d)
{
    struct query q = query_open(
        db, "SELECT status, attended FROM status ORDER BY status", d);
    while (query_next(&q)) {
        int64_t status = query_integer(&q, 0, -1);
        if (status >= 0 && status < (int64_t)COUNT_OF(f->attended))
            f->attended[status] = query_integer(&q, 1, 0) != 0;
    }
    return query_close(&q);
}

int facts_read(struct facts *f, sqlite3 *db, struct diag *d)
{
    *f = (struct facts){0};
    if (catalogue_read(f, db, d) != 0)
        return -1;
    if (said_read_memberships(f, db, d) != 0 || read_roles(f, db, d) != 0)
        return -1;
    if (said_read_attributes(f, db, d) != 0)
        return -1;
    return read_statuses(f, db, d);
}

void facts_free(struct facts *f)
{
    free(f->org);
    free(f->member);
    free(f->topic);
    free(f->course);
    free(f->offering);
    free(f->session);
    free(f->membership);
    free(f->role);
    free(f->attribute);
    free(f->membership_at);
    free(f->role_at);
    sharedlist_free(&f->attributes);
    free(f->course_topic);
    free(f->course_requires);
    free(f->word);
    catalogue_free_keys(f);
    arena_free(&f->arena);
    *f = (struct facts){0};
}

const struct membership *facts_membership_on(const struct facts *f,
                                             size_t member, int32_t day)
{
    const struct membership *holds = NULL, *ended = NULL;
    for (size_t i = f->membership_at[member]; i < f->membership_at[member + 1];
         i++) {
        const struct membership *p = &f->membership[i];
        if (p->begin_on > day)
            continue;
        if (p->end_on >= day) {
            if (holds == NULL || p->begin_on > holds->begin_on)
                holds = p;
        } else if (ended == NULL || p->end_on > ended->end_on) {
            ended = p;
        }
    }
    return holds != NULL ? holds : ended;
}

int32_t facts_attribute_on(const struct facts *f, size_t member, int32_t name,
                           int32_t day)
{
    int32_t value = FACT_NONE;
    size_t count = facts_attributes(f, member);
    for (size_t i = 0; i < count; i++) {
        const struct attribute *a = facts_attribute(f, member, i);
        if (a->name == name && a->begin_on <= day && a->end_on >= day)
            value = a->value; /* the latest begun wins */
    }
    return value;
}

bool facts_org_within(const struct facts *f, int32_t org, int32_t root)
{
    /* A tree with a ring in it, which ingest refuses, must not hang us. */
    for (size_t steps = 0; org != FACT_NONE && steps <= f->n_orgs; steps++) {
        if (org == root)
            return true;
        org = f->org[org].parent;
    }
    return false;
}

int32_t facts_topic_area(const struct facts *f, int32_t topic)
{
    for (size_t steps = 0; topic != FACT_NONE && steps <= f->n_topics;
         steps++) {
        int32_t parent = f->topic[topic].parent;
        if (parent == FACT_NONE)
            return topic;
        topic = parent;
    }
    return topic;
}
