/*
 * trial.h - the past cut in two: what was known, and what came then.
 *
 *   window  known: what was taken before a day; then: first taken in the days
 *           up to another. Nothing of the future is known: the honest trial.
 *   last    known: all but the last course of each member who took three or
 *           more; then: that one. It lets a model see what others took later,
 *           so its figures are higher; published figures are of this kind.
 */
#ifndef TRIAL_H
#define TRIAL_H

#include "analyze/math/gram.h"
#include "analyze/recommend/visits.h"

struct trial {
    const struct visits *v;
    size_t n_courses;
    int32_t today;           /* ages are counted from here */
    uint32_t *known, *until; /* by member of V: how many are known; and then */
    struct gram gram;        /* of what is known */
    int64_t *taken;          /* by course: how often, of what is known */
    uint32_t *judged;        /* members with something in "then" */
    size_t n_judged;
};

/* A member in a trial. Arrays have room for n_courses. */
struct trial_member {
    uint32_t *course; /* known, ascending */
    int32_t *age;     /* of each, days */
    size_t n_known;
    uint32_t *wanted; /* then, ascending */
    size_t n_wanted;
    bool *open; /* by course: not known */
};

/* Known: before day FROM; then: from there to UNTIL, not included. */
int trial_window(struct trial *t, const struct visits *v, size_t n_courses,
                 int32_t from, int32_t until, struct diag *d) MUST_CHECK;
int trial_last(struct trial *t, const struct visits *v, size_t n_courses,
               int32_t today, struct diag *d) MUST_CHECK;
void trial_close(struct trial *t); /* in any case */

/* Leaves at most MOST judged members with and without known courses each. */
void trial_thin(struct trial *t, size_t most);

void trial_member_open(struct trial_member *m, size_t n_courses);
void trial_member_close(struct trial_member *m);

/* Fills M with the member of V numbered I. */
void trial_member_set(struct trial_member *m, const struct trial *t, size_t i);

#endif
