/*
 * comparison.h - whom those taught a course are compared with.
 *
 * All of them were asked or tested as those taught were. Of three groups the
 * first is taken that has enough members:
 *
 *   waiting       called to a class of the course that begins after the day of
 *                 the study (waiting.h): they chose it too, or were chosen
 *   same-segment  in the same segment: within each segment, as many weights as
 *                 it has members taught (math/stratified.h)
 *   not-attended  everybody who was not taught
 */
#ifndef COMPARISON_H
#define COMPARISON_H

#include "analyze/math/stratified.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum comparison_kind {
    COMPARISON_NONE, /* nobody, or too few */
    COMPARISON_WAITING,
    COMPARISON_SEGMENT,
    COMPARISON_UNTAUGHT
};

struct comparison_side {
    uint16_t segment; /* of the member, from 1; 0: none */
    bool taught, waiting;
};

/* Values of a group's members, such as changes. Starts as {0}. */
struct comparison {
    struct moments taught, untaught, waiting;
    struct stratum *segment; /* from segment 1; a is taught */
    size_t n_segments, room;
};

struct compared {
    enum comparison_kind kind;
    int64_t taught, untaught; /* who is compared */
    double change;            /* mean of these not taught */
    struct ttest effect;      /* mean of the others less theirs */
    double d, d_error;        /* standardised, and its standard error */
};

void comparison_add(struct comparison *c, struct comparison_side side,
                    double value);
void comparison_merge(struct comparison *c, const struct comparison *other);
void comparison_free(struct comparison *c);

/* Groups of fewer than LEAST, of those taught or not, are too small. */
struct compared comparison_finish(const struct comparison *c, int64_t least);

/* "none", "waiting", "same-segment", "not-attended". */
const char *comparison_word(enum comparison_kind kind);

#endif
