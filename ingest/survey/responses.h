/*
 * responses.h - loads the answers to a questionnaire, one row a respondent.
 *
 * The codebook says what the columns mean. The answers go to a wide table of
 * their own, response_<survey>; lib/schema.sql says how cells are coded. A
 * respondent, and a member with the same rater, answers a survey once: the
 * codebook may say which answers stay; without that the first do, and later
 * rows are faults. Rows that a policy leaves out are told as rejected like
 * others, but are no faults of the file.
 */
#ifndef RESPONSES_H
#define RESPONSES_H

#include "ingest/source.h"

source_load responses_load;

#endif
