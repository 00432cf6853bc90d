/*
 * history.h - who took which courses, as the recommender sees it.
 *
 * A member has taken a course when an attended event of it stands on or before
 * the day of the study; times and repeats do not matter. The pass over the
 * members counts how many took both of two courses, how long ago each course
 * was first taken by its takers, and what those took who asked for a topic; and
 * it keeps the visits of a sample of members for the backtest.
 */
#ifndef HISTORY_H
#define HISTORY_H

#include "analyze/math/gram.h"
#include "analyze/math/ridge.h"
#include "analyze/recommend/recency.h"
#include "analyze/recommend/visits.h"
#include "analyze/survey/demand.h"
#include "analyze/task.h"

struct history {
    struct gram gram;      /* courses by courses */
    struct recency recent; /* takers, by days since each took it first */
    struct ridge bridge;   /* topics asked for, and courses taken */
    struct visits visits;  /* of a sample: backtest.sample (50,000) */
    size_t n_courses;
    int64_t pairs;  /* distinct members and courses */
    int64_t active; /* members with at least one course */
};

/* A course that a member took. */
struct taken {
    uint32_t course;
    int32_t first_on, first_second; /* second is -1 where it is not known */
    int32_t last_on;
};

/*
 * The courses of member FIRST + I of BLOCK, by index, each once, in LIST (which
 * has room for all events of the member). Returns how many.
 */
size_t history_of(const struct run *r, const struct block *block, size_t i,
                  struct taken *list);

/* Makes run->history. */
extern const struct task history_task;

void history_free(struct history *h);

#endif
