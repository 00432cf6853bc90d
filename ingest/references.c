/* references.c - see references.h. */
#include "ingest/references.h"

/* Whose id FIELD holds: a reference, or the id of the row. */
static enum entity entity_of(const struct loader *l, size_t field)
{
    enum entity refers = l->source->fields[field].refers;
    return refers != ENTITY_NONE ? refers : l->source->entity;
}

void references_settle(struct loader *l)
{
    const struct rowplan_fields *others = &l->file.plan.others;
    struct rowplan_fields *asked = &l->asked;
    if (l->source->entity != ENTITY_NONE)
        asked->list[asked->count++] = 0;
    for (size_t k = 0; k < others->count; k++)
        if (!load_is_foreign(&l->file, entity_of(l, others->list[k])))
            asked->list[asked->count++] = others->list[k];
}

int references_ask(struct loader *l, size_t row, struct diag *d)
{
    for (size_t k = 0; k < l->asked.count; k++) {
        size_t field = l->asked.list[k];
        const struct cell *cell = rowblock_cell(&l->block, row, field);
        if (!cell->known)
            continue;
        const struct ledger *ledger =
            loading_ledger(l->loading, entity_of(l, field), d);
        if (ledger == NULL)
            return -1;
        l->hashes[field][row] = ledger_hash(ledger, cell->bytes, cell->length);
    }
    return 0;
}

void references_approach(const struct loader *l)
{
    for (size_t k = 0; k < l->asked.count; k++) {
        size_t field = l->asked.list[k];
        const struct ledger *ledger = l->loading->ledgers[entity_of(l, field)];
        for (size_t i = 0; i < l->block.count; i++)
            if (rowblock_cell(&l->block, i, field)->known)
                ledger_approach(ledger, l->hashes[field][i]);
    }
}

/* Resolves what the cell of FIELD names, of another kind. */
static int resolve_other(struct loader *l, size_t field, struct diag *d)
{
    struct cell *cell = &l->rows.cells[field];
    enum entity entity = l->source->fields[field].refers;
    if (!cell->known)
        return 0;
    if (!load_is_foreign(&l->rows, entity))
        cell->value = ledger_resolve_hashed(l->loading->ledgers[entity],
                                            l->hashes[field][l->at],
                                            cell->bytes, cell->length);
    if (cell->value > 0)
        return 0;
    return load_resolve(l->loading, l->batch->number, &l->rows,
                        &l->rows.columns.fields[field], entity, cell, d);
}

int references_resolve(struct loader *l, struct diag *d)
{
    const struct rowplan_fields *others = &l->rows.plan.others;
    for (size_t k = 0; k < others->count; k++)
        if (resolve_other(l, others->list[k], d) != 0)
            return -1;
    return 0;
}
