/*
 * repeat.h - members who were taught one topic twice in a year.
 *
 * Attended lessons (lesson.h), in different offerings, with one topic. Parts of
 * one offering are one time. The year is that of the day attended. A time that
 * a requirement asked for (retake.h) repeats nothing. Where the policy says
 * repeat_after "higher-level", only a time after a class of a higher level
 * counts.
 */
#ifndef REPEAT_H
#define REPEAT_H

#include "analyze/duplicate/finding.h"
#include "analyze/duplicate/lesson.h"
#include "analyze/duplicate/retake.h"
#include "analyze/record/stay.h"

/* What repeats are found by. */
struct repeat_rules {
    const struct lesson *lesson;
    const struct retakes *retakes;
    bool higher_only;
};

/* Times of one topic, as met; starts as {0}; free(time). */
struct repeat_scratch {
    struct repeat_time *time;
    size_t room;
};

/*
 * Adds the repeats of MEMBER, who attended STAYS: sessions are the first
 * attended of the earlier time and of this one, minutes those of this one with
 * all its parts. SCRATCH and JUDGE are used again.
 */
void repeats_find(struct findings *list, const struct facts *f,
                  const struct repeat_rules *rules, struct judge *judge,
                  uint32_t member, const struct stays *stays,
                  struct repeat_scratch *scratch);

#endif
