/*
 * rates.h - who answered a questionnaire, by group: a part of survey.h.
 */
#ifndef RATES_H
#define RATES_H

#include "analyze/base/groups.h"
#include "analyze/survey/answers.h"

/* Stores the table response_rate and its headline figures: nothing if all
   answers are of respondents who are linked to no member. */
int rates_store(const struct run *r, const struct groups *g,
                const struct answers *a, struct diag *d) MUST_CHECK;

#endif
