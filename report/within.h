/*
 * within.h - which effects may be published: they overlap.
 *
 * Effects are told by course, provider, method, channel and level. The values
 * of one scope are parts of one whole. A value may also lie inside a value of
 * another scope - a course that one provider alone gives - so its people could
 * be found by subtracting the provider's other courses from the provider.
 * Both ways are closed: see suppress.h for the rule.
 */
#ifndef WITHIN_H
#define WITHIN_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <jansson.h>
#include <stdbool.h>

struct context;

/*
 * EFFECTS are objects with scope, value and pairs (people with both scores);
 * sets SHOWN for each.
 */
int within_decide(const struct context *c, const json_t *effects, bool *shown,
                  struct diag *d) MUST_CHECK;

#endif
