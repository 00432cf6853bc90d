/*
 * planned.h - the analysis "planned": training that would be given twice.
 *
 * The rules of duplicate.h over the classes to come, before they are held: each
 * member who is enrolled in one, or was given a place by the plan, is taken to
 * attend its sessions after the as-of day in full. What was attended up to that
 * day counts too, so a class to come may repeat one that was held. Told is only
 * what has to do with a class to come:
 *
 *   overlapping-time, repeat-topic, over-call   the second session is to come
 *   multi-provider                              somebody has a place in a class
 *                                               of one of the two providers
 *
 * Stored in the table duplicate with planned = 1, numbered on.
 *
 * Memory: 8 bytes for each place, and the audiences of audience.h.
 */
#ifndef PLANNED_H
#define PLANNED_H

#include "analyze/task.h"

extern const struct task planned_task;

#endif
