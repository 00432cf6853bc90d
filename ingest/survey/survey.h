/*
 * survey.h - a questionnaire in the warehouse: its items, codes and table.
 *
 * surveys.h tells of the inputs that answer one survey. An item keeps its key
 * as long as an input has it.
 */
#ifndef SURVEY_H
#define SURVEY_H

#include "ingest/survey/surveys.h"

/*
 * Makes, or brings up to date, the survey of INPUT. Its table has a column for
 * each item of the plan, in this order, behind those of response_table.h. Who
 * has answered already in an input that stays is claimed.
 */
int survey_store(struct loading *l, const struct survey_input *input,
                 struct diag *d) MUST_CHECK;

/*
 * Deletes the answers of the batches in temp.reloading and lets go of their
 * surveys.
 */
int survey_release(sqlite3 *db, struct diag *d) MUST_CHECK;

/* Deletes the surveys that no input answers any more. */
int survey_sweep(sqlite3 *db, struct diag *d) MUST_CHECK;

#endif
