/*
 * recommend.h - the courses to give each member, and why.
 *
 * Requirements first: a member who is due or overdue is given, before anything
 * else, an eligible course whose next session counts for the rule. Then the
 * best by score (blend.h), ties by course id, recommend.per_member (5) in all.
 * A course for which nothing speaks, and members who have left, are passed
 * over. Each row says its reason:
 *
 *   requirement  its next session counts for a rule that is due
 *   ordered      the member ordered it from the menu
 *   history      courses taken speak most for it; "because" is the strongest
 *   demand       the declared need speaks most for it; "topic" is that need
 *   group        others of the group of a newcomer took it in the past year
 *   popular      it is taken much lately, and that speaks most for it
 */
#ifndef RECOMMEND_H
#define RECOMMEND_H

#include "analyze/task.h"

extern const struct task recommend_task;

#endif
