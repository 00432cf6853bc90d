/*
 * duplicate.h - the analysis "duplicate": training that was given twice.
 *
 * Stores the table duplicate, numbered by kind, then as below:
 *
 *   multi-provider    two providers taught the same main topic in one year, in
 *                     centralized or collective sessions, to much the same
 *                     members: at least policy.min_members are in both
 *                     audiences, and they are at least the share
 *                     policy.provider_overlap of the smaller one. Minutes are
 *                     those of the smaller audience's provider (the second's
 *                     if they are as large) to the members of both. Sorted by
 *                     year, topic and the providers' ids
 *   overlapping-time  a member is listed as present in two sessions of
 *                     different offerings at one time. A session is told with
 *                     the first begun of those that it runs into; minutes are
 *                     of the clock. Sorted by member and time
 *   repeat-topic      a member was taught one main topic again in the year, in
 *                     another offering (repeat.h), if policy.repeat_topic asks
 *                     for it. Sorted by member and time
 *   same-record       attendance that stands there twice (twin.h). Sorted by
 *                     member and time
 *   over-call         calls of a member beyond policy.max_calls in a year
 *                     (call.h). Sorted by member, then the offering's day
 *
 * Parts of one offering never duplicate each other. Only events up to the
 * as-of day whose status counts as attended.
 */
#ifndef DUPLICATE_H
#define DUPLICATE_H

#include "analyze/task.h"

extern const struct task duplicate_task;

#endif
