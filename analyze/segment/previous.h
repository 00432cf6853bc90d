/*
 * previous.h - segments that go on from an earlier run.
 *
 * The earlier run is the one that --previous or analysis.segment.previous names
 * (a run id; the option goes before the setting), or the latest of the same
 * study with an earlier as-of day that has segments. Segments are matched
 * by what their typical members answer, over the features that both runs have:
 * the distance is the root mean square of differences in deviations of today's
 * respondents, the matching the one with the largest sum of 1 / (1 + d^2)
 * (math/matching.h), and a pair counts if it is nearer than half the way
 * between any two of today's segments. A segment that goes on keeps its number,
 * and with it its label; others get numbers that the earlier run does not have.
 */
#ifndef PREVIOUS_H
#define PREVIOUS_H

#include "analyze/segment/grouping.h"

/* Fills number, before, distance and previous. */
int previous_number(struct grouping *g, const struct run *r,
                    struct diag *d) MUST_CHECK;

/* Stores segment_change: where the members of the earlier run are now. */
int previous_changes(const struct grouping *g, const struct run *r,
                     struct diag *d) MUST_CHECK;

#endif
