/* period.h - the stretches of days that results are told for. */
#ifndef PERIOD_H
#define PERIOD_H

#include "lib/study.h"

#include <stdint.h>

enum { PERIOD_ALL, PERIOD_STUDY, PERIOD_PREVIOUS, PERIODS };

/* Both days included. */
struct period {
    int32_t from, to;
};

/*
 * PERIOD_ALL: all days up to the as-of day. PERIOD_STUDY: the study's period,
 * up to the as-of day. PERIOD_PREVIOUS: the one before it, by as many years if
 * it is of whole years, else by as many days.
 */
struct period period_of(const struct study *study, int which);

#endif
