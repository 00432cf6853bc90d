/*
 * judge.h - how one member, instructor or organisation stands with one rule at
 * the close of the as-of day.
 *
 * The as-of day counts as over: what is missing on the due date is overdue.
 * A rule binds who is a member on the as-of day and
 *
 *   prorated       fell under it (who.h) on a day of the window
 *   otherwise      falls under it on the as-of day and did on a day of the
 *                  window
 *
 * while the rule is in force on the as-of day, or was on the last day of a
 * window that is over, or on the day of the event. So last year is judged by
 * last year's version. The windows:
 *
 *   calendar-*     the year, quarter or month of the as-of day; due on its
 *                  last day
 *   season         the one that goes on or ended last; due on its last day
 *   anniversary    the years from the last anniversary of the event on; due on
 *                  the day before the next
 *   rolling-years  the years that end with the as-of day. The clock starts when
 *                  the member came under the rule or, if later, the rule in
 *                  force; then the stay on which the last fulfilment rests.
 *                  Due on the last day before that is YEARS ago; overdue
 *                  without a date when nobody knows since when
 *   after-event    from the event to the day of the same number months later;
 *                  what comes late still counts (met_on is after due_on then)
 *
 * In the last two, what is not met after the due date is still "due" for the
 * days of grace. Nothing is carried over from one window into the next.
 *
 * Asked is the largest of the rule's amount and its quotas that hold on the
 * as-of day (or on the last day of a window that is over). Prorated: the sum,
 * over the days under the rule, of the largest amount of the day, divided by
 * the days of the window, rounded up to whole minutes, sessions, courses or
 * half days. Days of exemption and those before the first version of the rule
 * do not count as days under it; who falls under it on the as-of day is taken
 * to do so until the window ends. Learning in all of the window counts, also
 * before a post was taken up.
 *
 * Of several units, any one is enough: told is the one met first, or the one
 * that is furthest (ties: as the rule has them).
 *
 * Exempt is who has an exemption on the as-of day (or on the last day of a
 * window that is over), and, prorated, who has no other day under the rule.
 */
#ifndef JUDGE_H
#define JUDGE_H

#include "analyze/requirement/asked.h"
#include "analyze/requirement/credit.h"
#include "analyze/requirement/policy.h"
#include "analyze/requirement/verdict.h"
#include "analyze/requirement/who.h"

#define JUDGE_NOBODY SIZE_MAX /* an instructor who is no member */

enum { JUDGE_AHEAD = 32 }; /* windows to come that are kept for a rule */

/* What is the same for all members under one rule; see judge_calendar(). */
struct judge_calendar {
    bool known;
    struct window now;        /* of the as-of day */
    int32_t end[JUDGE_AHEAD]; /* of the windows to come, up to the horizon */
    size_t ends;
};

/* What judging needs; one for each thread. judge_free() it. */
struct judge {
    const struct facts *f;
    const struct policy *policy;
    const uint64_t *takes; /* takes.h */
    int32_t as_of;
    int32_t horizon; /* of ahead.h */
    struct judge_calendar calendar[POLICY_RULES];
    struct who who;
    struct asked asked;
    struct spans days, off; /* scratch; off: the days of exemption */
    struct book book;       /* the evidence of the last verdict */
};

void judge_free(struct judge *j);

/*
 * Judges MEMBER, who did DEEDS, by rule NUMBER. Afterwards j->book.credit is
 * what counted, unless the rule is not applicable. MEMBER may be JUDGE_NOBODY
 * for a rule that says nothing of members.
 */
struct verdict judge_rule(struct judge *j, size_t number, size_t member,
                          const struct deeds *deeds);

/*
 * Judges an organisation, which held the sessions DEEDS, by rule NUMBER in
 * WINDOW, which has begun by the as-of day. Nobody asks here whether the rule
 * is in force or is for it.
 */
struct verdict judge_window(struct judge *j, size_t number,
                            const struct deeds *deeds, struct window window);

/*
 * Fills j->who.held with the days on which rule NUMBER binds MEMBER, and j->off
 * with those of exemption. judge_rule() has done so for whom it may bind.
 */
void judge_days(struct judge *j, size_t number, size_t member);

/*
 * The windows of rule NUMBER, of the calendar or a season: worked out for the
 * first member, kept for the others.
 */
const struct judge_calendar *judge_calendar(struct judge *j, size_t number);

/* The stretch of a calendar or season window that DAY is judged in. */
struct window judge_stretch(const struct rule *rule, int32_t day);

/* The one that follows W. */
struct window judge_stretch_after(const struct rule *rule, struct window w);

#endif
