/*
 * naming.h - a name for each segment in plain words, from what marks it.
 *
 * Gaps of topics with q < .05 and |g| >= .3 by size, at most three high and
 * two low: "Needs A, B and C; less D". Where a segment has none - the
 * questionnaire may not ask for importance and ability - what respondents were
 * compared by, and if that is none either, all answers: with q < .05 and |g|,
 * or |h| of shares, >= .3, in the words of the questionnaire: "High on "A"; low
 * on "B"". A question of one choice is named once. Cohen, "Statistical Power
 * Analysis", 1988, ch. 6: h is on the scale of d.
 */
#ifndef NAMING_H
#define NAMING_H

#include "analyze/segment/traits.h"

/* Gives the places of the traits that name their segments. */
void naming_choose(struct traits *t);

/* Fills the names of SEGMENT in English and Chinese; free() both in any case.*/
int naming_of(const struct traits *t, const struct run *r, uint16_t segment,
              char **english, char **chinese, struct diag *d) MUST_CHECK;

#endif
