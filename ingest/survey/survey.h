/*
 * survey.h - a questionnaire in the warehouse: its items, codes and table.
 *
 * Several inputs may answer one survey, if their codebooks have the same
 * items. The first of a run says what the items are; an item keeps its key.
 */
#ifndef SURVEY_H
#define SURVEY_H

#include "ingest/survey/codebook.h"
#include "ingest/load.h"

/* Makes, or brings up to date, what BOOK says; *INSERT is the statement that
   adds answers, in the order of the items, to be freed. */
int survey_store(struct loading *l, const struct codebook *book,
                 const struct batch *batch, char **insert,
                 struct diag *d) MUST_CHECK;

/*
 * Deletes the answers of the batches in temp.reloading and lets go of their
 * surveys.
 */
int survey_release(sqlite3 *db, struct diag *d) MUST_CHECK;

/* Deletes the surveys that no input answers any more. */
int survey_sweep(sqlite3 *db, struct diag *d) MUST_CHECK;

/*
 * Reads into l->unique who has answered already: "SURVEY r RESPONDENT_ID" and
 * "SURVEY m MEMBER RATER", parts joined by 0x1F, the last two being keys.
 */
int survey_read_unique(struct loading *l, const struct codebook *book,
                       struct diag *d) MUST_CHECK;

#endif
