/* links.c - see links.h. */
#include "ingest/links.h"

#include "lib/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char insert_topic[] =
    "INSERT INTO topic (topic, topic_id, name, parent, kind, made, batch,"
    " line) SELECT c0, c1, c2, c3, c4, 1, c5, c6 FROM bulk";

/* What is done with an element: PLACE tells which column it comes from. */
typedef int use_element(struct loader *l, size_t field, size_t place,
                        size_t index, struct cell *element, struct diag *d);

static int use_cell(struct loader *l, size_t field, size_t place, size_t index,
                    struct csvfile_cell raw, use_element *use, struct diag *d)
{
    const struct column *c = &l->rows.columns.fields[field];
    struct fault fault = {0};
    struct cell cell;
    if (!list_read(&l->list, raw.bytes, raw.length, c->list)) {
        fault_set(&fault, "bad-list", "the list is not closed");
        return rows_fault(&l->rows, c, raw.bytes, raw.length, &fault, d);
    }
    for (size_t i = 0; i < l->list.count; i++) {
        const struct list_element *e = &l->list.elements[i];
        bool good = cell_read(&c->rule, e->bytes, e->length, &cell, &fault);
        int result = 0;
        if (!good)
            result = rows_fault(&l->rows, c, e->bytes, e->length, &fault, d);
        else if (cell.known)
            result = use(l, field, place, index, &cell, d);
        if (result != 0)
            return -1;
    }
    return 0;
}

/* USE on every element of every list that refers, or not, to the own kind. */
static int use_lists(struct loader *l, bool own, size_t index, use_element *use,
                     struct diag *d)
{
    const struct rowplan_fields *lists = &l->rows.plan.lists;
    for (size_t k = 0; k < lists->count; k++) {
        size_t field = lists->list[k], places;
        if (own != (l->source->fields[field].refers == l->source->entity))
            continue;
        const struct csvfile_cell *raw = rows_list(&l->rows, field, &places);
        for (size_t place = 0; place < places; place++)
            if (use_cell(l, field, place, index, raw[place], use, d) != 0)
                return -1;
    }
    return 0;
}

static void add_key(struct load_keys *list, int64_t key)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->keys[i] == key)
            return; /* said twice */
    list->keys =
        mem_grow(list->keys, list->count, &list->room, sizeof *list->keys);
    list->keys[list->count++] = key;
}

/* "HEADER:NAME", free() it. */
static char *made_id(const struct column *c, size_t place,
                     const struct loader *l, const struct cell *element)
{
    return mem_format("%s:%.*s", csvfile_header(l->rows.csv, c->places[place]),
                      (int)element->length, element->bytes);
}

static int check_made(struct loader *l, size_t field, size_t place,
                      const struct cell *element, struct diag *d)
{
    const struct column *c = &l->rows.columns.fields[field];
    char *id = made_id(c, place, l, element);
    size_t length = strlen(id);
    free(id);
    if (length <= CELL_ID_BYTES)
        return 0;
    struct fault fault = {0};
    fault_set(&fault, "too-long", "the topic's id would have %zu bytes",
              length);
    return rows_fault(&l->rows, c, element->bytes, element->length, &fault, d);
}

static int read_element(struct loader *l, size_t field, size_t place,
                        size_t index, struct cell *element, struct diag *d)
{
    (void)index;
    const struct column *c = &l->rows.columns.fields[field];
    if (c->make)
        return check_made(l, field, place, element, d);
    if (load_resolve(l->loading, l->batch->number, &l->rows, c,
                     l->source->fields[field].refers, element, d) != 0)
        return -1;
    if (element->value > 0)
        add_key(&l->lists[field], element->value);
    return 0;
}

int links_read(struct loader *l, struct diag *d)
{
    const struct rowplan_fields *lists = &l->rows.plan.lists;
    for (size_t k = 0; k < lists->count; k++)
        l->lists[lists->list[k]].count = 0;
    return use_lists(l, false, 0, read_element, d);
}

/* Why the entry at PLACE of the own kind cannot be named. */
static void fault_own(const struct loader *l, long place,
                      const struct cell *cell, struct fault *fault)
{
    const struct loading *loading = l->loading;
    enum entity entity = l->source->entity;
    const struct ledger_entry *e;
    switch (lineage_state(&loading->lineage, place)) {
    case LINEAGE_LOOP:
        fault_set(fault, "loop", "%s '%.*s' leads back to itself",
                  ledger_word(entity), cell_shown(cell->bytes, cell->length),
                  cell->bytes);
        break;
    case LINEAGE_LOST:
        e = ledger_entry(loading->ledgers[entity], (size_t)place);
        fault_set(fault, "unknown-id", "the row of %s '%.*s' is rejected",
                  ledger_word(entity), cell_shown(cell->bytes, cell->length),
                  cell->bytes);
        lost_show(&loading->batches, l->batch->number, entity, cell->bytes,
                  cell->length, (struct unique_place){e->batch, e->line},
                  fault);
        break;
    case LINEAGE_ABSENT:
    case LINEAGE_STANDS:
        lost_fault(&loading->lost, &loading->batches, l->batch->number, entity,
                   cell->bytes, cell->length, fault);
        break;
    }
}

