/*
 * bulksource.c - see bulksource.h.
 *
 * One module named "bulk" is registered on a connection, with the columns c0,
 * c1, ... It has no rows of its own: its cursors walk over the rows that the
 * connection's struct bulksource points at. Who asks for that again finds it by
 * the SQL function bulk_source(), in the way by which FTS5 hands out its
 * interface.
 */
#include "lib/bulksource.h"

#include "lib/mem.h"
#include "lib/warehouse.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ESTIMATE = 65536 }; /* rows, to SQLite */

struct table {
    sqlite3_vtab base;
    struct bulksource *source;
};

struct cursor {
    sqlite3_vtab_cursor base;
    const struct bulkrows *rows;
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
    char *sql = mem_array(NULL, BULKSOURCE_COLUMNS + 4, 8);
    size_t used = (size_t)snprintf(sql, 32, "CREATE TABLE bulk(c0");
    for (int i = 1; i < BULKSOURCE_COLUMNS; i++)
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
    info->estimatedCost = ESTIMATE;
    info->estimatedRows = ESTIMATE;
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
    const struct bulkrows *b = cursor->rows;
    if ((size_t)column >= b->columns)
        return SQLITE_OK;
    const struct bulkcell *cell = &b->cells[cursor->at + (size_t)column];
    switch (cell->type) {
    case BULKCELL_INTEGER:
        sqlite3_result_int64(to, cell->value.integer);
        break;
    case BULKCELL_REAL:
        sqlite3_result_double(to, cell->value.real);
        break;
    case BULKCELL_TEXT:
        sqlite3_result_text(to, b->texts + cell->value.start, cell->length,
                            SQLITE_STATIC);
        break;
    case BULKCELL_NULL:
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
    struct bulksource **to = sqlite3_value_pointer(argv[0], pointer_type);
    if (to != NULL)
        *to = sqlite3_user_data(context);
}

static struct bulksource *find_source(sqlite3 *db)
{
    struct bulksource *source = NULL;
    sqlite3_stmt *ask = NULL;
    if (sqlite3_prepare_v2(db, "SELECT bulk_source(?1)", -1, &ask, NULL) ==
            SQLITE_OK &&
        sqlite3_bind_pointer(ask, 1, &source, pointer_type, NULL) == SQLITE_OK)
        sqlite3_step(ask);
    sqlite3_finalize(ask);
    return source;
}

/* Registers the module; SQLite frees the source with the connection. */
static struct bulksource *make_source(sqlite3 *db, struct diag *d)
{
    struct bulksource *source = mem_alloc(sizeof *source);
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

struct bulksource *bulksource_of(sqlite3 *db, struct diag *d)
{
    struct bulksource *source = find_source(db);
    return source != NULL ? source : make_source(db, d);
}
