/*
 * within.h - which effects may be published: they overlap.
 *
 * Effects are told by course, provider, method, channel, level and kind of
 * instructors. The values of one scope are parts of one whole. A value may also
 * lie inside a value of another scope - a course that one provider alone gives
 * - so its people could be found by subtracting the provider's other courses
 * from the provider. Both ways are closed: see suppress.h for the rule.
 */
#ifndef WITHIN_H
#define WITHIN_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

struct context;

/*
 * EFFECTS are objects with scope, value and, at PEOPLE, how many people the
 * figures in question rest on, LEAST if they are to be shown; sets SHOWN for
 * each. Nobody at all is not shown either.
 * Values without an object, of a scope with some, are taken for empty, unless
 * PEOPLE is "untaught" or "compared": an object is told of whoever was taught.
 */
int within_decide(const struct context *c, const json_t *effects,
                  const char *people, int64_t least, bool *shown,
                  struct diag *d) MUST_CHECK;

#endif
