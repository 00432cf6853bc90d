/*
 * items.h - the items of a survey and the meaning of their codes.
 */
#ifndef ITEMS_H
#define ITEMS_H

#include "ingest/survey/surveys.h"

/*
 * Writes the items of PLAN, whose key is known. Items that no input has any
 * more are deleted, the others keep their keys; those of inputs that stay are
 * left as they are but for their place.
 */
int items_store(struct loading *l, const struct survey_plan *plan,
                struct diag *d) MUST_CHECK;

/* Notes that the input BATCH asks the items of BOOK. */
int items_note(struct loading *l, const struct survey_plan *plan,
               const struct codebook *book, int64_t batch,
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
