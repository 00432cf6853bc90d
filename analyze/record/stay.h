/*
 * stay.h - what a member attended, one entry per session and day.
 *
 * Only events whose status counts as attended, up to and with the as-of day.
 * A stay knows the stretch of time that its minutes were spent in:
 *
 *   - one row for a session: from its begin to its end, New Year or not;
 *   - rows of one session on several days (a roster kept day by day): on each
 *     day, the part of the session that falls on it. Their minutes together
 *     are at most the session's own (or those of the longest row), so a
 *     session that is listed daily is not credited once a day;
 *   - self-paced learning, or a row on a day when the session was not held:
 *     none; the minutes belong to the day.
 *
 * Minutes are taken as spread evenly over that stretch. So a stay is divided
 * among years in proportion, rounded so that the parts add up to the whole.
 */
#ifndef STAY_H
#define STAY_H

#include "analyze/base/events.h"
#include "analyze/base/facts.h"

#include <stddef.h>
#include <stdint.h>

#define STAY_NO_TIME INT64_MIN

struct stay {
    uint32_t session;
    int32_t day;
    int32_t minutes;      /* or -1 where none are counted */
    uint32_t first;       /* the place of the first stay of its session */
    int64_t begins, ends; /* minute stamps; both STAY_NO_TIME if not known */
};

/* Starts as {0}; used again for member after member. */
struct stays {
    struct stay *stay; /* by day, then by time in the source, then session */
    size_t count, room;
    uint32_t *seen; /* by session: BASE and the place of its first stay */
    size_t sessions;
    uint32_t base; /* what is below is of members before */
};

/*
 * Reads the COUNT events of one member, sorted as events.h says. Only stays
 * read here know the first of their session.
 */
void stays_read(struct stays *s, const struct facts *f,
                const struct event *event, size_t count, int32_t as_of);
void stays_free(struct stays *s);

/*
 * The minutes of the COUNT stays WHICH[] when time is counted once: KEPT[i] of
 * WHICH[i]. Where stays overlap, the time goes to the one that credits most
 * minutes for it (a tie to the one begun first, then the one ended last, then
 * the lower session id); sums over what overlaps are rounded down. So one stay
 * more never makes the sum less. Stays without minutes keep 0.
 */
void stays_union(const struct stays *s, const uint32_t *which, size_t count,
                 int64_t *kept);

/* What of AMOUNT, the stay's minutes, falls into the days FROM..TO. */
int64_t stay_part(const struct stay *s, int64_t amount, int32_t from,
                  int32_t to);

#endif
