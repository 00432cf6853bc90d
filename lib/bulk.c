/*
 * bulk.c - see bulk.h.
 *
 * One module named "bulk" is registered on a connection, with the columns c0,
 * c1, ... It has no rows of its own: its cursors walk over the rows of the
 * struct bulk that is being flushed, which the connection's struct source
 * points at. The second bulk_open() on a connection finds that source by the
 * SQL function bulk_source(), in the way by which FTS5 hands out its interface.
 */
#include "lib/bulk.h"

#include "lib/mem.h"
#include "lib/tablefill.h"
#include "lib/warehouse.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    MAX_COLUMNS = 2000, /* of a table in SQLite */
    MAX_ROWS = 65536,
    MAX_CELLS = 1 << 19, /* 8 MiB */
    MAX_TEXT = 16 << 20
};

enum cell_type { CELL_NULL, CELL_INTEGER, CELL_REAL, CELL_TEXT };

struct cell {
    union {
        int64_t integer;
        double real;
        size_t start; /* of a text, in the bulk's texts */
    } value;
    int length; /* of a text */
    enum cell_type type;
};

struct source {
    const struct bulk *flushed; /* NULL: the table is empty */
};

struct bulk {
    sqlite3 *db;
    sqlite3_stmt *insert;
    struct source *source; /* the connection's */
    size_t columns, rows, max_rows;
    struct cell *cells; /* row after row */
    size_t used, room;  /* cells */
    char *texts;
    size_t text_used, text_room;
    struct tablefill *fill; /* rows go there instead; else NULL */
};

struct table {
    sqlite3_vtab base;
    struct source *source;
};

struct cursor {
    sqlite3_vtab_cursor base;
    const struct bulk *rows;
    size_t at; /* the first cell of the row */
};

/* The virtual table. */

static int table_connect(sqlite3 *db, void *source, int argc,
                         const char *const *argv, sqlite3_vtab **made,
                         char **error)
{
    (void)argc;
    (void)argv;
    (void)error;
    char *sql = mem_array(NULL, MAX_COLUMNS + 4, 8);
    size_t used = (size_t)snprintf(sql, 32, "CREATE TABLE bulk(c0");
    for (int i = 1; i < MAX_COLUMNS; i++)
        used += (size_t)snprintf(sql + used, 8, ",c%d", i);
    memcpy(sql + used, ")", 2);
    int code = sqlite3_declare_vtab(db, sql);
    free(sql);
    if (code != SQLITE_OK)
        return code;
    struct table *table = mem_alloc(sizeof *table);
    table->source = source;
    *made = &table->base;
    return sqlite3_vtab_config(db, SQLITE_VTAB_DIRECTONLY);
}

static int table_disconnect(sqlite3_vtab *table)
{
    free(table);
    return SQLITE_OK;
}

/* There is one way: all rows, in their order. */
static int table_best_index(sqlite3_vtab *table, sqlite3_index_info *info)
{
    (void)table;
    info->estimatedCost = MAX_ROWS;
    info->estimatedRows = MAX_ROWS;
    return SQLITE_OK;
}

static int table_open(sqlite3_vtab *table, sqlite3_vtab_cursor **made)
{
    (void)table;
    struct cursor *cursor = mem_alloc(sizeof *cursor);
    *made = &cursor->base;
    return SQLITE_OK;
}

static int cursor_close(sqlite3_vtab_cursor *cursor)
{
    free(cursor);
    return SQLITE_OK;
}

static int cursor_filter(sqlite3_vtab_cursor *base, int number,
                         const char *text, int argc, sqlite3_value **argv)
{
    (void)number;
    (void)text;
    (void)argc;
    (void)argv;
    struct cursor *cursor = (struct cursor *)base;
    cursor->rows = ((const struct table *)base->pVtab)->source->flushed;
    cursor->at = 0;
    return SQLITE_OK;
}

static int cursor_next(sqlite3_vtab_cursor *base)
{
    struct cursor *cursor = (struct cursor *)base;
    cursor->at += cursor->rows->columns;
    return SQLITE_OK;
}

static int cursor_eof(sqlite3_vtab_cursor *base)
{
    const struct cursor *cursor = (const struct cursor *)base;
    return cursor->rows == NULL || cursor->at >= cursor->rows->used;
}

static int cursor_column(sqlite3_vtab_cursor *base, sqlite3_context *to,
                         int column)
{
    const struct cursor *cursor = (const struct cursor *)base;
    const struct bulk *b = cursor->rows;
    if ((size_t)column >= b->columns)
        return SQLITE_OK;
    const struct cell *cell = &b->cells[cursor->at + (size_t)column];
    switch (cell->type) {
    case CELL_INTEGER:
        sqlite3_result_int64(to, cell->value.integer);
        break;
    case CELL_REAL:
        sqlite3_result_double(to, cell->value.real);
        break;
    case CELL_TEXT:
        sqlite3_result_text(to, b->texts + cell->value.start, cell->length,
                            SQLITE_STATIC);
        break;
    case CELL_NULL:
        break;
    }
    return SQLITE_OK;
}

