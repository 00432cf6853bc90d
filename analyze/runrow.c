/* runrow.c - see runrow.h. */
#include "analyze/runrow.h"

#include "analyze/base/query.h"
#include "lib/mem.h"
#include "lib/warehouse.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Names of our own tables; each has a column "run" that names its run. */
static const char select_tables[] =
    "SELECT m.name FROM sqlite_schema m"
    " JOIN pragma_table_info(m.name) c ON c.name = 'run'"
    " WHERE m.type = 'table' ORDER BY m.name = 'run', m.name";

static int delete_from(sqlite3 *db, const char *table, int64_t run,
                       struct diag *d)
{
    char *sql = sqlite3_mprintf("DELETE FROM \"%w\" WHERE run = ?1", table);
    sqlite3_stmt *s = sql != NULL ? warehouse_prepare(db, sql, d) : NULL;
    sqlite3_free(sql);
    if (s == NULL)
        return diag_fail(d, "cannot delete the results of an earlier run");
    sqlite3_bind_int64(s, 1, run);
    int result = warehouse_do(s, d);
    sqlite3_finalize(s);
    return result;
}

static int delete_run(sqlite3 *db, int64_t run, struct diag *d)
{
    struct query q = query_open(db, select_tables, d);
    while (query_next(&q))
        if (delete_from(db, query_text(&q, 0), run, d) != 0)
            q.failed = true;
    return query_close(&q);
}

/* The run that gives way, -1 if there is none. */
static int find_equal(sqlite3 *db, const struct runrow *row, const char *run_id,
                      int64_t *run, struct diag *d)
{
    struct query q = query_open(
        db,
        "SELECT run FROM run WHERE run_id = ?1 OR (study = ?2 AND as_of = ?3)"
        " ORDER BY run",
        d);
    query_bind_text(&q, 1, run_id);
    query_bind_text(&q, 2, row->study->id);
    query_bind(&q, 3, row->study->as_of);
    *run = -1;
    if (query_next(&q))
        *run = query_integer(&q, 0, -1);
    return query_close(&q);
}

static void make_id(const struct runrow *row, char id[DIGEST_TEXT])
{
    bool given = row->previous != NULL;
    char *whole =
        mem_format("%s\n%s\n%s\n%s\n%s\n%s%s", row->facts, row->study->id,
                   row->study->settings, row->key_id, DRIPLINE_VERSION,
                   given ? row->previous : "", given ? "\n" : "");
    digest_bytes(whole, strlen(whole), id);
    id[32] = '\0'; /* 128 bits tell runs apart */
    free(whole);
}

static int insert(sqlite3 *db, const struct runrow *row, const char *run_id,
                  struct diag *d)
{
    sqlite3_stmt *s = warehouse_prepare(
        db,
        "INSERT INTO run (run_id, study, as_of, seed, facts, version, started,"
        " batches, settings, key_id)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        d);
    if (s == NULL)
        return -1;
    sqlite3_bind_text(s, 1, run_id, -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 2, row->study->id, -1, SQLITE_STATIC);
    sqlite3_bind_int64(s, 3, row->study->as_of);
    sqlite3_bind_int64(s, 4, (int64_t)row->study->seed);
    sqlite3_bind_text(s, 5, row->facts, -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 6, DRIPLINE_VERSION, -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 7, row->started, -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 8, row->batches, -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 9, row->study->settings, -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 10, row->key_id, -1, SQLITE_STATIC);
    int result = warehouse_do(s, d);
    sqlite3_finalize(s);
    return result;
}

int runrow_begin(sqlite3 *db, const struct runrow *row, int64_t *key,
                 struct diag *d)
{
    char run_id[DIGEST_TEXT];
    make_id(row, run_id);
    for (int64_t equal = 0; equal != -1;) {
        if (find_equal(db, row, run_id, &equal, d) != 0)
            return -1;
        if (equal != -1 && delete_run(db, equal, d) != 0)
            return -1;
    }
    if (insert(db, row, run_id, d) != 0)
        return -1;
    *key = sqlite3_last_insert_rowid(db);
    return 0;
}

int runrow_finish(sqlite3 *db, int64_t key, const char *finished,
                  struct diag *d)
{
    sqlite3_stmt *s =
        warehouse_prepare(db, "UPDATE run SET finished = ?2 WHERE run = ?1", d);
    if (s == NULL)
        return -1;
    sqlite3_bind_int64(s, 1, key);
    sqlite3_bind_text(s, 2, finished, -1, SQLITE_STATIC);
    int result = warehouse_do(s, d);
    sqlite3_finalize(s);
    return result;
}
