/*
 * responses.h - loads the answers to a questionnaire, one row a respondent.
 *
 * The codebook says what the columns mean. The answers go to a wide table of
 * their own, response_<survey>; lib/schema.sql says how cells are coded. A
 * respondent, and a member with the same rater, answers a survey once: later
 * rows are duplicates.
 */
#ifndef RESPONSES_H
#define RESPONSES_H

#include "ingest/source.h"

source_load responses_load;

#endif
