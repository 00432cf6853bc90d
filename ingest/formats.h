/*
 * formats.h - settles how the dates and numbers of each column are written,
 * before any cell is read.
 *
 * What the study declares holds. Otherwise the first rows of the file are
 * looked at, in a reading of their own; the rest of the file must then be
 * written likewise, cell by cell. What they leave open is an error that says
 * what to declare.
 */
#ifndef FORMATS_H
#define FORMATS_H

#include "ingest/columns.h"

enum { FORMATS_LOOK = 10000 }; /* rows to settle by */

/* Completes the rules of C, bound for INPUT, a file of SOURCE. */
int formats_settle(struct columns *c, const struct source *source,
                   const struct study_input *input, struct diag *d) MUST_CHECK;

#endif
