/* windows.c - see windows.h. */
#include "analyze/recommend/windows.h"

#include <string.h>

enum { WINDOW_DAYS = 90, SCORED = 14, EARLIER = 6, LEAST = 2 };

/* Multiplications, at some 10^10 a second: of a window, and of all. */
static const double MOST_OF_ONE = 5e10, MOST_OF_ALL = 4e11;

static double cube(size_t n)
{
    return (double)n * (double)n * (double)n;
}

static size_t count_fits(const struct settings *s)
{
    double tries[SETTING_TRIES];
    return settings_tries(s, SETTING_LAMBDA, tries) *
           settings_tries(s, SETTING_TOPICS, tries);
}

void windows_narrow(struct settings *s, size_t n_courses)
{
    if (cube(n_courses) * (double)count_fits(s) > MOST_OF_ONE)
        s->given[SETTING_TOPICS] = true;
    if (cube(n_courses) * (double)count_fits(s) > MOST_OF_ONE)
        s->given[SETTING_LAMBDA] = true;
}

struct windows windows_make(const struct study *study, int32_t first_day,
                            size_t n_courses, size_t fits)
{
    struct windows w;
    memset(&w, 0, sizeof w);
    w.days =
        (int32_t)study_integer(study, "backtest", "window_days", WINDOW_DAYS);
    size_t scored = (size_t)study_integer(study, "backtest", "windows", SCORED);
    size_t most = scored + EARLIER;
    double room = MOST_OF_ALL / (cube(n_courses) * (double)(fits + 1));
    if ((double)most > room)
        most = room > LEAST ? (size_t)room : LEAST;
    int32_t end = study->as_of + 1;
    int64_t span = (int64_t)end - first_day - 1;
    w.count = span > 0 ? (size_t)(span / w.days) : 0;
    if (w.count > most)
        w.count = most;
    w.scored = w.count - w.count / 4;
    if (w.scored > scored)
        w.scored = scored;
    for (size_t i = 0; i < w.count; i++) {
        w.until[i] = end - w.days * (int32_t)(w.count - 1 - i);
        w.from[i] = w.until[i] - w.days;
    }
    return w;
}
