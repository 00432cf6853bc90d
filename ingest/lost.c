/* lost.c - see lost.h. */
#include "ingest/lost.h"

#include "ingest/ledger.h"
#include "lib/idmap.h"

void lost_add(struct lost *lost, enum entity entity, const char *id,
              size_t length, struct unique_place place)
{
    if (length == 0 || length > CELL_ID_BYTES || lost->count == LOST_MOST)
        return;
    if (lost->rows[entity] == NULL)
        lost->rows[entity] = idmap_new();
    lost->count +=
        idmap_add(lost->rows[entity], id, length, unique_pack(place));
}

void lost_show(const struct batches *all, int64_t here, enum entity entity,
               const char *id, size_t length, struct unique_place place,
               struct fault *fault)
{
    char text[BATCH_PLACE];
    fault_show(fault, "the row of %s '%.*s' was rejected: %s",
               ledger_word(entity), cell_shown(id, length), id,
               batches_place(all, here, place.batch, place.line, text));
}

void lost_fault(const struct lost *lost, const struct batches *all,
                int64_t here, enum entity entity, const char *id, size_t length,
                struct fault *fault)
{
    const int64_t *packed = lost->rows[entity] != NULL
                                ? idmap_find(lost->rows[entity], id, length)
                                : NULL;
    fault_set(fault, "unknown-id", "there is no %s '%.*s'", ledger_word(entity),
              cell_shown(id, length), id);
    if (packed != NULL)
        lost_show(all, here, entity, id, length, unique_unpack(*packed), fault);
}

void lost_free(struct lost *lost)
{
    for (size_t i = 0; i < ENTITY_COUNT; i++)
        idmap_free(lost->rows[i]);
    *lost = (struct lost){0};
}
