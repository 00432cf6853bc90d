/*
 * comparison.h - whom those taught a course are compared with.
 *
 * All of them were tested twice and not taught. Of three groups the first is
 * taken that has enough members:
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
#include "analyze/survey/pairs.h"

#include <stddef.h>
#include <stdint.h>

enum comparison_kind {
    COMPARISON_NONE, /* nobody, or too few */
    COMPARISON_WAITING,
    COMPARISON_SEGMENT,
    COMPARISON_UNTAUGHT
};

/* The changes of a group's members. Starts as {0}. */
struct comparison {
    struct moments taught, untaught, waiting;
    struct stratum *segment; /* from segment 1; a is taught */
    size_t n_segments, room;
};

struct compared {
    enum comparison_kind kind;
    int64_t taught, untaught; /* who is compared */
    double change;            /* of these not taught */
    struct ttest effect;      /* change of the others less theirs */
    double d, d_error;        /* standardised, and its standard error */
};

/* O is whole: it has both scores. */
void comparison_add(struct comparison *c, const struct observation *o);
void comparison_merge(struct comparison *c, const struct comparison *other);
void comparison_free(struct comparison *c);

/* Groups of fewer than LEAST, of those taught or not, are too small. */
struct compared comparison_finish(const struct comparison *c, int64_t least);

/* "none", "waiting", "same-segment", "not-attended". */
const char *comparison_word(enum comparison_kind kind);

#endif
