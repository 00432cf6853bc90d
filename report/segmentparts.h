/*
 * segmentparts.h - what segments.json tells of each segment: what marks it, who
 * is in it, what a typical member answers, and how it came about.
 *
 * LIST holds the segments that are shown, with empty lists to be filled.
 */
#ifndef SEGMENTPARTS_H
#define SEGMENTPARTS_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <jansson.h>

struct context;

/* The traits that its name is made of. */
int segmentparts_traits(json_t *list, const struct context *c,
                        struct diag *d) MUST_CHECK;

/*
 * Attributes, organisations and roles that it has more of than the others: q
 * below .05 and a lift of 1.2 for sure. Only where those who have it and those
 * who have it not, inside and outside, reach the threshold each.
 */
int segmentparts_who(json_t *list, const struct context *c,
                     struct diag *d) MUST_CHECK;

/* Means of the model; of a tick only if few neither did nor did not. */
int segmentparts_typical(json_t *list, const struct context *c,
                         struct diag *d) MUST_CHECK;

/*
 * "changes" since the earlier run: who stayed, and the moves; null where a
 * count in the table is small.
 */
int segmentparts_changes(json_t *document, const struct context *c,
                         struct diag *d) MUST_CHECK;

#endif
