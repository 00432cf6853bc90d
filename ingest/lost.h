/*
 * lost.h - the ids of rows that this run has rejected, for who names them.
 *
 * A clerk who reads "there is no member '0002'" and finds that member in the
 * file wants to know where its row was refused. Only so many are kept, the
 * first; the others are told of as if they were not there.
 */
#ifndef LOST_H
#define LOST_H

#include "ingest/batch.h"
#include "ingest/cell.h"
#include "ingest/unique.h"

enum { LOST_MOST = 100000 };

/* Starts as {0}. */
struct lost {
    struct idmap *rows[ENTITY_COUNT]; /* id: batch and line; NULL if none */
    size_t count;                     /* in all */
};

/* The row at PLACE, which describes ID, is rejected. The first one counts. */
void lost_add(struct lost *lost, enum entity entity, const char *id,
              size_t length, struct unique_place place);

/*
 * Fills FAULT for a row of the batch HERE that names ID, which is not loaded.
 * It is printed with the place of the row of ID where that is known, which
 * depends on what this run loads: the warehouse keeps no word of it.
 */
void lost_fault(const struct lost *lost, const struct batches *all,
                int64_t here, enum entity entity, const char *id, size_t length,
                struct fault *fault);

/* Has FAULT printed as "the row of ENTITY ID was rejected: PLACE". */
void lost_show(const struct batches *all, int64_t here, enum entity entity,
               const char *id, size_t length, struct unique_place place,
               struct fault *fault);

void lost_free(struct lost *lost);

#endif
