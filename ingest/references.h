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

/*
 * Asks for the memory that the ids of ROW of the block need first; and, when
 * the block is full, for what they need next.
 */
int references_ask(struct loader *l, size_t row, struct diag *d) MUST_CHECK;
void references_approach(const struct loader *l);

/* Resolves what single cells of the current row name, of other kinds. */
int references_resolve(struct loader *l, struct diag *d) MUST_CHECK;

#endif
