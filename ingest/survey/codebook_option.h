/*
 * codebook_option.h - the items of a multiple choice: one for each option and,
 * if the choices are ranked, one more for the rank of each.
 */
#ifndef CODEBOOK_OPTION_H
#define CODEBOOK_OPTION_H

#include "ingest/survey/codebook.h"

/* Adds to BOOK the items of the multiple choice that ITEM is made of. */
int codebook_options(struct codebook *book, struct codebook_item item,
                     struct diag *d) MUST_CHECK;

#endif
