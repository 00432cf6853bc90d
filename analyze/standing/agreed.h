/*
 * agreed.h - what was agreed with organisations and how they were marked:
 * the tables target and assessment, for one year.
 */
#ifndef AGREED_H
#define AGREED_H

#include "analyze/run.h"
#include "analyze/standing/indicator.h"
#include "analyze/standing/weights.h"

struct agreed {
    double target;               /* NaN: none */
    double mark[WEIGHT_SOURCES]; /* 0..100, NaN; that of WEIGHT_MEASURED too */
};

/*
 * INDICATORS of each organisation, by index; free() it. Targets and marks of
 * words that are no indicator are told by a warning. NULL on failure.
 */
struct agreed *agreed_read(const struct run *r, int year,
                           struct diag *d) MUST_CHECK;

#endif
