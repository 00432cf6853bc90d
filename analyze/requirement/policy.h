/*
 * policy.h - the policy of a study: training requirements, exemptions from
 * them, what counts as training given twice, and who may be given what.
 *
 * Read from the JSON that the study names or holds (docs/formats.md); every
 * fault is told with file, line and key. Several requirements may share an id
 * if they begin on different days: they are versions of one, and each is in
 * force until the next begins. What the policy leaves out is as in the study,
 * analysis.requirement and analysis.duplicate.
 */
#ifndef POLICY_H
#define POLICY_H

#include "analyze/requirement/duplicate_rules.h"
#include "analyze/requirement/eligibility_rules.h"
#include "analyze/requirement/rule.h"
#include "lib/study.h"

enum { POLICY_RULES = 64 }; /* at most: run.owing has a bit for each */

/* From begin_on to end_on, both included, MEMBER need not meet RULES. */
struct exemption {
    uint32_t member;
    uint64_t rules; /* bit r: requirement r */
    int32_t begin_on, end_on;
    const char *reason; /* or NULL */
    bool of_all;        /* it names no requirement */
    long line;          /* of the policy's file */
    size_t number;      /* place in the file */
};

struct policy {
    struct rule *rule; /* in the order of the file; place = number */
    size_t n_rules;
    struct exemption *exemption; /* sorted by member, begin_on, place */
    size_t n_exemptions;

    struct duplicate_rules duplicate;
    struct eligibility_rules eligibility;
};

/* NULL on failure. Texts belong to STUDY, which must live as long. */
struct policy *policy_read(const struct study *study, const struct facts *f,
                           struct diag *d) MUST_CHECK;
void policy_free(struct policy *policy);

/* Whether requirement NUMBER is in force on DAY. */
bool policy_in_force(const struct policy *policy, size_t number, int32_t day);

/* The exemptions of MEMBER: returns the first, and COUNT of them. */
const struct exemption *policy_exemptions(const struct policy *policy,
                                          size_t member, size_t *count);

#endif
