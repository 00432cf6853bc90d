/*
 * demand.h - what members declared that they want to learn.
 *
 * From the demand survey: a topic ticked in a multiple choice of facet
 * "interest" counts 1; else the gap between importance and ability of a topic,
 * where it is positive, counts as its share of the scale. From the menu: the
 * courses ordered. A member who did not answer has no demand of topics.
 */
#ifndef DEMAND_H
#define DEMAND_H

#include "analyze/math/ridge.h"
#include "analyze/run.h"

/* An amount of 1 in whole units: every share of a scale up to 10 is whole. */
enum { DEMAND_UNIT = 2520 };

struct demand {
    /* Of member m: [topics_at[m], topics_at[m + 1]), by topic index. */
    struct ridge_wish *topic; /* in units */
    size_t *topics_at;
    /* Of member m: courses ordered, ascending, each once. */
    uint32_t *order;
    size_t *orders_at;
};

/* Reads both. Call demand_free() in either case. */
int demand_read(struct demand *m, const struct run *r,
                struct diag *d) MUST_CHECK;
void demand_free(struct demand *m);

/* Makes run->demand, unless an analysis before did. */
int demand_of_run(struct run *r, struct diag *d) MUST_CHECK;

/* How much MEMBER wants TOPIC: 0 to 1. */
double demand_of(const struct demand *m, size_t member, int32_t topic);

/* Whether MEMBER ordered COURSE. */
bool demand_ordered(const struct demand *m, size_t member, uint32_t course);

/* Whether MEMBER declared anything at all. */
bool demand_declared(const struct demand *m, size_t member);

#endif