static int cursor_rowid(sqlite3_vtab_cursor *base, sqlite3_int64 *row)
{
    const struct cursor *cursor = (const struct cursor *)base;
    *row = (sqlite3_int64)(cursor->at / cursor->rows->columns) + 1;
    return SQLITE_OK;
}

/* Without xCreate, the table is there by its name alone. */
static const sqlite3_module module = {
    .xConnect = table_connect,
    .xBestIndex = table_best_index,
    .xDisconnect = table_disconnect,
    .xOpen = table_open,
    .xClose = cursor_close,
    .xFilter = cursor_filter,
    .xNext = cursor_next,
    .xEof = cursor_eof,
    .xColumn = cursor_column,
    .xRowid = cursor_rowid,
};

/* The source of a connection. */

static const char pointer_type[] = "bulk source";

/* bulk_source(?1) writes the source to where its argument points. */
static void tell_source(sqlite3_context *context, int argc,
                        sqlite3_value **argv)
{
    (void)argc;
    struct source **to = sqlite3_value_pointer(argv[0], pointer_type);
    if (to != NULL)
        *to = sqlite3_user_data(context);
}

static struct source *find_source(sqlite3 *db)
{
    struct source *source = NULL;
    sqlite3_stmt *ask = NULL;
    if (sqlite3_prepare_v2(db, "SELECT bulk_source(?1)", -1, &ask, NULL) ==
            SQLITE_OK &&
        sqlite3_bind_pointer(ask, 1, &source, pointer_type, NULL) == SQLITE_OK)
        sqlite3_step(ask);
    sqlite3_finalize(ask);
    return source;
}

/* Registers the module; SQLite frees the source with the connection. */
static struct source *make_source(sqlite3 *db, struct diag *d)
{
    struct source *source = mem_alloc(sizeof *source);
    if (sqlite3_create_module_v2(db, "bulk", &module, source, free) !=
            SQLITE_OK ||
        sqlite3_create_function(db, "bulk_source", 1,
                                SQLITE_UTF8 | SQLITE_DIRECTONLY, source,
                                tell_source, NULL, NULL) != SQLITE_OK) {
        warehouse_fail(db, "prepare for loading", d);
        return NULL;
    }
    return source;
}

/* Rows in memory. */

struct bulk *bulk_open(sqlite3 *db, const char *insert, size_t columns,
                       struct diag *d)
{
    assert(columns >= 1 && columns <= MAX_COLUMNS);
    struct bulk *b = mem_alloc(sizeof *b);
    b->db = db;
    b->columns = columns;
    b->max_rows = MAX_CELLS / columns;
    if (b->max_rows > MAX_ROWS)
        b->max_rows = MAX_ROWS;
    b->source = find_source(db);
    if (b->source == NULL)
        b->source = make_source(db, d);
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
                              const char *const *columns, struct diag *d)
{
    return open_fill(tablefill_open_entity(db, table, columns, d));
}

static struct cell *add_cell(struct bulk *b, enum cell_type type)
{
    if (b->used == b->room)
        b->cells = mem_grow(b->cells, b->used, &b->room, sizeof *b->cells);
    struct cell *cell = &b->cells[b->used++];
    cell->type = type;
    return cell;
}

void bulk_integer(struct bulk *b, int64_t value)
{
    if (b->fill != NULL)
        tablerecord_integer(&b->fill->record, value);
    else
        add_cell(b, CELL_INTEGER)->value.integer = value;
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
        add_cell(b, CELL_NULL);
}

void bulk_real(struct bulk *b, double value)
{
    if (isnan(value))
        bulk_null(b);
    else if (b->fill != NULL)
        tablerecord_real(&b->fill->record, value);
    else
        add_cell(b, CELL_REAL)->value.real = value;
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
    assert(length <= INT32_MAX);
    while (length >= b->text_room - b->text_used) {
        b->text_room = b->text_room > 0 ? 2 * b->text_room : 4096;
        b->texts = mem_realloc(b->texts, b->text_room);
    }
    struct cell *cell = add_cell(b, CELL_TEXT);
    cell->value.start = b->text_used;
    cell->length = (int)length;
    memcpy(b->texts + b->text_used, bytes, length);
    b->text_used += length;
}

int bulk_end_row(struct bulk *b, struct diag *d)
{
    if (b->fill != NULL)
        return tablefill_end_row(b->fill, d);
    b->rows++;
    assert(b->used == b->rows * b->columns);
    if (b->rows < b->max_rows && b->text_used < MAX_TEXT)
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
    assert(b->used == b->rows * b->columns);
    if (b->rows == 0)
        return 0;
    const struct bulk *outer = b->source->flushed;
    b->source->flushed = b;
    int result = warehouse_do(b->insert, d);
    b->source->flushed = outer;
    b->rows = 0;
    b->used = 0;
    b->text_used = 0;
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
    free(b->cells);
    free(b->texts);
    free(b);
}

int bulk_end(struct bulk *b, int status, struct diag *d)
{
    if (status == 0)
        return bulk_close(b, d);
    bulk_free(b);
    return -1;
}
