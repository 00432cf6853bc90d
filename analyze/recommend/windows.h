/*
 * windows.h - the windows of a backtest, and what fits into its time.
 */
#ifndef WINDOWS_H
#define WINDOWS_H

#include "analyze/recommend/tune.h"
#include "lib/study.h"

enum { WINDOWS_MOST = 64 };

struct windows {
    int32_t days;
    size_t count;  /* oldest first */
    size_t scored; /* the last of them; the others, a quarter or more, tune */
    int32_t from[WINDOWS_MOST], until[WINDOWS_MOST]; /* until is not included */
};

/*
 * Those that begin after FIRST_DAY and end on the study's day, at most
 * backtest.windows (14) scored and 6 before them. FITS: the models to be fitted
 * in each, of N_COURSES: of many courses there are fewer windows.
 */
struct windows windows_make(const struct study *study, int32_t first_day,
                            size_t n_courses, size_t fits);

/*
 * Fewer values to try, until a window of N_COURSES takes seconds, not minutes.
 * S->given is set for what is not tried.
 */
void windows_narrow(struct settings *s, size_t n_courses);

#endif
