/*
 * references.h - the ids in single cells: whose they are, and their keys.
 *
 * Looking up an id is waiting for memory, so the ids of a block of rows ask
 * for theirs before the first is looked up: the id of each row, and those of
 * other kinds that it names.
 */
#ifndef REFERENCES_H
#define REFERENCES_H

#include "ingest/load.h"

/* Settles which cells are looked up in a ledger. Once, for the file. */
void references_settle(struct loader *l);

/* Asks for the memory that the ids of the block need. */
int references_ask(struct loader *l, struct diag *d) MUST_CHECK;

/* Resolves what single cells of the current row name, of other kinds. */
int references_resolve(struct loader *l, struct diag *d) MUST_CHECK;

#endif
