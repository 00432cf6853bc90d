/*
 * plan.h - the analysis "plan": who gets a place in which class to come.
 *
 * Places are dealt out by seating.h: what requirements ask for first, then what
 * is recommended, up to plan.per_member (3) classes a member. Stored: the list
 * of every class (class_plan), the classes with their seats and what one seat
 * more would add (plan_class), and by course and branch how many members wanted
 * it - it is among their best plan.per_member candidates, or serves a rule that
 * they owe - and how many of these got no place (class_demand).
 *
 * Figures of the run: for "required" and "wished" each, members who had
 * something to choose from, places, worth, bound (no plan is worth more) and
 * cost; and the budget, if there is one.
 */
#ifndef PLAN_H
#define PLAN_H

#include "analyze/recommend/seating.h"
#include "analyze/task.h"

/* The settings of the study. */
void plan_options(struct seating_options *o, const struct run *r);

extern const struct task plan_task;

#endif
