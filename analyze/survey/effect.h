/*
 * effect.h - whether those who were tested before and after a course changed.
 *
 * A pair is one member and one course (pairs.h); who has a score before and no
 * pair is attrition. Only events up to the day of the study count. Groups:
 * every course, and every provider, method, channel, level and kind of
 * instructor (full-time, part-time, or mixed) of the session in which the
 * second score was given.
 *
 * Per group: the mean change with its 95 % interval and paired t test,
 * Wilcoxon's signed ranks (exact up to 50 changes, with correction for
 * continuity beyond) and the matched rank-biserial, d_z and Hedges's g with
 * intervals, the normalised gain of the class averages (scores out of 100).
 * Where min_pairs members were tested twice and not taught, the effect: the
 * change less that of those of them who wait for a class, else of those in the
 * same segment, else of all (comparison.h). So it runs after the segments.
 *
 * p, of the effect where there is one, else of the change, is adjusted by
 * Benjamini and Hochberg within each kind of group, over the groups with at
 * least effect.min_pairs (10) pairs. Ratings count once per member and course,
 * as their mean. Kirkpatrick's level is 2 where there are scores, 1 where there
 * are ratings alone. Verdicts on the effect, or the change:
 *
 *   works     q below effect.fdr (.05), and the scores rose
 *   does-not  they fell so (q below it), or did not change detectably and the
 *             95 % interval of d_z (of d, of an effect) stays below .5,
 *             Cohen's medium effect
 *   unclear   neither: the interval holds both little and much
 *   too-few   fewer than min_pairs pairs
 *
 * Without a comparison group this is change, not proof of an effect; nor were
 * those not taught drawn by lot.
 */
#ifndef EFFECT_H
#define EFFECT_H

#include "analyze/task.h"

extern const struct task effect_task;

#endif
