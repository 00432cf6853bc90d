/*
 * responses.h - loads the answers to a questionnaire, one row a respondent.
 *
 * The codebook says what the columns mean. The answers go to a wide table of
 * their own, response_<survey>; lib/schema.sql says how cells are coded.
 */
#ifndef RESPONSES_H
#define RESPONSES_H

#include "ingest/source.h"
#include "lib/attr.h"
#include "lib/diag.h"

#include <sqlite3.h>

source_load responses_load;

/*
 * Deletes the answers of the batches in temp.reloading, and the surveys that
 * have no answers left.
 */
int responses_delete(sqlite3 *db, struct diag *d) MUST_CHECK;

#endif
