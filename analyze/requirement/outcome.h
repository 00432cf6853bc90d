/*
 * outcome.h - a verdict as columns of the tables fulfilment,
 * fulfilment_instructor and fulfilment_org, which have them in this order:
 * state, unit, required, done, missing, anchor, anchor_on, due_on, met_on,
 * evidence, reason.
 */
#ifndef OUTCOME_H
#define OUTCOME_H

#include "analyze/requirement/verdict.h"
#include "lib/bulk.h"

enum { OUTCOME_COLUMNS = 11 };

/* "minutes", "sessions", "courses" or "half-days". */
const char *outcome_unit(enum rule_unit unit);

/* Adds the columns to the row of B. What is as the rule has it is NULL. */
void outcome_add(struct bulk *b, const struct rule *rule,
                 const struct verdict *v);

/* An integer, or NULL where it is NONE. */
void outcome_key(struct bulk *b, int64_t value, int64_t none);

#endif
