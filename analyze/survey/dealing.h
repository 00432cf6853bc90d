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
    struct dealing_lists *lists; /* made when they are first asked for */
};

/*
 * Deals the respondents of A, which must stay. Call dealing_free() in either
 * case.
 */
int dealing_make(struct dealing *x, const struct run *r,
                 const struct answers *a, struct diag *d) MUST_CHECK;
void dealing_free(struct dealing *x);

/* The COUNT respondents who are in GROUP, ascending. Borrowed. */
const uint32_t *dealing_respondents(const struct dealing *x, size_t group,
                                    size_t *count);

/* Whose groups are those of RESPONDENT: who he is to groups_of(). */
size_t dealing_place(const struct answers *a, const struct run *r,
                     size_t respondent);

#endif
