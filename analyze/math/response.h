/*
 * response.h - who answered: rates by group, and which groups answered less.
 *
 * Whether a group under-responds is judged beside all other attributes, so
 * that a group is not blamed for others that its members are also in: a
 * logistic regression of "answered" on groups. They enter one by one (forward
 * selection): of those whose members answered less than the model so far
 * expects, the one with the strongest score test; its p is multiplied by the
 * number of groups still outside (Holm's step), and the search stops at the
 * first that is not below the level. Then the weakest of those named leaves
 * again for as long as it would not be named beside the others, as happens to
 * a group that came in only because it shares members with a later one.
 *
 * If all groups answer alike, the chance to name any is at most the level. A
 * group that answers as the others named let expect is named as rarely, if
 * those others are told from it by enough members.
 *
 * Score test: Rao, 1948; for one group, with p_i the model's probabilities,
 * z = sum(y - p) over the group / sqrt(its variance given what is in the
 * model), two-sided. Holm, Scandinavian Journal of Statistics 6, 1979.
 * Fitting: logit.h.
 */
#ifndef MATH_RESPONSE_H
#define MATH_RESPONSE_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Members that are alike in all groups, counted together. */
struct response_cell {
    const uint32_t *group; /* of them, ascending; borrowed */
    size_t n_groups;
    int64_t members, respondents;
};

struct response_finding {
    double p, q;  /* beside the (other) groups named; q = Holm's step */
    int entered;  /* the step at which it was named, from 1; 0: not named */
    double ratio; /* odds ratio beside the others named; NaN if not named */
};

/*
 * Judges GROUPS groups over COUNT cells; OUT has room for GROUPS. TESTED says
 * which groups are in the search; at most 64 are named. A group with fewer than
 * LEAST members, or with all of them, is not. LEVEL is 0.05, say.
 */
int response_judge(const struct response_cell *cell, size_t count,
                   size_t groups, const bool *tested, int64_t least,
                   double level, struct response_finding *out,
                   struct diag *d) MUST_CHECK;

#endif
