/*
 * needsources.h - what other sources than the survey say of the groups' needs.
 *
 * Interviews: those that name a topic, and with what strength (1 to 5; the
 * strongest of an interview counts). An interview of a member belongs to the
 * member's groups; one of an organisation to its branch; any to all. Menu
 * orders of courses: of each topic that the course is on, and how many members
 * gave them, by the members' groups. Up to the day of the study.
 */
#ifndef NEEDSOURCES_H
#define NEEDSOURCES_H

#include "analyze/base/groups.h"
#include "analyze/run.h"

#include <stddef.h>
#include <stdint.h>

struct need_source {
    int64_t themes, strength; /* interviews; the sum of their strengths */
    int64_t orders, orderers; /* orders; members who gave them */
};

struct need_sources {
    size_t topics;
    struct need_source *of; /* groups x topics of facts */
};

static inline const struct need_source *
needsources_of(const struct need_sources *s, size_t group, int32_t topic)
{
    return &s->of[group * s->topics + (size_t)topic];
}

/* needsources_free() it in any case. */
int needsources_read(struct need_sources *s, const struct run *r,
                     const struct groups *g, struct diag *d) MUST_CHECK;
void needsources_free(struct need_sources *s);

#endif
