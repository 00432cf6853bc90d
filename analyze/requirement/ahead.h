/*
 * ahead.h - what a rule will ask of a member in time to come.
 */
#ifndef AHEAD_H
#define AHEAD_H

#include "analyze/requirement/judge.h"

/* What will be asked by a day. */
struct forecast {
    int32_t due_on;
    int64_t amount; /* in the unit of the rule's first measure */
};

/*
 * What rule NUMBER will ask of MEMBER, whom judge_rule() has just judged as V,
 * up to J's horizon, if nothing changes and nothing more is learned:
 *
 *   - what is missing and can still be made up, by its due date: also that of
 *     the past, where what comes late counts;
 *   - the windows that follow, for who falls under the rule on the as-of day,
 *     by the version then in force and with all that it asks for;
 *   - what lapses of a rolling window.
 *
 * Who is exempt on the due date is left out. Fills TO, AT_MOST at most, by day;
 * returns how many. Changes j->book.
 */
size_t ahead_read(struct judge *j, size_t number, size_t member,
                  const struct deeds *deeds, const struct verdict *v,
                  struct forecast *to, size_t at_most);

#endif
