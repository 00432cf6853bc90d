/*
 * claims.h - keys that rows claim for one owner or another.
 *
 * An id of a platform that two rows give to two members is of no use: whoever
 * it is credited to may be the wrong one. So the rows are looked at twice:
 * first all claim, and then none of those that disagree stands.
 */
#ifndef CLAIMS_H
#define CLAIMS_H

#include "ingest/unique.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct claims_entry;

/* Starts as {0}. KEYS is where a key is put together. */
struct claims {
    struct unique keys;
    struct claims_entry *list;
    size_t count, room;
};

/* The row at PLACE claims the key for OWNER. */
void claims_add(struct claims *c, int64_t owner, struct unique_place place);

/*
 * After all claims: whether a row claims the key for another than OWNER; then
 * OTHER is the first that does.
 */
bool claims_disputed(struct claims *c, int64_t owner,
                     struct unique_place *other);

void claims_free(struct claims *c);

#endif
