/*
 * codebook_check.h - what cannot be said in a codebook, question by question
 * or of two of them.
 */
#ifndef CODEBOOK_CHECK_H
#define CODEBOOK_CHECK_H

#include "ingest/survey/codebook.h"

/*
 * Fails if a facet is none of those that there are; if two questions read one
 * column; or if the importance and the ability of one topic are asked on
 * scales with other ends: the need is their difference, which would mean
 * nothing. Tells the line of the later question of two.
 */
int codebook_check(const struct codebook *book, struct diag *d) MUST_CHECK;

#endif
