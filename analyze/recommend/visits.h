/*
 * visits.h - who took which course for the first time, and when.
 *
 * Of a sample of the members, chosen by a hash of their index: what the
 * backtest replays. A member's visits stand in the order of time; of one time,
 * in the order of courses.
 */
#ifndef VISITS_H
#define VISITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct visit {
    uint32_t course;
    int32_t day, second; /* second is -1 where it is not known */
};

struct visits {
    size_t members;   /* with at least one */
    uint32_t *member; /* indexes, ascending */
    size_t *starts;   /* members + 1 */
    struct visit *list;
    size_t member_room, start_room, room;
    int32_t first_day; /* of all; INT32_MAX if there are none */
    double share;      /* of members that are in the sample */
};

/* About MOST of N_MEMBERS are taken. visits_close() it. */
void visits_open(struct visits *v, size_t n_members, size_t most);
void visits_close(struct visits *v);

/* Whether the member of this INDEX is in the sample. */
bool visits_wants(const struct visits *v, size_t index);

/* Adds the next member, with COUNT (at least 1) visits in any order. */
void visits_add(struct visits *v, uint32_t index, const struct visit *list,
                size_t count);

#endif
