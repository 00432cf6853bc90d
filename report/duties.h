/*
 * duties.h - how organisations and instructors stand with the rules that bind
 * them, for requirements.json.
 *
 * What an organisation held is no figure about people, so all of it is told.
 * Of instructors only counts are told, like those of members (ladder.h), all
 * together. What has no reader is an empty array.
 */
#ifndef DUTIES_H
#define DUTIES_H

#include "lib/attr.h"
#include "report/context.h"

#include <jansson.h>

/* Arrays, an object for each rule; NULL on failure. */
json_t *duties_organizations(const struct context *c,
                             struct diag *d) MUST_CHECK;
json_t *duties_instructors(const struct context *c, struct diag *d) MUST_CHECK;

#endif
