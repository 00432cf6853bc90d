/*
 * need.h - what each group needs to learn, topic by topic.
 *
 * From the demand survey's items of facet "importance" and "ability" on a
 * topic, on the same scale of at most 16 codes: respondents who rated both,
 * Borich's MWDS and the ranked discrepancy (math/need_index.h), and the
 * quadrant, whose cross-hair is the group's mean over its topics, or the middle
 * of the scale (need.cross_hair: "mean" or "midpoint"). Beside it, what other
 * sources say: how many ticked the topic in a multiple choice of facet
 * "interest", how many interviews name it, how many orders its courses got on
 * the menu.
 *
 * Place is the rank by MWDS, ties by topic id. Its interval counts the topics
 * whose MWDS is higher (lower) by more than 1.96 standard errors of the
 * difference, taking topics as independent: wider than the truth where
 * answers to topics go together.
 *
 * All respondents count, also those flagged by the screening of survey.h;
 * respondents of no known member count for "all" alone. Groups: groups.h.
 */
#ifndef NEED_H
#define NEED_H

#include "analyze/task.h"

extern const struct task need_task;

#endif
