/*
 * requirement.h - the analysis "requirement": who has met which rule of the
 * policy, who will not in time.
 *
 * Stores the tables requirement (a row per rule), fulfilment (a row per member
 * and rule that applies) and, for rules after an event that are met,
 * fulfilment_evidence (the sessions up to the one that met it). Products:
 * run.policy, also when it has no rule, and run.owing.
 */
#ifndef REQUIREMENT_H
#define REQUIREMENT_H

#include "analyze/task.h"

extern const struct task requirement_task;

/* Whether SESSION is of the kind that requirement RULE of R asks for. */
bool requirement_serves(const struct run *r, size_t rule, size_t session);

#endif
