/*
 * eligibility_rules.h - the part "eligibility" of the policy: who is not to be
 * trained, which level of courses is open to whom, and how far away is too far.
 *
 * Internal to policy.h. The keys are in docs/formats.md. What the policy leaves
 * out limits nothing.
 */
#ifndef ELIGIBILITY_RULES_H
#define ELIGIBILITY_RULES_H

#include "analyze/requirement/rule_words.h"

enum { ELIGIBILITY_LEVELS = 100 }; /* at most */

struct eligibility_rules {
    struct wordset not_trained; /* statuses, roles, values of attributes */
    struct wordset level;       /* the lowest first; none: levels do not bind */
    int32_t open_level;         /* place in level: for everybody */
    int32_t level_step;         /* above the highest attended, in places */
    const char **role_name;     /* by n_role_levels; of the document */
    int32_t *role_word;         /* FACT_NONE: nobody has it */
    int32_t *role_level;        /* that who holds the role may attend */
    size_t n_role_levels;
    int64_t max_distance; /* steps in the tree; INT64_MAX: no limit */
};

/* OBJECT, at PREFIX, may be NULL. Call eligibility_rules_free() in any case. */
int eligibility_rules_read(struct eligibility_rules *rules,
                           const struct rule_reader *r, json_t *object,
                           const char *prefix) MUST_CHECK;
void eligibility_rules_free(struct eligibility_rules *rules);

/* The place of WORD (or FACT_NONE) in the levels, or FACT_NONE. */
int32_t eligibility_level(const struct eligibility_rules *rules, int32_t word);

#endif
