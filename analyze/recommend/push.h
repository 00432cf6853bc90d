/*
 * push.h - the analysis "groups": the courses to push to groups of members.
 *
 * A group is a segment (0: all members, those without one too) in a branch
 * (branches.h; none: all of them). Of each, the courses that most of its
 * members are recommended, ties by course id, groups.courses (10) of them:
 * how many it reaches, their share, the lift over all members, and what speaks
 * for it: of how many members each reason of recommend.h is. Expected take-up
 * is what the backtest says of the recommendations of its kind: reach times
 * the share of recommended courses that were taken within its window (the
 * figure "precision" of the analysis "backtest"); NULL without one.
 */
#ifndef PUSH_H
#define PUSH_H

#include "analyze/task.h"

extern const struct task groups_task;

#endif
