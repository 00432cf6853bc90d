/* layout.c - see layout.h. */
#include "lib/layout.h"

#include "lib/warehouse.h"

#include <stdbool.h>
#include <string.h>

static const char select_tables[] =
    "SELECT name FROM sqlite_schema"
    " WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'"
    " ORDER BY name";
static const char select_columns[] =
    "SELECT group_concat(name, ' ')"
    " FROM (SELECT name FROM pragma_table_info(?1) ORDER BY cid)";

/* The columns of TABLE, as the only row; 0 or -1. */
static int find_columns(sqlite3_stmt *columns, const char *table,
                        struct diag *d)
{
    sqlite3_reset(columns);
    sqlite3_bind_text(columns, 1, table, -1, SQLITE_STATIC);
    return warehouse_step(columns, d) == 1 ? 0 : -1;
}

/* NULL stands for a table that is not there. */
static bool is_same(sqlite3_stmt *made, sqlite3_stmt *wanted)
{
    const char *have = (const char *)sqlite3_column_text(made, 0);
    const char *want = (const char *)sqlite3_column_text(wanted, 0);
    return have != NULL && want != NULL && strcmp(have, want) == 0;
}

static int compare(sqlite3_stmt *tables, sqlite3_stmt *wanted,
                   sqlite3_stmt *made, const char *path, struct diag *d)
{
    int row;
    while ((row = warehouse_step(tables, d)) == 1) {
        const char *table = (const char *)sqlite3_column_text(tables, 0);
        if (find_columns(wanted, table, d) != 0 ||
            find_columns(made, table, d) != 0)
            return -1;
        if (is_same(made, wanted))
            continue;
        diag_at(d, path, 0, NULL);
        return diag_fail(d,
                         "a warehouse of another build of this program: "
                         "its table '%s' has other columns; name a new "
                         "file under \"warehouse\" in the study and load "
                         "the inputs again",
                         table);
    }
    return row;
}

int layout_check(sqlite3 *db, const char *path, sqlite3 *model, struct diag *d)
{
    sqlite3_stmt *tables = warehouse_prepare(model, select_tables, d);
    sqlite3_stmt *wanted = warehouse_prepare(model, select_columns, d);
    sqlite3_stmt *made = warehouse_prepare(db, select_columns, d);
    int status = -1;
    if (tables != NULL && wanted != NULL && made != NULL)
        status = compare(tables, wanted, made, path, d);
    sqlite3_finalize(tables);
    sqlite3_finalize(wanted);
    sqlite3_finalize(made);
    return status;
}
