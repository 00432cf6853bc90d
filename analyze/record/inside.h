/*
 * inside.h - whether a course lies inside what a member declared a wish for.
 *
 * It does if the member ordered it, or if its main topic (the heaviest, ties by
 * topic id) is one that the member wants at all: ticked it, or rates its
 * importance above the own ability (analyze/survey/demand.h).
 */
#ifndef INSIDE_H
#define INSIDE_H

#include "analyze/base/facts.h"
#include "analyze/survey/demand.h"

#include <stdbool.h>
#include <stdint.h>

/* The desk of one thread. Starts as {0}. */
struct inside {
    bool any;                 /* the member at hand declared something */
    uint32_t *topic, *course; /* by index: the last round that wants it */
    uint32_t round;
};

/* Turns to MEMBER. */
void inside_turn(struct inside *s, const struct facts *f,
                 const struct demand *m, size_t member);
void inside_free(struct inside *s);

/* Whether COURSE lies inside the demand of the member at hand. */
bool inside_has(const struct inside *s, const struct facts *f, size_t course);

#endif
