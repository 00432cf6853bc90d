/*
 * seating.h - from candidates and classes to places: what plan.h stores.
 *
 * Two rounds of math/assign.h. First those who owe a requirement: each of
 * their candidates that serves it, in every class that does, is worth 1 and
 * the part of the member's best score that it has; one place for each rule that
 * is owed. Then everybody: each candidate with a score above 0 is worth its
 * part of the member's best, and places fill the member up to the quota. A
 * member gets no class that clashes with one held - enrolled in, or given
 * before - no course twice, and nothing that the rules on training given twice
 * would tell of (bars.h).
 */
#ifndef SEATING_H
#define SEATING_H

#include "analyze/recommend/candidates.h"
#include "analyze/recommend/classes.h"

struct seat {
    uint32_t member, class;
    float worth;
    int32_t requirement; /* or -1 */
};

struct seating_options {
    size_t per_member; /* places of a member, those enrolled in counted */
    size_t candidates; /* of a member that are looked at */
    double budget;     /* in hundredths; INFINITY: none */
    int rounds;        /* of prices */
    size_t threads;
};

/* What a round came to. */
struct seating_round {
    int64_t members; /* who had something to choose from */
    int64_t places;
    double worth, bound, cost;
};

struct seating {
    struct seat *seat; /* by member, required before wished, then class */
    size_t count;
    double *price;                 /* by class, of the second round */
    int64_t *required, *wished;    /* places by class */
    struct seating_round round[2]; /* required, wished */
};

/* Call seating_free() in either case. */
int seating_make(struct seating *s, const struct run *r,
                 const struct classes *c, const struct seating_options *o,
                 struct diag *d) MUST_CHECK;
void seating_free(struct seating *s);

#endif
