/*
 * results.h - what the segments leave in the warehouse: segment_choice,
 * segment, segment_trait, segment_profile, segment_member.
 */
#ifndef RESULTS_H
#define RESULTS_H

#include "analyze/segment/grouping.h"

int results_evidence(const struct grouping *g, const struct run *r,
                     struct diag *d) MUST_CHECK;

/* All the rest; run.segment is there. */
int results_store(const struct grouping *g, const struct run *r,
                  struct diag *d) MUST_CHECK;

#endif
