/*
 * change.h - by how much the scores of a provider's participants changed, as
 * the analysis "effect" found it (analyze/survey/effect.h).
 */
#ifndef CHANGE_H
#define CHANGE_H

#include "analyze/run.h"
#include "analyze/standing/indicator.h"

/*
 * Of each organisation, by index, its mean change in points with the interval,
 * and in denominator the pairs of scores; 0 and NaN where there are none.
 * free() it; NULL on failure.
 */
struct indicator_value *changes_read(const struct run *r,
                                     struct diag *d) MUST_CHECK;

#endif
