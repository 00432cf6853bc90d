/* test_lib_bulk.c - rows arrive as they were added, in that order. */
#include "lib/bulk.h"
#include "lib/mem.h"
#include "tests/unit/asked.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int open_memory(void **state)
{
    sqlite3 *db = NULL;
    if (sqlite3_open(":memory:", &db) != SQLITE_OK)
        return -1;
    *state = db;
    return 0;
}

/* SQLite refuses to close over a statement that somebody forgot. */
static int close_memory(void **state)
{
    return sqlite3_close(*state) == SQLITE_OK ? 0 : -1;
}

static struct bulk *open_well(sqlite3 *db, const char *insert, size_t columns)
{
    struct diag d = {0};
    struct bulk *b = bulk_open(db, insert, columns, &d);
    if (b == NULL)
        fail_msg("%s", d.text);
    return b;
}

static void end_row(struct bulk *b)
{
    struct diag d = {0};
    if (bulk_end_row(b, &d) != 0)
        fail_msg("%s", d.text);
}

static void close_well(struct bulk *b)
{
    struct diag d = {0};
    if (bulk_close(b, &d) != 0)
        fail_msg("%s", d.text);
}

static void every_kind_of_cell_arrives(void **state)
{
    sqlite3 *db = *state;
    asked_run(db, "CREATE TABLE t (a INTEGER, b REAL, c TEXT) STRICT");
    struct bulk *b =
        open_well(db, "INSERT INTO t SELECT c0, c1, c2 FROM bulk", 3);
    bulk_integer(b, INT64_MIN);
    bulk_real(b, .25);
    bulk_text(b, "", 0);
    end_row(b);
    bulk_null(b);
    bulk_real(b, (double)NAN);
    bulk_text(b, NULL, 0);
    end_row(b);
    bulk_integer(b, 3);
    bulk_real(b, -1e300);
    bulk_text(b, "\xE9\x9D\x92\xE5\x85\xB0 and more", 6);
    end_row(b);
    close_well(b);
    asked_is(db,
             "SELECT group_concat(quote(a) || ' ' || quote(b) || ' ' ||"
             " quote(c), '|') FROM (SELECT * FROM t ORDER BY rowid)",
             "-9223372036854775808 0.25 ''|NULL NULL NULL|"
             "3 -1.0e+300 '\xE9\x9D\x92\xE5\x85\xB0'");
}

static void many_rows_keep_their_order(void **state)
{
    sqlite3 *db = *state;
    enum { ROWS = 200000 };
    asked_run(db, "CREATE TABLE t (a INTEGER NOT NULL, b TEXT) STRICT");
    struct bulk *b = open_well(db, "INSERT INTO t SELECT c0, c1 FROM bulk", 2);
    char text[32];
    for (int64_t i = 1; i <= ROWS; i++) {
        int length = snprintf(text, sizeof text, "row %lld", (long long)i);
        bulk_integer(b, i);
        bulk_text(b, text, (size_t)length);
        end_row(b);
    }
    close_well(b);
    asked_is(db, "SELECT count(*) FROM t", "200000");
    asked_is(db, "SELECT count(*) FROM t WHERE a <> rowid", "0");
    asked_is(db, "SELECT count(*) FROM t WHERE b <> 'row ' || a", "0");
}

static void several_are_open_on_one_connection(void **state)
{
    sqlite3 *db = *state;
    asked_run(db, "CREATE TABLE s (a) ; CREATE TABLE t (a, b)");
    struct bulk *one = open_well(db, "INSERT INTO s SELECT c0 FROM bulk", 1);
    struct bulk *two =
        open_well(db, "INSERT INTO t SELECT c1, c0 FROM bulk", 2);
    struct diag d = {0};
    for (int i = 0; i < 10; i++) {
        bulk_integer(one, i);
        end_row(one);
        bulk_integer(two, 100 * i);
        bulk_text(two, "x", 1);
        end_row(two);
        if (i % 3 == 0)
            assert_int_equal(bulk_flush(i % 2 ? one : two, &d), 0);
    }
    close_well(two);
    close_well(one);
    asked_is(db, "SELECT group_concat(a, ' ') FROM s", "0 1 2 3 4 5 6 7 8 9");
    asked_is(db, "SELECT sum(b) || a FROM t GROUP BY a", "4500x");
    asked_is(db, "SELECT count(*) FROM bulk", "0");
}

