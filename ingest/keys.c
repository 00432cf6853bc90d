/* keys.c - see keys.h. */
#include "ingest/keys.h"

#include "ingest/made.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static char *write_place(const struct loader *l, struct unique_place place,
                         char to[BATCH_PLACE])
{
    return batches_place(&l->loading->batches, l->batch->number, place.batch,
                         place.line, to);
}

static int fault_duplicate(struct loader *l, struct unique_place first,
                           struct diag *d)
{
    struct fault fault = {0};
    const struct cell *cell = &l->rows.cells[0];
    char place[BATCH_PLACE];
    fault_set(&fault, "duplicate", "'%.*s' is already at %s",
              cell_shown(cell->bytes, cell->length), cell->bytes,
              write_place(l, first, place));
    batches_show_input(&l->loading->batches, first.batch, &fault);
    return rows_fault(&l->rows, &l->rows.columns.fields[0], cell->bytes,
                      cell->length, &fault, d);
}

enum { NAMES = 120 };

/* "namespace and other_id" */
static char *write_names(const struct source *source, char to[NAMES])
{
    to[0] = '\0';
    for (size_t i = 0; source->unique[i] != NULL; i++)
        columns_append(to, NAMES, "%s%s",
                       i == 0                          ? ""
                       : source->unique[i + 1] == NULL ? " and "
                                                       : ", ",
                       source->unique[i]);
    return to;
}

/* The same, of several fields. */
static int fault_unique(struct loader *l, struct unique_place first,
                        struct diag *d)
{
    struct fault fault = {0};
    char names[NAMES];
    char place[BATCH_PLACE];
    fault_set(&fault, "duplicate", "the same %s as %s",
              write_names(l->source, names), write_place(l, first, place));
    batches_show_input(&l->loading->batches, first.batch, &fault);
    return rows_fault(&l->rows, NULL, NULL, 0, &fault, d);
}

static void add_part(struct unique *u, const struct field *f,
                     const struct cell *cell)
{
    char number[32];
    if (f->type != CELL_INTEGER) {
        unique_part(u, cell->bytes, cell->length);
        return;
    }
    snprintf(number, sizeof number, "%" PRId64, cell->value);
    unique_part(u, number, strlen(number));
}

/* Puts the unique fields of the row together. */
static void put_key(const struct loader *l, struct unique *u)
{
    for (size_t i = 0; l->source->unique[i] != NULL; i++) {
        long field = source_field(l->source, l->source->unique[i]);
        add_part(u, &l->source->fields[field], &l->rows.cells[field]);
    }
}

/* That the rows with its key name one owner. */
static int check_owner(struct loader *l, struct diag *d)
{
    struct claims *claims = &l->loading->claims;
    struct unique_place place = {l->batch->number, rows_line(&l->rows)};
    long field = source_field(l->source, l->source->owner);
    struct cell *owner = &l->rows.cells[field];
    char text[BATCH_PLACE], names[NAMES];
    struct fault fault = {0};
    put_key(l, &claims->keys);
    if (l->loading->looking)
        claims_add(claims, owner->value, place);
    else if (claims_disputed(claims, owner->value, &place)) {
        fault_set(&fault, "conflict", "the same %s as %s, of another %s",
                  write_names(l->source, names), write_place(l, place, text),
                  l->source->owner);
        return rows_fault(&l->rows, &l->rows.columns.fields[field],
                          owner->bytes, owner->length, &fault, d);
    }
    return 0;
}

int keys_check(struct loader *l, struct diag *d)
{
    struct unique *u = &l->loading->unique;
    if (l->source->unique[0] == NULL)
        return 0;
    if (l->source->owner != NULL && check_owner(l, d) != 0)
        return -1;
    if (l->rows.bad || l->loading->looking)
        return 0;
    put_key(l, u);
    struct unique_place place = {l->batch->number, rows_line(&l->rows)};
    return unique_end(u, &place) ? 0 : fault_unique(l, place, d);
}

/* A later row of an interview must say the same of it as the first. */
static int check_again(struct loader *l, const struct ledger_entry *e,
                       struct diag *d)
{
    struct unique *u = &l->loading->unique;
    struct unique_place place = {l->batch->number, rows_line(&l->rows)};
    unique_part(u, "=", 1);
    for (size_t i = 0; l->source->fields[i].name != NULL; i++)
        if (!l->source->fields[i].apart)
            unique_part(u, l->rows.cells[i].bytes, l->rows.cells[i].length);
    bool fresh = unique_end(u, &place);
    if (!l->again || (!fresh && place.line == e->line))
        return 0;
    struct fault fault = {0};
    fault_set(&fault, "conflict", "line %" PRId64 " says otherwise of this %s",
              e->line, ledger_word(l->source->entity));
    return rows_fault(&l->rows, &l->rows.columns.fields[0],
                      l->rows.cells[0].bytes, l->rows.cells[0].length, &fault,
                      d);
}

static int fault_reserved(struct loader *l, const struct cell *id,
                          struct diag *d)
{
    struct fault fault = {0};
    fault_set(&fault, "reserved-id",
              "ids that begin with \"" MADE_PREFIX "\" are made for "
              "self-paced learning");
    return rows_fault(&l->rows, &l->rows.columns.fields[0], id->bytes,
                      id->length, &fault, d);
}

int keys_claim(struct loader *l, size_t *index, struct diag *d)
{
    const struct cell *id = &l->rows.cells[0];
    struct ledger *ledger = l->loading->ledgers[l->source->entity];
    if (made_is_reserved(l->source->entity, id->bytes, id->length))
        return fault_reserved(l, id, d);
    bool fresh =
        ledger_claim_hashed(ledger, l->hashes[0][l->at], id->bytes, id->length,
                            l->batch->number, rows_line(&l->rows), index);
    const struct ledger_entry *e = ledger_entry(ledger, *index);
    l->key = e->key;
    l->again = !fresh;
    if (l->source->repeats && (fresh || e->batch == l->batch->number))
        return check_again(l, e, d);
    if (fresh)
        return 0;
    return fault_duplicate(l, (struct unique_place){e->batch, e->line}, d);
}

void keys_expect(struct loader *l)
{
    enum { FIRST = 1 << 20 }; /* bytes */
    double read = (double)csvfile_bytes_read(l->file.csv);
    size_t bytes = csvfile_bytes(l->file.csv);
    if (l->expected || read < FIRST || l->source->entity == ENTITY_NONE)
        return;
    double rows = (double)l->file.count * (double)bytes / read;
    ledger_expect(l->loading->ledgers[l->source->entity],
                  (size_t)(rows * 9 / 8), bytes);
    l->expected = true;
}
