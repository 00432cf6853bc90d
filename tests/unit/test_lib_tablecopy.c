/* test_lib_tablecopy.c - what SQLite reads back is what was added. */
#include "lib/tablecopy.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "lib/attr.h"
#include "lib/mem.h"
#include "lib/tablerecord.h"
#include "tests/unit/asked.h"
#include <stdlib.h>

static int open_memory(void **state)
{
    sqlite3 *db = NULL;
    if (sqlite3_open(":memory:", &db) != SQLITE_OK)
        return -1;
    *state = db;
    return 0;
}

static int close_memory(void **state)
{
    return sqlite3_close(*state) == SQLITE_OK ? 0 : -1;
}

static const char *const two[] = {"a", "b", NULL};

static struct tablecopy *open_well(sqlite3 *db)
{
    struct diag d = {0};
    struct tablecopy *c = tablecopy_open(db, "t", two, &d);
    if (c == NULL)
        fail_msg("%s", d.text);
    return c;
}

static void insert_well(struct tablecopy *c, struct tablepages *pages)
{
    struct diag d = {0};
    tablecopy_finish(c, pages);
    if (tablecopy_insert(c, pages, &d) != 0)
        fail_msg("%s", d.text);
    tablepages_free(pages);
}

/* Both sides of every limit of SQLite's sizes of integers. */
static void every_size_of_integer_comes_back(void **state)
{
    static const int64_t limits[] = {
        0, 1, 127, 32767, 8388607, 2147483647, 140737488355327LL, INT64_MAX - 1,
    };
    sqlite3 *db = *state;
    asked_run(db, "CREATE TABLE t (a INTEGER, b INTEGER NOT NULL) STRICT");
    struct tablecopy *c = open_well(db);
    struct tablepages *pages = tablecopy_pages(c);
    for (size_t i = 0; i < COUNT_OF(limits); i++)
        for (int64_t k = -1; k <= 1; k++) {
            int64_t near = limits[i] + k;
            tablepages_add(pages, (int64_t[]){near, (int64_t)i});
            tablepages_add(pages, (int64_t[]){-near, (int64_t)i});
        }
    tablepages_add(pages, (int64_t[]){TABLEPAGES_NULL, 9});
    insert_well(c, pages);
    tablecopy_close(c);
    for (size_t i = 0; i < COUNT_OF(limits); i++) {
        char sql[300];
        char wanted[20];
        snprintf(sql, sizeof sql,
                 "SELECT count(*) FROM t WHERE b = %zu AND typeof(a) ="
                 " 'integer' AND abs(a) - %lld IN (-1, 0, 1)",
                 i, (long long)limits[i]);
        /* Of 0, the differences are 1, 0, 1. */
        snprintf(wanted, sizeof wanted, "%d", 6);
        asked_is(db, sql, wanted);
    }
    asked_is(db, "SELECT count(*) FROM t WHERE a IS NULL AND b = 9", "1");
    asked_is(db, "PRAGMA integrity_check", "ok");
}

/* COUNT rows from FIRST on. */
static void add_many(struct tablecopy *c, int64_t first, int64_t count)
{
    struct tablepages *pages = tablecopy_pages(c);
    for (int64_t i = first; i < first + count; i++)
        tablepages_add(pages, (int64_t[]){i, 1000000 * i});
    insert_well(c, pages);
}

/* Enough for two levels of interior pages: over 1,000 leaves. */
static void many_rows_keep_their_order(void **state)
{
    sqlite3 *db = *state;
    asked_run(db, "CREATE TABLE t (a INTEGER, b INTEGER) STRICT;"
                  "BEGIN IMMEDIATE");
    struct tablecopy *c = open_well(db);
    add_many(c, 0, 1);
    add_many(c, 1, 0);
    add_many(c, 1, 1600000);
    add_many(c, 1600001, 999);
    tablecopy_close(c);
    asked_run(db, "COMMIT");
    asked_is(db, "SELECT count(*) FROM t", "1601000");
    asked_is(db, "SELECT count(*) FROM t WHERE a <> rowid - 1 OR b <> a * 1e6",
             "0");
    asked_is(db, "PRAGMA integrity_check", "ok");
}

