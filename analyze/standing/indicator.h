/*
 * indicator.h - the indicators by which organisations are told how they stand.
 *
 *   change            points that scores rose by in the organisation's courses
 *   coverage          members who attended something / members
 *   hours             hours attended per member, time counted once
 *   requirements-met  members who have met all that binds them / members bound
 *   response-rate     members who answered the demand survey / members
 *   elective-share    electives / courses, distinct ones of each member
 *   online-share      hours not face to face / hours
 *
 * A share of people has a Wilson interval and an estimate drawn towards the
 * mean of its like (math/betabinom.h); the hours have the interval of a mean;
 * the two shares of courses and hours have neither, as their units belong
 * together in members. The change is not of the members but of who attended
 * what the organisation provides, and has the interval of change.h.
 */
#ifndef INDICATOR_H
#define INDICATOR_H

#include "analyze/standing/tally.h"

#include <stdbool.h>

enum indicator_kind {
    INDICATOR_PEOPLE,
    INDICATOR_MEAN,
    INDICATOR_SHARE,
    INDICATOR_CHANGE
};

struct indicator {
    const char *name;
    enum indicator_kind kind;
    int64_t (*numerator)(const struct tally *t);
    int64_t (*denominator)(const struct tally *t);
    double scale; /* of the value: minutes to hours */
};

enum { INDICATORS = 7 };
extern const struct indicator indicators[INDICATORS];

/* The indicator called NAME, or NULL. */
const struct indicator *indicator_find(const char *name);

struct indicator_value {
    int64_t numerator, denominator;
    double value, low, high; /* NaN: not defined */
};

/* Not of a change: that has no value here. */
struct indicator_value indicator_of(const struct indicator *i,
                                    const struct tally *t);

#endif
