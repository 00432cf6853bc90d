/*
 * requirement.h - the analysis "requirement": who has met which rule of the
 * policy, who will not in time.
 *
 * Stores the tables requirement (a row per rule), fulfilment (a row per member
 * and rule that applies) and fulfilment_evidence: for rules after an event that
 * are met, the sessions up to the one that met it; with the setting "evidence",
 * all sessions that count for any rule. Also requirement_due, fulfilment_org,
 * fulfilment_instructor and policy_finding (due.h, holder.h, teacher.h,
 * findings.h). Products: run.policy, also when it has no rule, run.owing and
 * the masks beside it, and run.stood.
 */
#ifndef REQUIREMENT_H
#define REQUIREMENT_H

#include "analyze/task.h"

extern const struct task requirement_task;

/*
 * Whether SESSION, which is yet to come, would count for requirement RULE for
 * those who are due or overdue: it is of the kind asked for and, where the rule
 * has a year or a season, held before that is over. What was missed in a year
 * that is over cannot be made up; what an event or a rolling window asks for
 * can, late.
 */
bool requirement_serves(const struct run *r, size_t rule, size_t session);

#endif
