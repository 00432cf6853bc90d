/*
 * judge.h - how one member stands with one rule at the close of the as-of day.
 *
 * The as-of day counts as over: what is missing on the due date is overdue.
 * A rule binds who is a member on the as-of day and
 *
 *   prorated       fell under it (who.h) on a day of the window
 *   otherwise      falls under it on the as-of day and did on a day of the
 *                  window
 *
 * while the rule is in force on the as-of day, or was on the last day of a
 * window that is over, or on the day of the event. The windows:
 *
 *   calendar-year  the year of the as-of day; due on 31 December
 *   season         the one that goes on or ended last; due on its last day
 *   rolling-years  the years that end with the as-of day. The clock starts when
 *                  the member came under the rule or, if later, the rule in
 *                  force; then the stay on which the last fulfilment rests.
 *                  Due on the last day before that is YEARS ago; overdue
 *                  without a date when nobody knows since when
 *   after-event    from the event to the day of the same number months later;
 *                  what comes late still counts (met_on is after due_on then)
 *
 * Prorated: amount x days under the rule / days of the window, rounded up to
 * whole minutes, sessions or courses. Days of exemption do not count as days
 * under the rule; who falls under it on the as-of day is taken to do so until
 * the window ends. Learning in all of the window counts, also before a post was
 * taken up.
 *
 * Exempt is who has an exemption on the as-of day (or on the last day of a
 * window that is over), and, prorated, who has no other day under the rule.
 */
#ifndef JUDGE_H
#define JUDGE_H

#include "analyze/requirement/credit.h"
#include "analyze/requirement/policy.h"
#include "analyze/requirement/who.h"

enum state {
    STATE_NOT_APPLICABLE,
    STATE_EXEMPT,
    STATE_MET,
    STATE_ON_TRACK,
    STATE_DUE,
    STATE_OVERDUE
};

/* "met", "on-track" ... as the tables name it. */
const char *state_word(enum state state);

struct verdict {
    enum state state;
    int64_t required, done, missing; /* minutes, sessions or courses */
    int32_t anchor_on;               /* the clock started; or DATE_NONE */
    int32_t due_on;                  /* or DATE_NONE */
    int32_t met_on;                  /* DATE_NONE if it is not met */
    uint32_t evidence;               /* sessions that count */
};

/* What judging needs; one for each thread. judge_free() it. */
struct judge {
    const struct facts *f;
    const struct policy *policy;
    const uint64_t *takes; /* by session: bit r if rule r takes it */
    int32_t as_of;
    struct who who;
    struct spans days, off; /* scratch */
    struct book book;       /* the evidence of the last verdict */
};

void judge_free(struct judge *j);

/*
 * Judges MEMBER, who attended STAYS, by rule NUMBER. Afterwards j->book.credit
 * is what counted, unless the rule is not applicable.
 */
struct verdict judge_rule(struct judge *j, size_t number, size_t member,
                          const struct stays *stays);

/* The bits of judge.takes for all sessions of F; free() them. */
uint64_t *judge_takes(const struct policy *policy,
                      const struct facts *f) MUST_CHECK;

#endif
