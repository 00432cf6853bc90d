/*
 * needcombine.h - one need out of three sources, and where the quadrants meet.
 *
 * Both are made of what goes out alone, so they tell nothing more. A part of
 * needs.c; nobody else needs it.
 */
#ifndef NEEDCOMBINE_H
#define NEEDCOMBINE_H

#include "lib/study.h"
#include "report/needrows.h"

/*
 * Sets "combined" and "combined_place" of all ROWS, which went through
 * needrows_suppress(): 100 times the mean, by the weights of
 * analysis.need.sources, of the score of the survey (at least 0), the strength
 * of interviews and the orders, each as a share of the largest of the group's
 * topics. What is held back counts as 0; a source that tells nothing of the
 * group is left out. null without a score.
 */
void needcombine_set(struct need_rows *rows, const struct study *study);

/*
 * The cross-hair of KIND ("mean" or "midpoint" of the scale LOW .. HIGH) for
 * everybody: an object. Without lines where a topic is held back: its mean
 * would follow.
 */
json_t *needcombine_cross_hair(const struct need_rows *rows, const char *kind,
                               double low, double high);

#endif
