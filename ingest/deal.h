/*
 * deal.h - reads the rows of attendance on threads and deals them out.
 *
 * The file is cut into parts; a thread parses a part, checks its rows and
 * resolves what they name, and the events are dealt out, in few bytes each, by
 * ranges of members, in the order of the file.
 */
#ifndef DEAL_H
#define DEAL_H

#include "ingest/attend.h"
#include "lib/partition.h"

#include <stdatomic.h>

/* The events, each in the bytes of eventcode.h, by range of members. */
struct dealt {
    struct partition *ranges;
    size_t n_ranges;
    size_t members;            /* in a range; the last may have fewer */
    int64_t *counts;           /* events of each range */
    double parsing, resolving; /* seconds of all threads together */
    atomic_bool *used;         /* of each course, by place: an event names it */
};

/*
 * Deals out all rows of ROWS, of which there are none yet. DEALT starts as
 * {0}; call dealt_free() in either case.
 */
int deal_rows(struct dealt *dealt, const struct attend *a, struct rows *rows,
              struct diag *d) MUST_CHECK;

/*
 * Reads the events of RANGE into an array of counts[RANGE] in the order of
 * their members, and, for each member, of the file; free() it. NULL on failure.
 * Several threads may do so.
 */
struct event *dealt_read(const struct dealt *dealt, size_t range,
                         struct diag *d) MUST_CHECK;

void dealt_free(struct dealt *dealt);

#endif
