/*
 * preview.h - what a dry run prints: what a run would change.
 */
#ifndef PREVIEW_H
#define PREVIEW_H

#include "ingest/load.h"

/* The line of one input: whether it would be loaded, why, and its rows. */
void preview_batch(const struct batch *b);

/* After all loads: a line for each kind of thing of which any would come or
   go. */
void preview_entities(const struct loading *l);

#endif
