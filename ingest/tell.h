/*
 * tell.h - what a run prints of its inputs on standard output.
 */
#ifndef TELL_H
#define TELL_H

#include "ingest/batch.h"
#include "lib/cli.h"

/* The line of one input, after it was loaded or passed over; and one of its
   flags, if it has any. */
void tell_batch(const struct batch *b, const struct cli *cli);

/* A line for each input that stays though the study does not name it. */
void tell_others(const struct batches *all, const struct cli *cli);

#endif
