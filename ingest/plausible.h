/*
 * plausible.h - what is implausible about a row of attendance beside others.
 *
 * Flags that one row shows by itself are set by attend.h, those of the hours of
 * a day by event.h.
 */
#ifndef PLAUSIBLE_H
#define PLAUSIBLE_H

#include "ingest/event.h"
#include "ingest/places.h"

/*
 * Flags the events of one member, COUNT of them in the order of event_order(),
 * that were attended while another was: sessions that begin and end on one day
 * and share a minute of it. Several threads may do so.
 */
void plausible_member(const struct places *p, struct event *events,
                      size_t count);

#endif
