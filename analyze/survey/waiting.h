/*
 * waiting.h - who is called to a class that is still to come.
 *
 * An enrolment, up to the day of the study, in an offering whose first session
 * begins after that day.
 */
#ifndef WAITING_H
#define WAITING_H

#include "analyze/run.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct wait {
    uint32_t member, course;
};

/* By member and course. */
struct waiting {
    struct wait *list;
    size_t count;
};

/* waiting_free() it in any case. */
int waiting_read(struct waiting *w, const struct run *r,
                 struct diag *d) MUST_CHECK;
void waiting_free(struct waiting *w);

bool waiting_has(const struct waiting *w, uint32_t member, uint32_t course);

#endif
