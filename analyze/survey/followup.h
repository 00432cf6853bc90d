/*
 * followup.h - what questionnaires about courses say, after the course.
 *
 * Of surveys about a course or a session whose codebook tells a level of
 * Kirkpatrick (Evaluating Training Programs, 1994): 1 reaction, 2 learning,
 * 3 behaviour, 4 results. What is measured is each scale of the likert items,
 * asked of the members themselves or of others about them (replies.h).
 *
 * The members are those who attended the course, or the session, up to the day
 * they answered; who is linked to no member is taken to have. Told are their
 * mean of 100 with a 95 % interval by t, and the mean days since they last
 * attended. Where effect.min_pairs (10) of those and of members who were asked
 * and had not attended are there, the difference of the means, by the
 * comparison of comparison.h. It is not a change: nobody was asked before.
 * p is adjusted by Benjamini and Hochberg over all measures compared.
 *
 *   higher, lower  q below effect.fdr (.05)
 *   unclear        compared, and neither
 *   alone          nobody, or too few, to compare with
 *   too-few        fewer than min_pairs who attended
 */
#ifndef FOLLOWUP_H
#define FOLLOWUP_H

#include "analyze/task.h"

extern const struct task followup_task;

#endif
