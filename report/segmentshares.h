/*
 * segmentshares.h - which shares of segments may be told, given all the others.
 *
 * A share in a segment goes out with the share in all others, so it tells how
 * many have what it is of - an attribute, an organisation, an answer - and how
 * many have not, inside and outside. Of what one thing is in several segments,
 * and of what several things of one kind (the values of an attribute, the
 * answers to a question) are in one segment, a reader may take the sums from
 * the whole: what is then left must be nobody, or enough people. suppress.h
 * has the rule; here it is asked along both ways.
 */
#ifndef SEGMENTSHARES_H
#define SEGMENTSHARES_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

struct context;

/*
 * Makes SAFE from the shares of all segments; those in LIST are the ones that
 * are shown at all. Enough is the threshold for attributes, and that of cells
 * for answers. json_decref() it in any case.
 */
int segmentshares_read(json_t **safe, const json_t *list,
                       const struct context *c, struct diag *d) MUST_CHECK;

/* Whether the share of TRAIT of KIND (segment_trait) in SEGMENT may be told. */
bool segmentshares_safe(const json_t *safe, const char *kind, const char *trait,
                        int64_t segment);

#endif
