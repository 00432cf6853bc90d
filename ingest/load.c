/* load.c - see load.h. */
#include "ingest/load.h"

#include "ingest/also.h"
#include "ingest/count.h"
#include "ingest/keys.h"
#include "ingest/links.h"
#include "ingest/references.h"
#include "ingest/roster.h"
#include "ingest/survey/surveys.h"
#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

struct ledger *loading_ledger(struct loading *l, enum entity entity,
                              struct diag *d)
{
    if (l->ledgers[entity] == NULL)
        l->ledgers[entity] = ledger_read(l->db, entity, &l->batches, d);
    return l->ledgers[entity];
}

void loading_free(struct loading *l)
{
    for (size_t i = 0; i < ENTITY_COUNT; i++)
        ledger_free(l->ledgers[i]);
    unique_free(&l->unique);
    lineage_free(&l->lineage);
    claims_free(&l->claims);
    identities_free(&l->identities);
    lost_free(&l->lost);
    free(l->spared.keys);
    surveys_free(l->surveys);
    batches_free(&l->batches);
}

void load_text(struct bulk *bulk, const struct cell *cell)
{
    if (cell->known)
        bulk_text(bulk, cell->bytes, cell->length);
    else
        bulk_null(bulk);
}

void load_cell(struct bulk *bulk, const struct field *field,
               const struct cell *cell)
{
    bool text = field->refers == ENTITY_NONE &&
                (field->type == CELL_ID || field->type == CELL_TEXT ||
                 field->type == CELL_WORD);
    if (text || !cell->known)
        load_text(bulk, cell);
    else
        bulk_integer(bulk, cell->value);
}

int load_identities(struct loading *l, const struct study_input *input,
                    struct diag *d)
{
    if (input->member_namespace == NULL)
        return 0;
    if (identities_read(&l->identities, l->db, d) != 0)
        return -1;
    return identities_check(&l->identities, input, l->study, d);
}

bool load_is_foreign(const struct rows *rows, enum entity entity)
{
    return entity == ENTITY_MEMBER && rows->input->member_namespace != NULL;
}

/* Puts the member's own id in the place of the other; false and a fault in the
   row if there is none. */
static int identify(const struct loading *l, struct rows *rows,
                    const struct column *column, struct cell *cell, bool *found,
                    struct diag *d)
{
    struct fault fault = {0};
    *found = identities_find(&l->identities, rows->input->member_namespace,
                             cell, &fault);
    return *found
               ? 0
               : rows_fault(rows, column, cell->bytes, cell->length, &fault, d);
}

static int fault_absent(const struct loading *l, int64_t batch,
                        struct rows *rows, const struct column *column,
                        enum entity entity, const struct cell *cell,
                        struct diag *d)
{
    struct fault fault = {0};
    lost_fault(&l->lost, &l->batches, batch, entity, cell->bytes, cell->length,
               &fault);
    return rows_fault(rows, column, cell->bytes, cell->length, &fault, d);
}

int load_resolve(struct loading *l, int64_t batch, struct rows *rows,
                 const struct column *column, enum entity entity,
                 struct cell *cell, struct diag *d)
{
    const struct ledger *ledger = loading_ledger(l, entity, d);
    bool found = true;
    if (ledger == NULL)
        return -1;
    if (load_is_foreign(rows, entity) &&
        identify(l, rows, column, cell, &found, d) != 0)
        return -1;
    if (!found)
        return 0;
    cell->value = ledger_resolve(ledger, cell->bytes, cell->length);
    return cell->value > 0
               ? 0
               : fault_absent(l, batch, rows, column, entity, cell, d);
}

/* Resolves what the row of entry INDEX names of its own kind. */
static int resolve_own(struct loader *l, size_t index, struct diag *d)
{
    const struct rowplan_fields *own = &l->rows.plan.own;
    for (size_t k = 0; k < own->count; k++) {
        size_t field = own->list[k];
        if (l->rows.cells[field].known &&
            links_name_own(l, &l->rows.columns.fields[field], index,
                           &l->rows.cells[field], d) != 0)
            return -1;
    }
    return links_read_own(l, index, d);
}

