/*
 * level.h - how much of what members differ in is how high they tick.
 *
 * Of the scales of coded.h, as z-scores: the *level* of a member is the mean
 * over the items, the rest is *shape*. With equal weights w = 1 / sqrt d the
 * level's part of the variance is w'Sw / tr S: 1 / d for items that have
 * nothing in common, 1 if all are one. The same of the means of classes says
 * whether groups differ in what they want or only in how high they tick.
 */
#ifndef MATH_LEVEL_H
#define MATH_LEVEL_H

#include "analyze/math/mixture.h"

/* Of all members: M has any number of classes. NaN: no scales. */
double level_of_members(const struct mixture *m, const struct coded *c);

/* Of the variance between the classes of M; NaN if there is none. */
double level_of_classes(const struct mixture *m, const struct coded *c);

#endif
