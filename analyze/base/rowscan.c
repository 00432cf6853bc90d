/*
 * rowscan.c - see rowscan.h.
 *
 * take_row() is an aggregate function: SQLite calls it with the cells of each
 * row, and the statement itself comes to one row at the end, an empty one.
 */
#include "analyze/base/rowscan.h"

#include "lib/mem.h"
#include "lib/pool.h"
#include "lib/warehouse.h"

#include <stdbool.h>
#include <stdint.h>

/* The scan of one stretch. */
struct taking {
    rowscan_take take;
    void *context;
    bool failed;
    struct diag why;
};

static void take_row(sqlite3_context *c, int n, sqlite3_value **cell)
{
    struct taking *t = sqlite3_user_data(c);
    (void)n;
    if (t->failed || t->take(t->context, cell, &t->why) == 0)
        return;
    t->failed = true;
    sqlite3_result_error_code(c, SQLITE_ABORT); /* no further rows */
}

static void end_rows(sqlite3_context *c)
{
    sqlite3_result_null(c);
}

static int set_function(sqlite3 *db, struct taking *t, struct diag *d)
{
    int result = sqlite3_create_function_v2(
        db, "take_row", -1, SQLITE_UTF8 | SQLITE_DIRECTONLY, t, NULL,
        t != NULL ? take_row : NULL, t != NULL ? end_rows : NULL, NULL);
    return result == SQLITE_OK ? 0 : warehouse_fail(db, "read a table", d);
}

static int step_through(sqlite3 *db, const char *rows, const int64_t ends[2],
                        struct diag *d)
{
    sqlite3_stmt *s = warehouse_prepare(db, rows, d);
    if (s == NULL)
        return -1;
    sqlite3_bind_int64(s, 1, ends[0]);
    sqlite3_bind_int64(s, 2, ends[1]);
    int got = warehouse_step(s, d);
    sqlite3_finalize(s);
    return got < 0 ? -1 : 0;
}

/* The rows ENDS[0] to ENDS[1], both included. */
static int take_rows(sqlite3 *db, const struct rowscan *scan,
                     const int64_t ends[2], void *context, struct diag *d)
{
    struct taking t = {.take = scan->take, .context = context};
    struct diag why = *d; /* of a row that is refused, SQLite knows nothing */
    if (set_function(db, &t, d) != 0)
        return -1;
    int status = step_through(db, scan->rows, ends, &why);
    if (status != 0)
        *d = t.failed ? t.why : why;
    return set_function(db, NULL, d) == 0 ? status : -1;
}

struct stretches {
    const struct rowscan *scan;
    const char *path;
    void *const *context;
    size_t count;
    int64_t ends[2];
};

/* The rowid with which stretch NUMBER begins. */
static int64_t begin_of(const struct stretches *s, size_t number)
{
    uint64_t width = (uint64_t)s->ends[1] - (uint64_t)s->ends[0];
    uint64_t each = width / s->count, rest = width % s->count;
    return s->ends[0] + (int64_t)(each * number + rest * number / s->count);
}

/* On any thread. A scan reads no page twice: it needs no cache. */
static int take_stretch(void *context, size_t number, void **result,
                        struct diag *d)
{
    const struct stretches *s = context;
    bool last = number + 1 == s->count;
    const int64_t ends[2] = {begin_of(s, number),
                             last ? s->ends[1] : begin_of(s, number + 1) - 1};
    struct warehouse w;
    (void)result;
    int status = warehouse_open(&w, s->path, WAREHOUSE_READ, "", d);
    if (status == 0)
        status = warehouse_run(w.db, "PRAGMA cache_size = -1024", d);
    if (status == 0)
        status = take_rows(w.db, s->scan, ends, s->context[number], d);
    warehouse_close(&w);
    return status;
}

size_t rowscan_stretches(sqlite3 *db, size_t threads)
{
    const char *path = sqlite3_db_filename(db, "main");
    bool alike = path != NULL && path[0] != '\0' &&
                 sqlite3_txn_state(db, "main") == SQLITE_TXN_WRITE &&
                 sqlite3_total_changes(db) == 0;
    return alike && threads > 1 ? threads : 1;
}

static int read_ends(sqlite3 *db, const char *select, int64_t ends[2],
                     struct diag *d)
{
    sqlite3_stmt *s = warehouse_prepare(db, select, d);
    if (s == NULL)
        return -1;
    int got = warehouse_step(s, d);
    for (int i = 0; i < 2 && got == 1; i++)
        ends[i] = sqlite3_column_int64(s, i); /* 0, 0 of an empty table */
    sqlite3_finalize(s);
    return got == 1 ? 0 : -1;
}

int rowscan_run(sqlite3 *db, const struct rowscan *scan, void *const *context,
                size_t count, struct diag *d)
{
    struct stretches s = {.scan = scan,
                          .path = sqlite3_db_filename(db, "main"),
                          .context = context,
                          .count = count};
    if (read_ends(db, scan->ends, s.ends, d) != 0)
        return -1;
    if (count == 1)
        return take_rows(db, scan, s.ends, context[0], d);
    return pool_run(count, count, take_stretch, NULL, &s, d);
}
