/*
 * effect.h - whether those who were tested before and after a course changed.
 *
 * A pair is one member and one course: of the first offering in which the
 * member has both, the first score before and the first score after that came
 * with it or later. Who has a score before and no pair is attrition. Only
 * attended events up to the day of the study count. Groups: every course, and
 * every provider, method, channel and level of the session in which the second
 * score was given.
 *
 * Per group: the mean change with its 95 % interval and paired t test, d_z and
 * Hedges's g, the normalised gain of the class averages (scores out of 100).
 * p is adjusted by Benjamini and Hochberg within each kind of group, over the
 * groups with at least effect.min_pairs (10) pairs. Ratings count once per
 * member and course, as their mean. Kirkpatrick's level is 2 where there are
 * scores, 1 where there are ratings alone. Verdicts:
 *
 *   works     q below effect.fdr (.05), and the scores rose
 *   does-not  they fell so (q below it), or did not change detectably and the
 *             95 % interval of d_z stays below .5, Cohen's medium effect
 *   unclear   neither: the interval holds both little and much
 *   too-few   fewer than min_pairs pairs
 *
 * Without a comparison group this is change, not proof of an effect.
 */
#ifndef EFFECT_H
#define EFFECT_H

#include "analyze/task.h"

extern const struct task effect_task;

#endif
