/*
 * dealing.h - which respondents are in which group.
 *
 * A respondent who is a member is in the groups of the member. One who is
 * linked to nobody is in "all", and in the groups of what he says of himself
 * where the codebook names that ("attributes").
 */
#ifndef DEALING_H
#define DEALING_H

#include "analyze/base/groups.h"
#include "analyze/survey/answers.h"

struct dealing {
    struct groups groups;
    /* Of group g: respondents[of_at[g] .. of_at[g + 1]). */
    uint32_t *respondents;
    size_t *of_at;
};

/* Deals the respondents of A. Call dealing_free() in either case. */
int dealing_make(struct dealing *x, const struct run *r,
                 const struct answers *a, struct diag *d) MUST_CHECK;
void dealing_free(struct dealing *x);

/* Whose groups are those of RESPONDENT: his place in groups.of_at. */
size_t dealing_place(const struct answers *a, const struct run *r,
                     size_t respondent);

#endif
