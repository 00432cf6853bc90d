/*
 * items.h - the items of a survey and the meaning of their codes.
 */
#ifndef ITEMS_H
#define ITEMS_H

#include "ingest/survey/codebook.h"
#include "ingest/load.h"

/*
 * Writes the items of BOOK as those of the survey with the key SURVEY; items
 * that the codebook has no more are deleted, the others keep their keys.
 */
int items_store(struct loading *l, const struct codebook *book, int64_t survey,
                struct diag *d) MUST_CHECK;

/*
 * The key of the ENTITY that the codebook names ID under KEY, of ITEM or, if
 * that is NULL, of the survey. *VALUE is 0 where ID is NULL. Fails, with the
 * line in the codebook, if there is no such thing.
 */
int items_find_key(struct loading *l, const struct codebook *codebook,
                   enum entity entity, const char *id,
                   const struct codebook_item *item, const char *key,
                   int64_t *value, struct diag *d) MUST_CHECK;

#endif
