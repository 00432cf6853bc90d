/*
 * schedule.h - what branches and townships hold themselves, computed from the
 * place and the year alone.
 *
 * A branch studies four themes a year in two sessions each; the five topics
 * of branches take turns, so that a branch never has a topic twice in a year.
 * Two neighbouring branches meet on the same days. A township gives two
 * lectures a year, each on another topic.
 */
#ifndef SCHEDULE_H
#define SCHEDULE_H

#include "sample-data/catalogue.h"

#include <stdbool.h>

enum { THEMES = 4, BRANCH_SESSIONS = 8, LECTURES = 2 }; /* a year */

struct meeting {
    int32_t day;
    int8_t slot;    /* enum slot */
    int8_t topic;   /* from 0 */
    int16_t course; /* from 0 */
};

/* The session K (0..7) of a branch in YEAR (0, 1). */
struct meeting schedule_branch(const struct catalogue *c, const struct world *w,
                               int32_t branch, int year, int k);

/* The lecture K (0, 1) of a township; YEAR may be WORLD_PLANNED. */
struct meeting schedule_lecture(const struct catalogue *c,
                                const struct world *w, int township, int year,
                                int k);

/* Whether a township holds its theme day in quarter Q (0..3) of YEAR (0, 1). */
bool schedule_theme_day(const struct world *w, int township, int year, int q);

/* The ids, into TO[ID_TEXT]; "S20250315-0307" and "O2025-0307-2". */
char *schedule_branch_session(const struct world *w, int32_t branch,
                              int32_t day, char *to);
char *schedule_branch_offering(const struct world *w, int32_t branch, int year,
                               int k, char *to);
char *schedule_lecture_session(int township, int32_t day, char *to);
char *schedule_lecture_offering(int township, int year, int k, char *to);

#endif
