/*
 * history.h - who took which courses, as the recommender sees it.
 *
 * A member has taken a course when an attended event of it stands on or before
 * the day of the study; times and repeats do not matter. The pass over the
 * members counts how many took both of two courses, and how much each is taken
 * lately: the sum of exp(-age / tau) over its takers, age in days since the
 * member last attended it, tau = analysis.recommend.prior_days (60); 0 counts
 * the day of the study alone.
 */
#ifndef HISTORY_H
#define HISTORY_H

#include "analyze/math/gram.h"
#include "analyze/task.h"

struct history {
    struct gram gram; /* courses by courses */
    double *recent;   /* by course: decayed number of takers */
    size_t n_courses;
    double tau;     /* days */
    int64_t pairs;  /* distinct members and courses */
    int64_t active; /* members with at least one course */
};

/* A course that a member took. */
struct taken {
    uint32_t course;
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