static void as_wide_as_sqlite_allows(void **state)
{
    sqlite3 *db = *state;
    enum { WIDTH = 2000, ROWS = 700 };
    char *make = mem_text("CREATE TABLE t (n0 INTEGER");
    char *insert = mem_text("INSERT INTO t SELECT c0");
    for (int i = 1; i < WIDTH; i++) {
        char *longer = mem_format("%s, n%d INTEGER", make, i);
        free(make);
        make = longer;
        longer = mem_format("%s, c%d", insert, i);
        free(insert);
        insert = longer;
    }
    char *whole_make = mem_format("%s) STRICT", make);
    char *whole_insert = mem_format("%s FROM bulk", insert);
    asked_run(db, whole_make);
    struct bulk *b = open_well(db, whole_insert, WIDTH);
    for (int row = 0; row < ROWS; row++) {
        for (int i = 0; i < WIDTH; i++)
            bulk_integer(b, row * WIDTH + i);
        end_row(b);
    }
    close_well(b);
    asked_is(db, "SELECT count(*) FROM t WHERE n1999 = n0 + 1999", "700");
    free(make);
    free(insert);
    free(whole_make);
    free(whole_insert);
}

static void long_texts_are_let_go_in_time(void **state)
{
    sqlite3 *db = *state;
    enum { LENGTH = 5 << 20 };
    asked_run(db, "CREATE TABLE t (a TEXT) STRICT");
    char *text = mem_alloc(LENGTH);
    memset(text, 'x', LENGTH);
    struct bulk *b = open_well(db, "INSERT INTO t SELECT c0 FROM bulk", 1);
    for (int i = 0; i < 6; i++) {
        bulk_text(b, text, LENGTH);
        end_row(b);
    }
    /* 4 of them are 20 MiB, more than the 16 that may wait. */
    asked_is(db, "SELECT count(*) FROM t", "4");
    close_well(b);
    asked_is(db, "SELECT sum(length(a)) FROM t", "31457280");
    free(text);
}

static void statement_may_sort_and_resolve_conflicts(void **state)
{
    sqlite3 *db = *state;
    asked_run(db, "CREATE TABLE t (a INTEGER PRIMARY KEY, n INTEGER) STRICT,"
                  " WITHOUT ROWID; INSERT INTO t VALUES (2, 20)");
    struct bulk *b =
        open_well(db,
                  "INSERT INTO t SELECT c0, c1 FROM bulk WHERE true"
                  " ORDER BY c0 ON CONFLICT DO UPDATE SET n = n + excluded.n",
                  2);
    static const int64_t keys[] = {3, 2, 1, 3};
    for (size_t i = 0; i < COUNT_OF(keys); i++) {
        bulk_integer(b, keys[i]);
        bulk_integer(b, 5);
        end_row(b);
    }
    close_well(b);
    asked_is(db, "SELECT group_concat(a || '=' || n, ' ') FROM t",
             "1=5 2=25 3=10");
}

static void a_refused_row_fails_and_all_with_it(void **state)
{
    sqlite3 *db = *state;
    asked_run(db, "CREATE TABLE t (a INTEGER NOT NULL UNIQUE) STRICT");
    struct bulk *b = open_well(db, "INSERT INTO t SELECT c0 FROM bulk", 1);
    bulk_integer(b, 1);
    end_row(b);
    bulk_null(b);
    end_row(b);
    struct diag d = {0};
    assert_int_equal(bulk_flush(b, &d), -1);
    assert_non_null(strstr(d.text, "NOT NULL constraint failed: t.a"));
    d = (struct diag){0};
    assert_int_equal(bulk_close(b, &d), 0);
    asked_is(db, "SELECT count(*) FROM t", "0");
}

static void a_wrong_statement_is_told_at_once(void **state)
{
    sqlite3 *db = *state;
    struct diag d = {0};
    assert_null(bulk_open(db, "INSERT INTO t SELECT c0 FROM bulk", 1, &d));
    assert_non_null(strstr(d.text, "no such table: t"));
}

static void what_is_freed_is_not_inserted(void **state)
{
    sqlite3 *db = *state;
    asked_run(db, "CREATE TABLE t (a)");
    struct bulk *b = open_well(db, "INSERT INTO t SELECT c0 FROM bulk", 1);
    bulk_integer(b, 1);
    end_row(b);
    bulk_free(b);
    bulk_free(NULL);
    close_well(NULL);
    asked_is(db, "SELECT count(*) FROM t", "0");
}

#define ON_MEMORY(test) \
    cmocka_unit_test_setup_teardown(test, open_memory, close_memory)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_MEMORY(every_kind_of_cell_arrives),
        ON_MEMORY(many_rows_keep_their_order),
        ON_MEMORY(several_are_open_on_one_connection),
        ON_MEMORY(as_wide_as_sqlite_allows),
        ON_MEMORY(long_texts_are_let_go_in_time),
        ON_MEMORY(statement_may_sort_and_resolve_conflicts),
        ON_MEMORY(a_refused_row_fails_and_all_with_it),
        ON_MEMORY(a_wrong_statement_is_told_at_once),
        ON_MEMORY(what_is_freed_is_not_inserted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
