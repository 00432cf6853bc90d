/*
 * reach.h - which sessions a member could attend at all.
 *
 *   elsewhere  given by an organisation that has members, itself or below it:
 *              it is for these alone
 *   far        held at a venue whose organisation is more steps away from the
 *              member's, up and down the tree, than the policy allows
 *   level      of a level above the member's
 *
 * A session's level is the first of its own and its course's that is among the
 * policy's levels; a session of none is open. A member's level is the highest
 * of the policy's open level, those of the roles held on the as-of day, and the
 * policy's step above the highest level attended. See docs/formats.md,
 * eligibility.
 */
#ifndef REACH_H
#define REACH_H

#include "analyze/run.h"

#include <stdbool.h>

/* In the order in which they are looked at. */
enum reach_miss { REACH_YES, REACH_ELSEWHERE, REACH_FAR, REACH_LEVEL };

struct eligibility_rules;

struct reach {
    const struct facts *f;
    const struct eligibility_rules *rules; /* NULL: there is no policy */
    bool *peopled;         /* by organisation: it or one below has members */
    int32_t *level;        /* by session: place in the levels, or FACT_NONE */
    int32_t *course_level; /* by course, the same */
    int32_t as_of;
};

/* What tells of a member which sessions are within reach. */
struct reach_member {
    int32_t org;   /* or FACT_NONE */
    int32_t level; /* place in the levels; INT32_MAX: levels do not bind */
};

void reach_open(struct reach *h, const struct run *r);
void reach_close(struct reach *h);

/* ATTENDED: one more than the highest level attended; 0: none. */
struct reach_member reach_of(const struct reach *h, size_t member,
                             int32_t attended);

/* The larger of ATTENDED and one more than the level of SESSION. */
int32_t reach_attended(const struct reach *h, int32_t attended, size_t session);

enum reach_miss reach_session(const struct reach *h,
                              const struct reach_member *of, int32_t session);

/* Whether COURSE, without a session, is of a level above the member's. */
bool reach_above(const struct reach *h, const struct reach_member *of,
                 size_t course);

/*
 * Whether MEMBER is to be trained: has none of the statuses, roles and values
 * of attributes that the policy's not_trained names.
 */
bool reach_trained(const struct reach *h, size_t member);

/* Whether MEMBER has WORD as a role, status or value of an attribute on DAY. */
bool reach_is(const struct facts *f, size_t member, int32_t word, int32_t day);

#endif
