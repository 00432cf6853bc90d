/*
 * response.h - response rates: of all, and of groups where they may be shown.
 */
#ifndef RESPONSE_H
#define RESPONSE_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <jansson.h>
#include <stdint.h>

struct context;

/*
 * Sets "response" (of all members, null where nothing is known) and
 * "response_by" (an array of groups) and "response_suppressed" (a count) in
 * SURVEY, which has the warehouse's KEY. A group goes out where those who
 * answered and those who did not are both none or enough, and where the rest
 * stays safe (see suppress.h): the groups of an attribute lie side by side.
 *
 * Of all members few may not have answered: their number is the other side of
 * the respondents', on whom every figure rests, and names nobody. Then no group
 * goes out, as it would tell where they are.
 */
int response_set(json_t *survey, const struct context *c, int64_t key,
                 struct diag *d) MUST_CHECK;

#endif
