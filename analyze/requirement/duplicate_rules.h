/*
 * duplicate_rules.h - the part "duplicate" of the policy: what counts as
 * training given twice, and what only looks so.
 *
 * Internal to policy.h. The keys are in docs/formats.md. What the policy leaves
 * out is as in the study, analysis.duplicate: overlap 0.5, min_members 10.
 */
#ifndef DUPLICATE_RULES_H
#define DUPLICATE_RULES_H

#include "analyze/requirement/rule_words.h"

struct duplicate_rules {
    bool repeat_topic;        /* tell of a topic taken twice in a year */
    bool repeat_higher;       /* only after a class of a higher level */
    bool exclude_meetings;    /* training.h: they are no training here */
    double provider_overlap;  /* share of the smaller audience, 0..1 */
    int64_t min_members;      /* of two audiences, in common */
    int64_t max_calls;        /* of a member in a year; INT64_MAX: no limit */
    struct wordset call_role; /* whom max_calls is for; empty: everybody */
    struct wordset except_topic; /* indexes; with all below them */
    struct wordset except_form;
};

/* OBJECT, at PREFIX, may be NULL. Call duplicate_rules_free() in any case. */
int duplicate_rules_read(struct duplicate_rules *rules,
                         const struct rule_reader *r, json_t *object,
                         const char *prefix,
                         const struct study *study) MUST_CHECK;
void duplicate_rules_free(struct duplicate_rules *rules);

#endif
