/* bulk.c - see bulk.h. */
#include "lib/bulk.h"

#include "lib/bulksource.h"
#include "lib/mem.h"
#include "lib/tablefill.h"
#include "lib/warehouse.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    MAX_ROWS = 65536,
    MAX_CELLS = 1 << 19, /* 8 MiB */
    MAX_TEXT = 16 << 20
};

struct bulk {
    sqlite3 *db;
    sqlite3_stmt *insert;
    struct bulksource *source; /* the connection's */
    size_t count, max_rows;    /* rows that are held */
    struct bulkrows rows;
    struct tablefill *fill; /* rows go there instead; else NULL */
};

struct bulk *bulk_open(sqlite3 *db, const char *insert, size_t columns,
                       struct diag *d)
{
    assert(columns >= 1 && columns <= BULKSOURCE_COLUMNS);
    struct bulk *b = mem_alloc(sizeof *b);
    b->db = db;
    b->rows.columns = columns;
    b->max_rows = MAX_CELLS / columns;
    if (b->max_rows > MAX_ROWS)
        b->max_rows = MAX_ROWS;
    b->source = bulksource_of(db, d);
    if (b->source != NULL)
        b->insert = warehouse_prepare(db, insert, d);
    if (b->insert != NULL)
        return b;
    bulk_free(b);
    return NULL;
}

/* Takes FILL, which may be NULL. */
static struct bulk *open_fill(struct tablefill *fill)
{
    if (fill == NULL)
        return NULL;
    struct bulk *b = mem_alloc(sizeof *b);
    b->fill = fill;
    return b;
}

struct bulk *bulk_open_table(sqlite3 *db, const char *table,
                             const char *const *columns, struct diag *d)
{
    return open_fill(tablefill_open(db, table, columns, d));
}

struct bulk *bulk_open_entity(sqlite3 *db, const char *table,
                              const char *const *columns, bool mixed,
                              struct diag *d)
{
    return open_fill(tablefill_open_entity(db, table, columns, mixed, d));
}

static struct bulkcell *add_cell(struct bulkrows *b, enum bulkcell_type type)
{
    if (b->used == b->room)
        b->cells = mem_grow(b->cells, b->used, &b->room, sizeof *b->cells);
    struct bulkcell *cell = &b->cells[b->used++];
    cell->type = type;
    return cell;
}

static void add_text(struct bulkrows *b, const char *bytes, size_t length)
{
    assert(length <= INT32_MAX);
    while (length >= b->text_room - b->text_used) {
        b->text_room = b->text_room > 0 ? 2 * b->text_room : 4096;
        b->texts = mem_realloc(b->texts, b->text_room);
    }
    struct bulkcell *cell = add_cell(b, BULKCELL_TEXT);
    cell->value.start = b->text_used;
    cell->length = (int)length;
    memcpy(b->texts + b->text_used, bytes, length);
    b->text_used += length;
}

void bulk_integer(struct bulk *b, int64_t value)
{
    if (b->fill != NULL)
        tablerecord_integer(&b->fill->record, value);
    else
        add_cell(&b->rows, BULKCELL_INTEGER)->value.integer = value;
}

void bulk_key(struct bulk *b, int64_t key)
{
    if (b->fill == NULL) {
        bulk_integer(b, key);
        return;
    }
    tablefill_key(b->fill, key);
    tablerecord_null(&b->fill->record);
}

void bulk_null(struct bulk *b)
{
    if (b->fill != NULL)
        tablerecord_null(&b->fill->record);
    else
        add_cell(&b->rows, BULKCELL_NULL);
}

void bulk_real(struct bulk *b, double value)
{
    if (isnan(value))
        bulk_null(b);
    else if (b->fill != NULL)
        tablerecord_real(&b->fill->record, value);
    else
        add_cell(&b->rows, BULKCELL_REAL)->value.real = value;
}

void bulk_text(struct bulk *b, const char *bytes, size_t length)
{
    if (bytes == NULL) {
        bulk_null(b);
        return;
    }
    if (b->fill != NULL) {
        tablerecord_text(&b->fill->record, bytes, length);
        return;
    }
    add_text(&b->rows, bytes, length);
}

int bulk_end_row(struct bulk *b, struct diag *d)
{
    if (b->fill != NULL)
        return tablefill_end_row(b->fill, d);
    b->count++;
    assert(b->rows.used == b->count * b->rows.columns);
    if (b->count < b->max_rows && b->rows.text_used < MAX_TEXT)
        return 0;
    return bulk_flush(b, d);
}

int bulk_add_around(struct bulk *b, int64_t first,
                    const struct tablerecord *middle, int64_t last,
                    struct diag *d)
{
    assert(b->fill != NULL);
    return tablefill_add_around(b->fill, first, middle, last, d);
}

/* Rows that were refused are dropped too: the transaction is lost anyway. */
int bulk_flush(struct bulk *b, struct diag *d)
{
    if (b->fill != NULL)
        return tablefill_flush(b->fill, d);
    assert(b->rows.used == b->count * b->rows.columns);
    if (b->count == 0)
        return 0;
    const struct bulkrows *outer = b->source->flushed;
    b->source->flushed = &b->rows;
    int result = warehouse_do(b->insert, d);
    b->source->flushed = outer;
    b->count = 0;
    b->rows.used = 0;
    b->rows.text_used = 0;
    return result;
}

int bulk_close(struct bulk *b, struct diag *d)
{
    if (b == NULL)
        return 0;
    int result = bulk_flush(b, d);
    bulk_free(b);
    return result;
}

void bulk_free(struct bulk *b)
{
    if (b == NULL)
        return;
    tablefill_free(b->fill);
    sqlite3_finalize(b->insert);
    free(b->rows.cells);
    free(b->rows.texts);
    free(b);
}

int bulk_end(struct bulk *b, int status, struct diag *d)
{
    if (status == 0)
        return bulk_close(b, d);
    bulk_free(b);
    return -1;
}
