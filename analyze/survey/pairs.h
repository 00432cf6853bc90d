/*
 * pairs.h - what a member's scores and ratings tell of a course.
 *
 * Of those taught: a pair is, of the first offering in which the member has
 * both, the first score before and the first score after that came with it or
 * later. Of those not taught (with scores on rows that say that they did not
 * attend, and no attended row of any offering of the course): the same pair,
 * to compare with.
 */
#ifndef PAIRS_H
#define PAIRS_H

#include "analyze/run.h"
#include "analyze/survey/waiting.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What one member tells of one course. */
struct observation {
    uint32_t course, session; /* the session of the second score */
    int32_t offering;
    int32_t pre, post; /* hundredths, or EVENT_NO_SCORE */
    int64_t ratings, rating_sum;
    uint16_t segment; /* of the member, from 1; 0: none */
    bool taught;
    bool waiting; /* not taught, and called to a class to come */
};

/* By member, then in the order in which the courses were met. */
struct pairs {
    struct observation *list;
    size_t count, room;
};

static inline bool pairs_whole(const struct observation *o)
{
    return o->pre != EVENT_NO_SCORE && o->post != EVENT_NO_SCORE;
}

/* Of the members of BLOCK, up to the day of the study. P starts as {0}. */
void pairs_of_block(struct pairs *p, const struct run *r,
                    const struct waiting *w, const struct block *block);

#endif
