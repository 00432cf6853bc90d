/*
 * rulecounts.h - the rules of the policy as JSON objects, and counts of states
 * in them: what the parts of requirements.json share.
 */
#ifndef RULECOUNTS_H
#define RULECOUNTS_H

#include "lib/attr.h"
#include "report/context.h"
#include "report/ladder.h"

#include <jansson.h>
#include <stddef.h>
#include <stdint.h>

/* A unit of the warehouse, as SQL, in the word of the reports. */
#define RULECOUNTS_UNIT(unit) \
    "replace(replace(" unit ", 'minutes', 'hours'), 'half-days', 'days')"

struct rulecounts_list {
    int64_t *key; /* of the warehouse, rising */
    size_t count, room;
    json_t *list; /* an object for each */
};

/*
 * Reads SELECT: requirement, requirement_id, title, title_zh, sentence,
 * sentence_zh, unit. -1 on failure; then there is nothing to end.
 */
int rulecounts_read(struct rulecounts_list *rules, const struct context *c,
                    const char *select, struct diag *d) MUST_CHECK;

/* Frees all but the list, which it returns; that too if RESULT is not 0. */
json_t *rulecounts_end(struct rulecounts_list *rules, int result);

/* An amount of the warehouse in a UNIT of the reports. */
json_t *rulecounts_amount(const char *unit, int64_t amount);

/* "on_track" for the state "on-track"; NULL if it is none. */
const char *rulecounts_key(const char *state);

/* Sets "windows" and each state of an organisation to 0. */
void rulecounts_set_zero(json_t *object);

/* Sets PEOPLE ("members"), the states and met_share, as far as STEPS allow. */
void rulecounts_set(json_t *object, const char *people,
                    const struct ladder_counts *counts, int steps);

#endif
