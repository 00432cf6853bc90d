/*
 * attention.h - analysis.survey.attention against the questionnaire that is
 * loaded.
 *
 * A code that nobody can give would have everybody fail.
 */
#ifndef ATTENTION_H
#define ATTENTION_H

#include "lib/attr.h"
#include "lib/diag.h"
#include "lib/study.h"

#include <sqlite3.h>

/*
 * Fails, at the line of the study, where an id is no item of the survey that is
 * analysed (analysis.survey.survey, else the one about demand, of several the
 * last by id), or a code none of the item: of a likert item one of its scale,
 * of a choice one of its codes, of an option 0 or 1. A free text has none.
 * Without such a survey there is nothing to check.
 */
int attention_check(sqlite3 *db, const struct study *study,
                    struct diag *d) MUST_CHECK;

#endif
