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
 * between any two of today's segments, over the same features. A segment that
 * goes on keeps its number, and with it its label; others get numbers that the
 * earlier run does not have.
 */
#ifndef PREVIOUS_H
#define PREVIOUS_H

#include "analyze/segment/grouping.h"

/*
 * Finds the earlier run: fills previous and previous_on. Fails if one is named
 * that is not there or has no segments.
 */
int previous_find(struct grouping *g, const struct run *r,
                  struct diag *d) MUST_CHECK;

/* Fills number, before and distance; previous_find() goes before. */
int previous_number(struct grouping *g, const struct run *r,
                    struct diag *d) MUST_CHECK;

/*
 * Stores segment_change: where the members of the earlier run are now. Before 0
 * are the respondents of a segment that were in none, or are not known; now 0
 * those of an earlier segment that are in none.
 */
int previous_changes(const struct grouping *g, const struct run *r,
                     struct diag *d) MUST_CHECK;

#endif
