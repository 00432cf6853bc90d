/*
 * repeat.h - members who were taught one topic twice in a year.
 *
 * Attended centralized or collective sessions, in different offerings, whose
 * courses have the same main topic. Parts of one offering are one time. The
 * year is that of the day attended.
 */
#ifndef REPEAT_H
#define REPEAT_H

#include "analyze/base/facts.h"
#include "analyze/record/stay.h"

struct repeat {
    uint32_t member;
    int32_t year, topic;    /* topic: index */
    uint32_t first, second; /* sessions: of the first time, of this one */
    int64_t minutes;        /* of this one, all its parts */
};

/* Starts as {0}; free(repeat). */
struct repeats {
    struct repeat *repeat; /* as added: by member, then by time */
    size_t count, room;
};

void repeats_add(struct repeats *list, const struct repeat *repeat);

/* The words "centralized" and "collective", or FACT_NONE. */
struct repeat_forms {
    int32_t centralized, collective;
};

/* Times of one topic, as met; starts as {0}; free(time). */
struct repeat_scratch {
    struct repeat_time *time;
    size_t room;
};

/* Adds the repeats of MEMBER, who attended STAYS. SCRATCH is used again. */
void repeats_find(struct repeats *list, const struct facts *f,
                  struct repeat_forms forms, uint32_t member,
                  const struct stays *stays, struct repeat_scratch *scratch);

#endif
