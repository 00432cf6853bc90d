/*
 * itemstat.h - statistics of the items and scales of a questionnaire: a part
 * of survey.h.
 */
#ifndef ITEMSTAT_H
#define ITEMSTAT_H

#include "analyze/run.h"
#include "analyze/survey/answers.h"
#include "analyze/survey/weights.h"

/* Stores the tables item_quality and scale_quality. */
int itemstat_store(const struct run *r, const struct answers *a,
                   const struct screening *screening, const struct weights *w,
                   struct diag *d) MUST_CHECK;

#endif