static int store_main(struct loader *l, struct diag *d)
{
    if (l->source->entity != ENTITY_NONE)
        bulk_key(l->main, l->key);
    for (size_t i = 0; l->source->fields[i].name != NULL; i++) {
        const struct field *f = &l->source->fields[i];
        if (!f->apart && f->link == NULL)
            load_cell(l->main, f, &l->rows.cells[i]);
    }
    bulk_integer(l->main, l->batch->number);
    bulk_integer(l->main, rows_line(&l->rows));
    return bulk_end_row(l->main, d);
}

static int store_row(struct loader *l, struct diag *d)
{
    l->stored++;
    if (!l->again && store_main(l, d) != 0)
        return -1;
    if (links_store(l, d) != 0)
        return -1;
    return l->source->also != NULL ? l->source->also(l, d) : 0;
}

/* Remembers whose row is rejected, unless another row stands for it. */
static void note_lost(struct loader *l)
{
    enum entity entity = l->source->entity;
    const struct cell *id = &l->rows.cells[0];
    struct unique_place place = {l->batch->number, rows_line(&l->rows)};
    if (entity != ENTITY_NONE && id->known &&
        ledger_resolve(l->loading->ledgers[entity], id->bytes, id->length) == 0)
        lost_add(&l->loading->lost, entity, id->bytes, id->length, place);
}

static int check_row(struct loader *l, struct diag *d)
{
    size_t index = 0;
    if (references_resolve(l, d) != 0 || links_read(l, d) != 0)
        return -1;
    if (l->rows.bad)
        return 0;
    l->again = false;
    if (l->source->entity != ENTITY_NONE && keys_claim(l, &index, d) != 0)
        return -1;
    if (!l->rows.bad && keys_check(l, d) != 0)
        return -1;
    if (l->rows.bad)
        return 0;
    if (resolve_own(l, index, d) != 0)
        return -1;
    if (l->loading->looking)
        return 0;
    if (!l->rows.bad)
        return store_row(l, d);
    if (l->source->entity != ENTITY_NONE)
        ledger_reject(
            ledger_entry(l->loading->ledgers[l->source->entity], index));
    return 0;
}

static int load_row(struct loader *l, struct diag *d)
{
    int result = check_row(l, d);
    if (l->rows.bad) {
        note_lost(l);
        roster_spare(l);
    }
    return result;
}

/* Whether the warehouse knows ids of before, whose keys rows may have. */
static bool has_old_keys(const struct loader *l)
{
    const struct ledger *ledger = l->loading->ledgers[l->source->entity];
    return ledger != NULL && ledger_count(ledger) > 0 &&
           ledger_entry(ledger, 0)->old;
}

/* A row that a roster says again is put in the place of the earlier one. */
static struct bulk *open_main(struct loader *l, size_t columns, struct diag *d)
{
    static const char insert[] = "INSERT ";
    bool old = has_old_keys(l);
    bool again = l->batch->input->roster != STUDY_ROSTER_NONE && old;
    if (!again && l->source->table != NULL)
        return bulk_open_entity(l->loading->db, l->source->table,
                                l->source->columns, old, d);
    if (!again)
        return bulk_open(l->loading->db, l->source->insert, columns, d);
    char *sql = mem_format("INSERT OR REPLACE %s",
                           l->source->insert + sizeof insert - 1);
    struct bulk *bulk = bulk_open(l->loading->db, sql, columns, d);
    free(sql);
    return bulk;
}

static int open_also(struct loader *l, size_t i, struct diag *d)
{
    const struct source *s = l->source;
    sqlite3 *db = l->loading->db;
    if (s->also_table[i] != NULL)
        l->also[i] = bulk_open_table(db, s->also_table[i], s->also_names[i], d);
    else if (s->also_insert[i] != NULL)
        l->also[i] = bulk_open(db, s->also_insert[i], s->also_columns[i], d);
    else
        return 0;
    return l->also[i] != NULL ? 0 : -1;
}

static int open_bulks(struct loader *l, struct diag *d)
{
    size_t columns = l->source->entity != ENTITY_NONE ? 3 : 2;
    for (size_t i = 0; l->source->fields[i].name != NULL; i++)
        columns +=
            !l->source->fields[i].apart && l->source->fields[i].link == NULL;
    l->main = open_main(l, columns, d);
    if (l->main == NULL)
        return -1;
    for (size_t i = 0; i < SOURCE_ALSO; i++)
        if (open_also(l, i, d) != 0)
            return -1;
    return links_open(l, d);
}

