/*
 * others.h - members without a usable questionnaire.
 *
 * analysis.segment.others is "leave-out" (the default: they are in no segment)
 * or "assign": by the groups they are in (groups.h: organisation, status,
 * attributes), of which each segment has its share,
 *
 *     p(segment | groups) ~ share x product over groups of (a + 1) / (n + 2),
 *
 * a of the segment's n members being in the group: naive Bayes with Laplace's
 * rule. Whoever is in no group is left out. They are marked as assigned and
 * count in no figure of the segments but their own.
 */
#ifndef OTHERS_H
#define OTHERS_H

#include "analyze/segment/grouping.h"

/* Before run.segment is made. */
void others_assign(struct grouping *g, const struct run *r);

#endif
