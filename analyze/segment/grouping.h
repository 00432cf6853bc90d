/*
 * grouping.h - the segments of a run while they are made.
 *
 * Classes are counted from 0, by share; segments from 1, and a segment that
 * goes on from an earlier run keeps its number there (previous.h).
 */
#ifndef GROUPING_H
#define GROUPING_H

#include "analyze/math/segmentation.h"
#include "analyze/segment/features.h"

struct grouping {
    struct answers *answers; /* borrowed */
    struct features features;
    struct segmentation found;
    uint16_t number[MIXTURE_K]; /* by class: the segment */
    int64_t before[MIXTURE_K];  /* by class: the earlier segment, or 0 */
    double distance[MIXTURE_K]; /* from it */
    uint16_t *segment_of;       /* by respondent of answers; 0: none */
    int64_t size[MIXTURE_K];    /* by class: respondents, */
    double weighted[MIXTURE_K]; /* the share by weight; NaN: all weigh alike */
    int64_t uncertain[MIXTURE_K]; /* those with a posterior below .7, */
    int64_t assigned[MIXTURE_K];  /* and members by what else is known */
    /* By member: what segment_member says; segment 0: none. */
    struct grouping_member *member;
    int64_t previous;    /* run.run, or 0 */
    int32_t previous_on; /* its as-of day */
};

struct grouping_member {
    uint16_t segment, second; /* second 0: no other */
    uint8_t assigned;         /* 1: by what else is known */
    float posterior;
};

#define GROUPING_SURE 0.7 /* a posterior below it is uncertain */

#endif
