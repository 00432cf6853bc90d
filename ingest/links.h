/*
 * links.h - fields that hold a list of ids, and topics that such lists make.
 */
#ifndef LINKS_H
#define LINKS_H

#include "ingest/load.h"

/* Opens the inserts of the source's lists. */
int links_open(struct loader *l, struct diag *d) MUST_CHECK;

/* Resolves the lists of the current row that name other kinds. */
int links_read(struct loader *l, struct diag *d) MUST_CHECK;

/*
 * Those that name their own kind: tells the lineage, at the first look, that
 * the entry INDEX names them; resolves them afterwards.
 */
int links_read_own(struct loader *l, size_t index, struct diag *d) MUST_CHECK;

/* Stores the lists of the current row as those of the entity l->key. */
int links_store(struct loader *l, struct diag *d) MUST_CHECK;

/* A reference of the current row to its own kind; as links_read_own(). */
int links_name_own(struct loader *l, const struct column *column, size_t index,
                   struct cell *cell, struct diag *d) MUST_CHECK;

#endif