int links_name_own(struct loader *l, const struct column *column, size_t index,
                   struct cell *cell, struct diag *d)
{
    if (l->loading->looking) {
        lineage_add(&l->loading->lineage, index, cell->bytes, cell->length);
        return 0;
    }
    const struct ledger *ledger = l->loading->ledgers[l->source->entity];
    long place = ledger_find(ledger, cell->bytes, cell->length);
    if (lineage_state(&l->loading->lineage, place) == LINEAGE_STANDS) {
        cell->value = ledger_entry(ledger, (size_t)place)->key;
        return 0;
    }
    struct fault fault = {0};
    fault_own(l, place, cell, &fault);
    return rows_fault(&l->rows, column, cell->bytes, cell->length, &fault, d);
}

static int name_element(struct loader *l, size_t field, size_t place,
                        size_t index, struct cell *element, struct diag *d)
{
    (void)place;
    const struct column *c = &l->rows.columns.fields[field];
    if (links_name_own(l, c, index, element, d) != 0)
        return -1;
    if (element->value > 0)
        add_key(&l->lists[field], element->value);
    return 0;
}

int links_read_own(struct loader *l, size_t index, struct diag *d)
{
    return use_lists(l, true, index, name_element, d);
}

/* Makes the topic ID, unless it is there; KEY is its key. */
static int make_topic(struct loader *l, const char *id, const char *name,
                      size_t name_length, int64_t parent, int64_t *key,
                      struct diag *d)
{
    struct ledger *ledger = l->loading->ledgers[ENTITY_TOPIC];
    int64_t line = rows_line(&l->rows);
    size_t index;
    *key = ledger_resolve(ledger, id, strlen(id));
    if (*key > 0)
        return 0;
    if (!ledger_claim(ledger, id, strlen(id), l->batch->number, line, &index))
        return diag_fail(d, "topic '%s' cannot be made: its row is rejected",
                         id);
    *key = ledger_entry(ledger, index)->key;
    bulk_integer(l->made, *key);
    bulk_text(l->made, id, strlen(id));
    bulk_text(l->made, name, name_length);
    if (parent > 0)
        bulk_integer(l->made, parent);
    else
        bulk_null(l->made);
    bulk_text(l->made, parent > 0 ? "topic" : "area", parent > 0 ? 5 : 4);
    bulk_integer(l->made, l->batch->number);
    bulk_integer(l->made, line);
    return bulk_end_row(l->made, d);
}

static int make_element(struct loader *l, size_t field, size_t place,
                        size_t index, struct cell *element, struct diag *d)
{
    (void)index;
    const struct column *c = &l->rows.columns.fields[field];
    if (!c->make)
        return 0;
    const char *area = csvfile_header(l->rows.csv, c->places[place]);
    int64_t parent;
    int64_t key = 0;
    int result = make_topic(l, area, area, strlen(area), 0, &parent, d);
    if (result == 0) {
        char *id = made_id(c, place, l, element);
        result =
            make_topic(l, id, element->bytes, element->length, parent, &key, d);
        free(id);
    }
    add_key(&l->lists[field], key);
    return result;
}

static int store_list(struct loader *l, size_t field, struct diag *d)
{
    struct bulk *b = l->links[field];
    for (size_t i = 0; i < l->lists[field].count; i++) {
        bulk_integer(b, l->key);
        bulk_integer(b, l->lists[field].keys[i]);
        bulk_integer(b, l->batch->number);
        bulk_integer(b, rows_line(&l->rows));
        if (bulk_end_row(b, d) != 0)
            return -1;
    }
    return 0;
}

int links_store(struct loader *l, struct diag *d)
{
    if (!l->linked)
        return 0;
    if (use_lists(l, false, 0, make_element, d) != 0)
        return -1;
    for (size_t i = 0; l->source->fields[i].name != NULL; i++)
        if (store_list(l, i, d) != 0)
            return -1;
    return 0;
}

int links_open(struct loader *l, struct diag *d)
{
    for (size_t i = 0; l->source->fields[i].name != NULL; i++) {
        const struct field *f = &l->source->fields[i];
        if (f->link == NULL || !l->file.columns.fields[i].bound)
            continue;
        if (f->refers != l->source->entity &&
            loading_ledger(l->loading, f->refers, d) == NULL)
            return -1;
        l->links[i] = bulk_open(l->loading->db, f->link, 4, d);
        if (l->links[i] == NULL)
            return -1;
        l->linked = true;
        if (l->file.columns.fields[i].make && l->made == NULL)
            l->made = bulk_open(l->loading->db, insert_topic, 7, d);
        if (l->file.columns.fields[i].make && l->made == NULL)
            return -1;
    }
    return 0;
}
