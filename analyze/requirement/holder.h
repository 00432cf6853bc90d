/*
 * holder.h - how organisations stand with the rules that bind them.
 *
 * An organisation is judged in every window of the rule that overlaps the
 * period of the study and has begun by the as-of day: each quarter, each month.
 * It is bound in a window if it existed from the window's first day to its last
 * (or to the as-of day) and is of the kind, the level and in the part of the
 * tree that the rule names. What counts are the sessions of which it is the
 * provider, by the day on which they begin.
 */
#ifndef HOLDER_H
#define HOLDER_H

#include "analyze/run.h"

/*
 * Stores the table fulfilment_org, and counts into BOUND, by requirement, the
 * organisations bound. TAKES: see takes.h.
 */
int holder_judge(const struct run *r, const uint64_t *takes, int64_t *bound,
                 struct diag *d) MUST_CHECK;

#endif
