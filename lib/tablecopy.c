/*
 * tablecopy.c - see tablecopy.h.
 *
 * The connection has a second database attached, in memory, which is each time
 * replaced by the pages to copy from (sqlite3_deserialize()). It declares the
 * table in the words of the warehouse, which is what lets SQLite copy records
 * as they are.
 */
#include "lib/tablecopy.h"

#include "lib/mem.h"
#include "lib/warehouse.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static const char attached[] = "copied"; /* the second database */

static const char count_attached[] =
    "SELECT count(*) FROM pragma_database_list WHERE name = 'copied'";

static const char select_create[] =
    "SELECT sql FROM main.sqlite_schema WHERE type = 'table' AND name = ?1";

static const char select_columns[] =
    "SELECT name FROM pragma_table_info(?1) ORDER BY cid";

struct tablecopy {
    sqlite3 *db;
    char *table, *create, *insert;
    size_t columns;
};

static int attach(sqlite3 *db, struct diag *d)
{
    int64_t there;
    if (warehouse_integer(db, count_attached, 0, &there, d) != 0)
        return -1;
    return there > 0 ? 0 : warehouse_run(db, "ATTACH ':memory:' AS copied", d);
}

/* Reads how the table was declared. */
static int read_create(struct tablecopy *c, struct diag *d)
{
    sqlite3_stmt *s = warehouse_prepare(c->db, select_create, d);
    if (s == NULL)
        return -1;
    sqlite3_bind_text(s, 1, c->table, -1, SQLITE_STATIC);
    int got = warehouse_step(s, d);
    if (got == 1)
        c->create = mem_text((const char *)sqlite3_column_text(s, 0));
    sqlite3_finalize(s);
    if (got < 0)
        return -1;
    return c->create != NULL ? 0
                             : diag_fail(d, "there is no table %s", c->table);
}

static int check_columns(struct tablecopy *c, const char *const *columns,
                         struct diag *d)
{
    sqlite3_stmt *s = warehouse_prepare(c->db, select_columns, d);
    if (s == NULL)
        return -1;
    sqlite3_bind_text(s, 1, c->table, -1, SQLITE_STATIC);
    bool same = true;
    int got;
    while ((got = warehouse_step(s, d)) == 1) {
        const char *name = (const char *)sqlite3_column_text(s, 0);
        same = same && columns[c->columns] != NULL && name != NULL &&
               strcmp(name, columns[c->columns]) == 0;
        c->columns += same ? 1 : 0;
    }
    sqlite3_finalize(s);
    if (got < 0)
        return -1;
    if (same && c->columns > 0 && columns[c->columns] == NULL)
        return 0;
    return diag_fail(d, "table %s has other columns than this program loads",
                     c->table);
}

static struct tablecopy *open_table(sqlite3 *db, const char *table,
                                    const char *const *columns, const char *how,
                                    struct diag *d)
{
    struct tablecopy *c = mem_alloc(sizeof *c);
    c->db = db;
    c->table = mem_text(table);
    c->insert = mem_format("INSERT INTO main.%s SELECT * FROM copied.%s%s",
                           table, table, how);
    if (attach(db, d) == 0 && read_create(c, d) == 0 &&
        check_columns(c, columns, d) == 0)
        return c;
    tablecopy_close(c);
    return NULL;
}

struct tablecopy *tablecopy_open(sqlite3 *db, const char *table,
                                 const char *const *columns, struct diag *d)
{
    return open_table(db, table, columns, "", d);
}

/* With a condition, SQLite does not take the records as they are. */
struct tablecopy *tablecopy_open_checked(sqlite3 *db, const char *table,
                                         const char *const *columns,
                                         struct diag *d)
{
    struct tablecopy *c = open_table(db, table, columns, " WHERE true", d);
    if (c == NULL)
        return NULL;
    char *create = mem_format("CREATE TABLE %s (%s INTEGER PRIMARY KEY", table,
                              columns[0]);
    for (size_t i = 1; i < c->columns; i++) {
        char *more = mem_format("%s, %s", create, columns[i]);
        free(create);
        create = more;
    }
    free(c->create);
    c->create = mem_format("%s)", create);
    free(create);
    return c;
}

struct tablepages *tablecopy_pages(const struct tablecopy *c)
{
    return tablepages_new(c->columns);
}

void tablecopy_finish(const struct tablecopy *c, struct tablepages *pages)
{
    tablepages_finish(pages, c->table, c->create);
}

/* SQLite reads BYTES from here on; NULL: an empty database, to which another
   transaction may write that it is one. */
static int replace(sqlite3 *db, unsigned char *bytes, size_t length)
{
    unsigned flags = SQLITE_DESERIALIZE_READONLY;
    if (bytes == NULL)
        flags = SQLITE_DESERIALIZE_RESIZEABLE | SQLITE_DESERIALIZE_FREEONCLOSE;
    return sqlite3_deserialize(db, attached, bytes, (sqlite3_int64)length,
                               (sqlite3_int64)length, flags);
}

int tablecopy_insert(struct tablecopy *c, struct tablepages *pages,
                     struct diag *d)
{
    size_t length;
    unsigned char *bytes = tablepages_bytes(pages, &length);
    int64_t rows = tablepages_rows(pages);
    if (rows == 0)
        return 0;
    if (replace(c->db, bytes, length) != SQLITE_OK)
        return warehouse_fail(c->db, "load rows", d);
    int result = warehouse_run(c->db, c->insert, d);
    int64_t stored = sqlite3_changes64(c->db);
    if (replace(c->db, NULL, 0) != SQLITE_OK && result == 0)
        result = warehouse_fail(c->db, "load rows", d);
    if (result == 0 && stored != rows)
        return diag_fail(d, "%" PRId64 " of %" PRId64 " rows came to table %s",
                         stored, rows, c->table);
    return result;
}

void tablecopy_close(struct tablecopy *c)
{
    if (c == NULL)
        return;
    free(c->table);
    free(c->create);
    free(c->insert);
    free(c);
}
