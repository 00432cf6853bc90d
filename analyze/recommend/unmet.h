/* unmet.h - which courses members want and get no place in, by branch. */
#ifndef UNMET_H
#define UNMET_H

#include "analyze/recommend/seating.h"

/*
 * Stores class_demand: see plan.h. A member wants the courses that serve a
 * rule that is owed, and the best PER_MEMBER others. Who is enrolled in a
 * class of the course has a place.
 */
int unmet_store(const struct run *r, const struct classes *c,
                const struct seating *s, size_t per_member,
                struct diag *d) MUST_CHECK;

#endif
