/*
 * push.h - the analysis "groups": the courses to push to groups of members.
 *
 * A group is a segment (0: all members, those without one too) in a branch
 * (branches.h; none: all of them). Of each, the courses that most of its
 * members are recommended, ties by course id, groups.courses (10) of them:
 * how many it reaches, their share, the lift over all members, and what speaks
 * for it: of how many members each reason of recommend.h is. Expected take-up
 * is reach times the figure "take_up" of the analysis "backtest": of ten
 * recommendations for everybody, the share that was taken within a window;
 * NULL without one.
 */
#ifndef PUSH_H
#define PUSH_H

#include "analyze/task.h"

extern const struct task groups_task;

#endif
