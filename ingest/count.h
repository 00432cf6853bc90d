/*
 * count.h - rows in are rows accepted and rows rejected, or the run fails.
 */
#ifndef COUNT_H
#define COUNT_H

#include "ingest/load.h"

/* Room for any number with commas: "1,234,567". */
enum { COUNT_TEXT = 28 };

/*
 * The end of every load: notes the counts of ROWS in BATCH; checks that they
 * add up, STORED being the rows that went to the warehouse, and that no more
 * are rejected than the study allows; closes REJECT.
 */
int count_batch(struct loading *l, struct batch *batch, const struct rows *rows,
                struct reject *reject, int64_t stored,
                struct diag *d) MUST_CHECK;

/* Whether a file may have so many rejects. ALLOWED: a share below 1, else a
   count. */
bool count_allows(double allowed, int64_t rows, int64_t rejected);

/* Writes NUMBER with commas into TO. Returns TO. */
char *count_text(int64_t number, char to[COUNT_TEXT]);

#endif
