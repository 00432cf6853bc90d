/* query.c - see query.h. */
#include "analyze/base/query.h"

#include "lib/warehouse.h"

#include <math.h>
#include <stddef.h>

struct query query_open(sqlite3 *db, const char *select, struct diag *d)
{
    struct query q = {.d = d};
    q.statement = warehouse_prepare(db, select, d);
    q.failed = q.statement == NULL;
    return q;
}

static void check_bind(struct query *q, int result)
{
    if (result == SQLITE_OK)
        return;
    q->failed = true;
    warehouse_fail(sqlite3_db_handle(q->statement), "bind a value", q->d);
}

void query_bind(struct query *q, int number, int64_t value)
{
    if (!q->failed)
        check_bind(q, sqlite3_bind_int64(q->statement, number, value));
}

void query_bind_text(struct query *q, int number, const char *text)
{
    if (!q->failed)
        check_bind(q, sqlite3_bind_text(q->statement, number, text, -1,
                                        SQLITE_TRANSIENT));
}

bool query_next(struct query *q)
{
    if (q->failed)
        return false;
    int got = warehouse_step(q->statement, q->d);
    q->failed = got < 0;
    return got == 1;
}

int64_t query_integer(const struct query *q, int column, int64_t otherwise)
{
    if (sqlite3_column_type(q->statement, column) == SQLITE_NULL)
        return otherwise;
    return sqlite3_column_int64(q->statement, column);
}

int32_t query_int32(const struct query *q, int column, int32_t otherwise)
{
    int64_t value = query_integer(q, column, otherwise);
    if (value > INT32_MAX)
        return INT32_MAX;
    return value < INT32_MIN ? INT32_MIN : (int32_t)value;
}

double query_real(const struct query *q, int column)
{
    if (sqlite3_column_type(q->statement, column) == SQLITE_NULL)
        return NAN;
    return sqlite3_column_double(q->statement, column);
}

const char *query_text(const struct query *q, int column)
{
    return (const char *)sqlite3_column_text(q->statement, column);
}

int query_close(struct query *q)
{
    sqlite3_finalize(q->statement);
    q->statement = NULL;
    return q->failed ? -1 : 0;
}
