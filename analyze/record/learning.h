/*
 * learning.h - what one member learned, in all and slot by slot.
 *
 * Time in several sessions at once counts once (stay.h): total.minutes and the
 * minutes of the slots are what is left, so that the slots of one dimension
 * add up to the total. A session is counted once in a period, in the slot of
 * its first day there. A session over the edge of a period is counted where it
 * begins; its minutes are divided. The first SLOT_PERIODS periods have slots,
 * the others totals alone.
 */
#ifndef LEARNING_H
#define LEARNING_H

#include "analyze/base/period.h"
#include "analyze/record/inside.h"
#include "analyze/record/slot.h"
#include "analyze/record/stay.h"

/* A row of learning_total, but for the member's place among its peers. */
struct total {
    int64_t minutes, overlap, online; /* online: not face to face */
    int64_t inside;                   /* the declared demand: inside.h */
    uint32_t sessions, events, courses, electives, listed, months;
    int32_t first_on, last_on; /* DATE_NONE if there was nothing */
};

/* Minutes and sessions of a slot. */
struct amount {
    int64_t minutes;
    uint32_t sessions, touched;
};

/* What a stay comes to in a period. */
struct share {
    int64_t minutes;
    uint32_t sessions;
    /* Whatever the period: */
    uint32_t month; /* of its day: slot.h */
    uint32_t course;
    bool online, inside; /* not face to face; the declared demand */
};

/* The desk of one thread. Starts as {0} but for these four. */
struct learning {
    const struct facts *f;
    const struct slots *slots;
    struct period period[PERIODS];
    int32_t as_of;

    struct inside inside; /* turned to the member before the counting */

    struct total total[PERIODS]; /* the result */
    uint32_t *filled;            /* slots with something, ascending */
    size_t n_filled, filled_room;
    struct amount *amount; /* by slot; zeros but for those filled */

    struct stays stays;
    uint32_t *which;
    int64_t *kept;
    struct share *share;
    size_t room;
    uint32_t *seen_stay, *seen_course; /* the last round that met it */
    uint32_t round;
    uint32_t *listed; /* by session: a round, and the periods, a bit each */
    uint32_t listing; /* that round */
};

/* The record of a member with these COUNT events, sorted as in events.h. */
void learning_count(struct learning *l, const struct event *event,
                    size_t count);
void learning_free(struct learning *l);

#endif
