/*
 * keys.h - that no two rows have the same key.
 *
 * A row of an entity claims its id; of the fields that a kind declares unique,
 * no two rows hold the same. Every fault names the line of the other row.
 */
#ifndef KEYS_H
#define KEYS_H

#include "ingest/load.h"

/*
 * Claims the id of the current row, its first cell: *INDEX is its place in the
 * ledger, l->key its key, l->again whether an earlier row describes it, too.
 */
int keys_claim(struct loader *l, size_t *index, struct diag *d) MUST_CHECK;

/*
 * The same of the unique fields, in which ids are resolved. At the first look
 * it only notes whom the row names for them, if its kind cares.
 */
int keys_check(struct loader *l, struct diag *d) MUST_CHECK;

/*
 * After a part of the file: has the ledger make room for as many rows as the
 * first MiB lets one expect. Its table does not become larger than the file.
 */
void keys_expect(struct loader *l);

#endif
