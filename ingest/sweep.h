/*
 * sweep.h - takes out of the warehouse what the inputs no longer hold.
 *
 * Before a load: the facts and entities of the batches that are loaded again.
 * After it: what has become of the entities that no row claimed. They are gone
 * by then; nothing may name them.
 */
#ifndef SWEEP_H
#define SWEEP_H

#include "ingest/load.h"

/* Reads the books of the entities concerned, then deletes. */
int sweep_before(struct loading *l, struct diag *d) MUST_CHECK;

/*
 * Fails if an input that this study does not name still names an entity that
 * has gone, and says which input and what.
 */
int sweep_after(struct loading *l, struct diag *d) MUST_CHECK;

#endif
