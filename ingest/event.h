/*
 * event.h - rows of attendance with everything resolved, and their order.
 */
#ifndef EVENT_H
#define EVENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define EVENT_NONE INT32_MIN /* not known */

struct event {
    int64_t line;
    int32_t member;  /* its place in the order of ids */
    int32_t session; /* the same, among the sessions, or among the courses of
                        self-paced learning */
    int32_t day;
    int32_t second;            /* of the day, or EVENT_NONE */
    int32_t minutes;           /* or EVENT_NONE */
    int32_t pre, post, rating; /* hundredths, or EVENT_NONE */
    int32_t progress;          /* hundredths of a per cent, or EVENT_NONE */
    uint8_t status;            /* 1 present, 2 late, 3 excused, 4 absent */
    uint8_t self;              /* 1: self-paced */
    uint8_t flags;             /* enum flag */
    uint8_t again;             /* 1: a duplicate, of the event before it */
};

bool event_attended(const struct event *e);

/*
 * Sorts COUNT events by member, session and day and marks duplicates: rows of
 * a session with the same member and day; self-paced ones that are the same in
 * all but the line. Which of unlike rows stays does not depend on their order
 * in the file: the one that credits most, so attended before not attended,
 * then more minutes; then by the other values. FIRST gets, for each event, the
 * line of the one that stays. Returns how many are duplicates.
 */
size_t event_mark(struct event *events, size_t count, int64_t *first);

/*
 * Sorts by member, day, second, session: the order of the warehouse. Then
 * flags the days on which a member has more than 24 hours.
 */
void event_order(struct event *events, size_t count);

#endif
