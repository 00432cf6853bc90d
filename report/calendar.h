/*
 * calendar.h - what will be due, by requirement, organisation and time: seats
 * to provide until the end of next year.
 *
 * There are three stretches: what is late already, the rest of this year, and
 * next year. In each a member is counted once for a rule. A stretch is shown as
 * fine as it can be: month by month, by quarters, or as one, or not at all.
 *
 * The members of a stretch are a group among those whom the rule binds, so the
 * differences to them, to all members, to those who have not met it, are late
 * or due, to the rule's other stretches and to this stretch of other rules must
 * be nobody or a large group (the others of suppress.h). Quarters and months
 * are parts of a stretch that is shown. What is due in the first of them may be
 * a part of the rule's "due", and what is left of that must not be few either.
 */
#ifndef CALENDAR_H
#define CALENDAR_H

#include "lib/attr.h"
#include "report/context.h"
#include "report/ladder.h"

#include <jansson.h>

/* The rules that bind members: those of requirements.json, in its order. */
struct calendar_rules {
    const int64_t *key; /* of the warehouse, rising */
    size_t count;
    json_t *list;                       /* objects; each gets "calendar" */
    const struct ladder_counts *counts; /* of each rule, of each node */
    const int *steps;                   /* as ladder_climb() left them */
    const struct suppress_other *all;   /* members of each node */
};

int calendar_set(const struct calendar_rules *rules, const struct context *c,
                 struct diag *d) MUST_CHECK;

#endif
