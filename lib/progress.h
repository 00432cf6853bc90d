/*
 * progress.h - tells a person at a terminal how far long work has come.
 *
 * One line on standard error, redrawn at most five times a second: what is
 * done, the rate, the time left. Silent where standard error is no terminal,
 * and under --quiet. The clock is read here and nowhere near a result.
 */
#ifndef PROGRESS_H
#define PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress {
    const char *what; /* "loading attendance.csv"; borrowed */
    const char *unit; /* "rows" */
    int64_t total;    /* of the measure; 0 if not known */
    int64_t done;
    int64_t count; /* of the unit, for the rate */
    double started, drawn;
    bool on;
};

/* Shown only if ON and standard error is a terminal. */
void progress_begin(struct progress *p, const char *what, const char *unit,
                    int64_t total, bool on);

/* DONE out of the total (bytes, blocks); COUNT of units so far. */
void progress_at(struct progress *p, int64_t done, int64_t count);

/* Clears the line. */
void progress_end(struct progress *p);

#endif
