/*
 * need.h - what each group needs to learn, topic by topic.
 *
 * From the demand survey's items of facet "importance" and "ability" on a
 * topic, on the same scale of at most 16 codes: respondents who rated both,
 * Borich's MWDS and the ranked discrepancy (math/need_index.h), and the
 * quadrant, whose cross-hair is the group's mean over its topics, or the middle
 * of the scale (need.cross_hair: "mean" or "midpoint"), with the counts of each
 * code, since a mean hides two camps. Beside it the same by the weights of
 * survey.h (math/need_weighted.h), and ratings of facet "interest" and
 * "willingness" on the topic; and what other sources say: how many ticked the
 * topic in a multiple choice of facet "interest", interviews, menu orders
 * (needsources.h). How each group wants to learn: needwishes.h. What changed
 * since the study before: needprevious.h.
 *
 * Place is the rank by MWDS, ties by topic id. Its interval counts the topics
 * whose MWDS is higher (lower) by more than 1.96 standard errors of the
 * difference, taking topics as independent: wider than the truth where
 * answers to topics go together.
 *
 * All respondents count in what is not weighted, also those flagged by the
 * screening of survey.h. Groups: dealing.h.
 */
#ifndef NEED_H
#define NEED_H

#include "analyze/survey/dealing.h"
#include "analyze/task.h"

extern const struct task need_task;

/* What the task tells of A, dealt as in X. */
int need_store(const struct run *r, const struct answers *a,
               const struct dealing *x, struct diag *d) MUST_CHECK;

#endif
