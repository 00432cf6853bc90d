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

/*
 * The traits that its name is made of. SAFE is of segmentshares.h; a share that
 * is not in it is null, only its direction is told.
 */
int segmentparts_traits(json_t *list, const json_t *safe,
                        const struct context *c, struct diag *d) MUST_CHECK;

/*
 * Attributes, organisations and roles that it has more of than the others: q
 * below .05 and a lift of 1.2 for sure. Only what is in SAFE.
 */
int segmentparts_who(json_t *list, const json_t *safe, const struct context *c,
                     struct diag *d) MUST_CHECK;

/* Means of the model; shares only if they are in SAFE. */
int segmentparts_typical(json_t *list, const json_t *safe,
                         const struct context *c, struct diag *d) MUST_CHECK;

/* "changes" since the earlier run; null if nobody answered both times. */
int segmentparts_changes(json_t *document, const json_t *list,
                         const struct context *c, struct diag *d) MUST_CHECK;

#endif
