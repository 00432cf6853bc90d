/*
 * standing.h - the analysis "standing": how each organisation stands.
 *
 * For every organisation that has members, itself or below it, and for all
 * members together: the indicators of indicator.h in the study's period, each
 * beside its value in the period before (of those who were members on its last
 * day), the target agreed for the year in which the period ends, and the marks
 * of that year. Shares of people are also drawn towards the mean of the
 * organisations that lie equally far below the root (math/betabinom.h), so
 * that small ones do not head or close the list by luck. For a provider,
 * also one without members, "change" is that of its participants (change.h).
 *
 * "composite", if the policy asks for it (weights.h), from 0 to 100: of each
 * indicator the estimate (a share drawn towards the mean; over its target, at
 * most 1, where one was agreed; hours and change count only with one) and the
 * marks.
 */
#ifndef STANDING_H
#define STANDING_H

#include "analyze/task.h"

extern const struct task standing_task;

#endif
