/*
 * circle.h - what the groups of members took in the past year: what a newcomer
 * is recommended by who has no course yet.
 *
 * A member's group is the segment in the branch (branches.h); without a segment
 * the branch, without a branch the segment. Counted are members of the day and
 * courses that they first took in the 365 days up to the as-of day. The share
 * of a group is drawn to that of the wider one, as if 20 of its members were in
 * the group too:
 *
 *   wide  = (taken in segment or branch + 20 all) / (members + 20)
 *   share = (taken in the group + 20 wide) / (members + 20)
 *
 * A group of fewer than ten members, and one of everybody, tells nothing, nor
 * does a group of a course that none of it took.
 */
#ifndef CIRCLE_H
#define CIRCLE_H

#include "analyze/base/branches.h"
#include "analyze/task.h"

struct circle {
    struct branches branches;
    size_t segments, n_courses;
    int64_t *size;   /* members by group */
    uint32_t *taken; /* groups rows of n_courses: members who took it */
};

/*
 * By course the share of MEMBER's group, 0 where none of it took the course,
 * into SHARE. Returns how far the group is to be trusted beside what everybody
 * takes, members / (members + 20); 0: there is no group to speak of.
 */
double circle_shares(const struct circle *c, const struct run *r, size_t member,
                     double *share);

/* Makes run->circle, if some have a course, some have none, and there are
   groups; else it stays NULL. */
extern const struct task circle_task;

void circle_free(struct circle *c);

#endif
