/*
 * query.h - reads the rows of a SELECT, with the first fault kept.
 *
 *     struct query q = query_open(db, "SELECT ...", d);
 *     while (query_next(&q))
 *         use(query_integer(&q, 0, -1), query_text(&q, 1));
 *     if (query_close(&q) != 0)
 *         return -1;
 */
#ifndef QUERY_H
#define QUERY_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

struct query {
    sqlite3_stmt *statement;
    struct diag *d;
    bool failed;
};

struct query query_open(sqlite3 *db, const char *select,
                        struct diag *d) MUST_CHECK;

/* Binds an integer to ?NUMBER, before the first query_next(). */
void query_bind(struct query *q, int number, int64_t value);
void query_bind_text(struct query *q, int number, const char *text);

bool query_next(struct query *q);

/* OTHERWISE for NULL. */
int64_t query_integer(const struct query *q, int column, int64_t otherwise);
int32_t query_int32(const struct query *q, int column, int32_t otherwise);
double query_real(const struct query *q, int column); /* NaN for NULL */

/* NULL for NULL; borrowed until the next query_next(). */
const char *query_text(const struct query *q, int column);

int query_close(struct query *q) MUST_CHECK;

#endif