static void rows_go_with_their_transaction(void **state)
{
    sqlite3 *db = *state;
    asked_run(db, "CREATE TABLE t (a INTEGER, b INTEGER) STRICT;"
                  "INSERT INTO t VALUES (7, 7); BEGIN IMMEDIATE");
    struct tablecopy *c = open_well(db);
    add_many(c, 0, 5000);
    tablecopy_close(c);
    asked_run(db, "ROLLBACK");
    asked_is(db, "SELECT count(*) || ',' || sum(a) FROM t", "1,7");
}

static void other_columns_are_refused(void **state)
{
    static const char *const tables[] = {
        "CREATE TABLE t (a INTEGER) STRICT",
        "CREATE TABLE t (a INTEGER, b INTEGER, c INTEGER) STRICT",
        "CREATE TABLE t (b INTEGER, a INTEGER) STRICT",
    };
    sqlite3 *db = *state;
    for (size_t i = 0; i < COUNT_OF(tables); i++) {
        struct diag d = {0};
        asked_run(db, tables[i]);
        assert_null(tablecopy_open(db, "t", two, &d));
        assert_non_null(strstr(d.text, "other columns"));
        asked_run(db, "DROP TABLE t");
    }
}

/* Every length of text around the limits of the format, and a few beyond. */
static void texts_of_any_length_come_back(void **state)
{
    sqlite3 *db = *state;
    char *text = mem_alloc(100001);
    memset(text, 'x', 100000);
    asked_run(db, "CREATE TABLE t (a INTEGER PRIMARY KEY AUTOINCREMENT, b TEXT)"
                  " STRICT; INSERT INTO t VALUES (41, 'first')");
    struct tablecopy *c = open_well(db);
    struct tablepages *pages = tablecopy_pages(c);
    struct tablerecord r = {0};
    unsigned char *record = mem_alloc(100020);
    tablepages_start(pages, 42);
    for (size_t i = 0; i < 100000;
         i += i < 200 || (i > 16200 && i < 16450) ? 1 : 397) {
        tablerecord_begin(&r);
        tablerecord_null(&r);
        tablerecord_text(&r, text, i);
        tablepages_add_record(pages, record,
                              (size_t)(tablerecord_write(&r, record) - record));
        assert_int_equal(tablerecord_length(&r),
                         tablerecord_write(&r, record) - record);
    }
    tablerecord_free(&r);
    insert_well(c, pages);
    tablecopy_close(c);
    asked_is(db, "PRAGMA integrity_check", "ok");
    asked_is(db,
             "SELECT min(a) || ' ' || (max(a) - min(a) + 1 = count(*))"
             " FROM t",
             "41 1");
    asked_is(db,
             "SELECT count(*) FROM t AS x JOIN t AS y ON y.a = x.a + 1"
             " WHERE x.a > 41 AND length(y.b) <= length(x.b)",
             "0");
    asked_is(db, "SELECT sum(length(replace(b, 'x', ''))) FROM t WHERE a > 41",
             "0");
    asked_is(db, "SELECT max(length(b)) > 99000 FROM t", "1");
    asked_run(db, "INSERT INTO t (b) VALUES ('next')");
    asked_is(db, "SELECT max(a) = count(*) + 40 FROM t", "1");
    free(record);
    free(text);
}

/* A declaration of any length: page 1 holds what of it belongs there. */
static void tables_of_any_declaration_are_filled(void **state)
{
    sqlite3 *db = *state;
    for (int i = 0; i < 700; i++) {
        int blanks = i < 40 ? 1000 * i : 16000 + i;
        char *sql = mem_format("CREATE TABLE t (a INTEGER,%*s b INTEGER)"
                               " STRICT",
                               blanks, "");
        asked_run(db, sql);
        free(sql);
        struct tablecopy *c = open_well(db);
        add_many(c, 7, 2);
        tablecopy_close(c);
        asked_is(db, "SELECT count(*) || ' ' || sum(a) FROM t", "2 15");
        asked_run(db, "DROP TABLE t");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_size_of_integer_comes_back,
                                        open_memory, close_memory),
        cmocka_unit_test_setup_teardown(many_rows_keep_their_order, open_memory,
                                        close_memory),
        cmocka_unit_test_setup_teardown(rows_go_with_their_transaction,
                                        open_memory, close_memory),
        cmocka_unit_test_setup_teardown(other_columns_are_refused, open_memory,
                                        close_memory),
        cmocka_unit_test_setup_teardown(texts_of_any_length_come_back,
                                        open_memory, close_memory),
        cmocka_unit_test_setup_teardown(tables_of_any_declaration_are_filled,
                                        open_memory, close_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
