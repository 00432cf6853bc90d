/*
 * eventcode.h - an event in the fewest bytes, while it waits to be sorted.
 *
 * Tens of millions of events wait in memory or in a temporary file, so each is
 * written as its known values alone, the small ones in a byte or two: 15 to 20
 * bytes in place of the 48 of struct event. Every value keeps its whole range.
 */
#ifndef EVENTCODE_H
#define EVENTCODE_H

#include "ingest/event.h"

#include <stddef.h>

enum { EVENTCODE_MOST = 64 }; /* bytes of one event */

/* Writes E to TO, which has room for EVENTCODE_MOST; returns the length. */
size_t eventcode_write(const struct event *e, unsigned char *to);

/* Reads what eventcode_write() wrote; returns its length. */
size_t eventcode_read(struct event *e, const unsigned char *from);

#endif
