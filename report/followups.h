/*
 * followups.h - what questionnaires about courses say: a part of effects.json.
 *
 * A row for each scale of each survey that has a level of Kirkpatrick, asked of
 * the members themselves or of others. Rows of fewer people than the threshold
 * keep who they are about and lose their figures, and so does a comparison
 * with fewer than that. Two counts of people of which one holds the other are
 * both shown only if what lies between them is nobody or a cell at least; else
 * all of the comparison goes: its interval, p and g would tell how many it was
 * of (Welch's degrees of freedom follow from the width of the interval and p).
 */
#ifndef FOLLOWUPS_H
#define FOLLOWUPS_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

struct context;

/* Sets "follow_ups" of DOCUMENT. */
int followups_set(json_t *document, const struct context *c,
                  struct diag *d) MUST_CHECK;

/*
 * Whether ROW shows both counts of people, ALL and PART, and fewer than LEAST,
 * but some, of ALL are not in PART.
 */
bool followups_few_left(const json_t *row, const char *all, const char *part,
                        int64_t least);

#endif
