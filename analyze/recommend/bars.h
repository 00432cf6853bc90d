/*
 * bars.h - which classes the rules on training given twice bar from a plan.
 *
 *   repeat     the class teaches the main topic of another class of the same
 *              year that the member attended or has a place in (where the
 *              policy asks for it: after one of a higher level alone)
 *   over-call  a centralized class more than the policy's limit of a year, for
 *              a member who on its first day holds one of its roles
 *
 * What duplicate/planned.h would tell of a plan is thus not planned. A place
 * for a requirement that takes the class's topic repeats nothing of the past.
 */
#ifndef BARS_H
#define BARS_H

#include "analyze/duplicate/lesson.h"
#include "analyze/recommend/candidates.h"
#include "analyze/recommend/classes.h"

struct bars_class {
    struct lesson lesson;
    int32_t first_year, last_year, day; /* of its first and last session */
    size_t year;                        /* place of first_year in years[] */
    bool call;                          /* a place in it is a call */
};

struct bars {
    const struct run *r;
    const struct classes *c;
    struct bars_class *class; /* NULL: nothing is barred */
    int32_t *years;           /* of classes, each once */
    int64_t *left;            /* by year: calls left to the member at hand */
    size_t n_years;
    bool repeats, higher_only;
    int64_t max_calls;
};

/* Call bars_close() in any case. */
int bars_open(struct bars *b, const struct run *r, const struct classes *c,
              struct diag *d) MUST_CHECK;
void bars_close(struct bars *b);

/* Whether CLASS repeats what was taught: TAUGHT of struct candidate. */
bool bars_repeats(const struct bars *b, size_t class, uint8_t taught);

/* Whether nobody should have a place in both A and B, beside their times. */
bool bars_pair(const struct bars *b, size_t a, size_t c);

/* Begins with MEMBER, who was called as PAST says. */
void bars_begin(struct bars *b, const struct candidate_past *past);

/* MEMBER has CLASS; CALLED: was called to it, centralized or not. */
void bars_hold(struct bars *b, size_t member, size_t class, bool called);

/* Whether a place in CLASS would be one call too many for MEMBER. */
bool bars_full(const struct bars *b, size_t member, size_t class);

#endif
