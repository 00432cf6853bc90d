/*
 * needwishes.h - how everybody and each group want to learn, for needs.json.
 *
 * A part of needs.c; nobody else needs it.
 */
#ifndef REPORT_NEEDWISHES_H
#define REPORT_NEEDWISHES_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <jansson.h>

struct context;

/*
 * Sets "learning": by item, scope and value, how many chose each code. The
 * answers of a group go out together or not at all: where the counts of each
 * code, and what each leaves of everybody's, are none or not few (suppress.h).
 * Nothing of an item goes out whose counts for everybody do not, since the
 * survey's document may tell some of these.
 */
int needwishes_set(json_t *document, const struct context *c,
                   struct diag *d) MUST_CHECK;

#endif
