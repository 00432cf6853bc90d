/* preview.c - see preview.h. */
#include "ingest/preview.h"

#include "ingest/count.h"
#include "lib/text.h"

#include <stdio.h>
#include <string.h>

static const char *const reasons[] = {
    [BATCH_SAME] = "unchanged",
    [BATCH_NEW] = "new, would be loaded",
    [BATCH_BYTES] = "has changed, would be replaced",
    [BATCH_READING] = "is read otherwise, would be replaced",
    [BATCH_FOLLOWS] = "refers to what changes, would be read again",
};

/* A roster does not take the place of the one before it. */
static const char *reason(const struct batch *b)
{
    bool roster = b->input != NULL && b->input->roster != STUDY_ROSTER_NONE;
    if (roster && b->load && b->why != BATCH_NEW)
        return "would be laid over what is loaded";
    return reasons[b->why];
}

void preview_batch(const struct batch *b)
{
    char file[512], rows[COUNT_TEXT], accepted[COUNT_TEXT];
    char rejected[COUNT_TEXT];
    text_printable(b->file, strlen(b->file), file, sizeof file);
    printf("%s: %s: %s rows, %s accepted, %s rejected", file, reason(b),
           count_text(b->rows, rows), count_text(b->accepted, accepted),
           count_text(b->rejected, rejected));
    if (b->passed > 0)
        printf(", %s passed over", count_text(b->passed, rows));
    if (b->load && b->why != BATCH_NEW)
        printf(" (now %s accepted, %s rejected)",
               count_text(b->was_accepted, accepted),
               count_text(b->was_rejected, rejected));
    puts("");
}

/* "members" */
static const char *plural(enum entity entity)
{
    for (const struct source *s = source_table; s->kind != NULL; s++)
        if (s->entity == entity)
            return s->kind;
    return ledger_word(entity);
}

static void preview_entity(const struct ledger *ledger, enum entity entity)
{
    int64_t come = 0, go = 0;
    char more[COUNT_TEXT], less[COUNT_TEXT];
    for (size_t i = 0; i < ledger_count(ledger); i++) {
        const struct ledger_entry *e = ledger_entry(ledger, i);
        come += e->state == LEDGER_CLAIMED && !e->old;
        go += ledger_has_gone(e);
    }
    if (come > 0 || go > 0)
        printf("%s: %s would be added, %s taken out\n", plural(entity),
               count_text(come, more), count_text(go, less));
}

void preview_entities(const struct loading *l)
{
    for (int entity = 0; entity < ENTITY_COUNT; entity++)
        if (l->ledgers[entity] != NULL)
            preview_entity(l->ledgers[entity], (enum entity)entity);
}
