/*
 * verdict.h - how somebody stands with a rule: the result of judge.h.
 */
#ifndef VERDICT_H
#define VERDICT_H

#include "analyze/requirement/rule.h"

#include <stdint.h>

enum state {
    STATE_NOT_APPLICABLE,
    STATE_EXEMPT,
    STATE_MET,
    STATE_ON_TRACK,
    STATE_DUE,
    STATE_OVERDUE
};

/* "met", "on-track" ... as the tables name it. */
const char *state_word(enum state state);

/* What the anchor is the day of. */
enum anchor {
    ANCHOR_WINDOW,      /* the window begins */
    ANCHOR_DUTY,        /* the first day under the rule in the window */
    ANCHOR_ANNIVERSARY, /* of the event */
    ANCHOR_APPOINTED,
    ANCHOR_JOINED,
    ANCHOR_BECAME_FULL,
    ANCHOR_BOUND,   /* came under the rule, or it came into force */
    ANCHOR_LEARNING /* the learning on which the last fulfilment rests */
};

/* "window", "became-full" ... as the tables name it. */
const char *anchor_word(enum anchor anchor);

struct verdict {
    enum state state;
    enum anchor anchor;
    enum rule_unit unit;
    int64_t required, done, missing; /* in the unit */
    int32_t anchor_on;               /* the clock started; or DATE_NONE */
    int32_t due_on;                  /* or DATE_NONE */
    int32_t met_on;                  /* DATE_NONE if it is not met */
    uint32_t evidence;               /* sessions that count */
    const char *reason;              /* of the exemption; or NULL */
};

#endif
