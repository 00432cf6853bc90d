/*
 * annual.h - the annual figures: what an office must state of a year, month by
 * month.
 *
 * For each year from that of the period before the study's to that of the
 * as-of day, each month and each value of a dimension (calendar.h):
 *
 *   classes       offerings of which a session was held
 *   sessions      sessions held
 *   instructors   who taught in them, each once
 *   venues        in which they were, each once
 *   materials     pieces handed out in them
 *   cost          money, in hundredths
 *   person-times  attended events, one a member, session and day, and the
 *                 headcount of sessions without a roster
 *                 (repeats of self-paced learning count each time)
 *   minutes       of these events as attended: an hour in two sessions at once
 *                 is two hours here
 *   members       distinct members of these events
 *
 * A session belongs to the day on which it begins, an event to its own. Only
 * days up to the as-of day count, and only sessions of the calendar: those
 * made for self-paced learning give person-times, minutes and members alone.
 * The dimension "org" has these three alone: it is of the member. Distinct
 * things of months or values do not add up; person-times and minutes do.
 */
#ifndef ANNUAL_H
#define ANNUAL_H

#include "analyze/task.h"

extern const struct task annual_task;

#endif