static int open_loader(struct loader *l, struct diag *d)
{
    const struct study_input *input = l->batch->input;
    if (l->source->entity != ENTITY_NONE &&
        loading_ledger(l->loading, l->source->entity, d) == NULL)
        return -1;
    if (reject_open(&l->reject, l->loading->db, l->batch->number, input->file,
                    l->loading->cli->program, d) != 0)
        return -1;
    l->reject.silent = l->loading->looking;
    if (rows_open(&l->file, l->source, input, &l->reject, false,
                  !l->loading->cli->quiet, jsondoc_path(l->loading->study->doc),
                  d) != 0)
        return -1;
    references_settle(l);
    if (load_identities(l->loading, input, d) != 0)
        return -1;
    return open_bulks(l, d);
}

/* Reads rows into the block: 1 there may be more, as rowblock_add() has it. */
static int read_block(struct loader *l, struct diag *d)
{
    int got = 1;
    while (got == 1 && !rowblock_full(&l->block, &l->rows)) {
        got = rowblock_add(&l->block, &l->rows, d);
        if (got == 1)
            rowblock_keep(&l->block, &l->rows);
        if (got == 1 && references_ask(l, l->block.count - 1, d) != 0) {
            l->block.count--;
            got = -1;
        }
    }
    return got;
}

static int load_block(struct loader *l, struct diag *d)
{
    references_approach(l);
    for (l->at = 0; l->at < l->block.count; l->at++) {
        rowblock_show(&l->block, l->at, &l->rows);
        if (load_row(l, d) != 0)
            return -1;
    }
    rowblock_clear(&l->block, &l->rows);
    return 0;
}

/* Where reading fails, the rows before are loaded first. */
static int load_part(struct loader *l, struct diag *d)
{
    int got;
    do {
        struct diag why = {0};
        got = read_block(l, &why);
        if (load_block(l, d) != 0)
            return -1;
        if (got < 0)
            *d = why;
    } while (got == 1);
    return got;
}

/* The faults of a part are noted in either case. */
static int end_part(struct loader *l, int status, struct diag *d)
{
    struct diag other = {0};
    int noted = rows_add_part(&l->file, &l->rows, status == 0 ? d : &other);
    return status == 0 ? noted : -1;
}

static int read_all(struct loader *l, struct diag *d)
{
    struct csvfile *csv;
    int got;
    while ((got = csvfile_cut(l->file.csv, &csv, d)) == 1) {
        rows_open_part(&l->rows, &l->file, csv);
        if (end_part(l, load_part(l, d), d) != 0)
            return -1;
        keys_expect(l);
    }
    return got;
}

/* Inserts the rest of one, if it is open. */
static int close_bulk(struct bulk **b, struct diag *d)
{
    struct bulk *bulk = *b;
    *b = NULL;
    return bulk != NULL ? bulk_close(bulk, d) : 0;
}

static int close_bulks(struct loader *l, struct diag *d)
{
    int result = close_bulk(&l->main, d);
    for (size_t i = 0; i < SOURCE_FIELDS && result == 0; i++)
        result = close_bulk(&l->links[i], d);
    for (size_t i = 0; i < SOURCE_ALSO && result == 0; i++)
        result = close_bulk(&l->also[i], d);
    return result == 0 ? close_bulk(&l->made, d) : result;
}

static void free_loader(struct loader *l)
{
    bulk_free(l->main);
    bulk_free(l->made);
    for (size_t i = 0; i < SOURCE_FIELDS; i++) {
        bulk_free(l->links[i]);
        free(l->lists[i].keys);
    }
    for (size_t i = 0; i < SOURCE_ALSO; i++)
        bulk_free(l->also[i]);
    rowblock_free(&l->block);
    also_free(l->kept);
    rows_close(&l->rows);
    rows_close(&l->file);
    reject_free(&l->reject);
    list_free(&l->list);
}

int load_rows(struct loading *loading, struct batch *batch, struct diag *d)
{
    struct loader l = {
        .loading = loading, .batch = batch, .source = batch->source};
    int result = open_loader(&l, d);
    if (result == 0)
        result = read_all(&l, d);
    if (result == 0 && !loading->looking)
        result = close_bulks(&l, d);
    if (result == 0 && !loading->looking)
        result = count_batch(loading, batch, &l.file, &l.reject, l.stored, d);
    free_loader(&l);
    return result;
}
