/* test_lib_tablescan.c - a scan reads what SELECT reads. */
#include "lib/tablescan.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lib/attr.h"
#include "tests/unit/scratch.h"
#include "tests/unit/tabledb.h"

/* Keys with gaps; integers of every size; texts that fill many pages. */
static const char fill[] =
    "CREATE TABLE t (k INTEGER PRIMARY KEY, a INTEGER, b TEXT, c REAL,"
    " d INTEGER) STRICT;"
    "CREATE TABLE other (x TEXT);"
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
    " WHERE i < 30000)"
    " INSERT INTO t SELECT i * 3, CASE i % 5 WHEN 0 THEN NULL WHEN 1 THEN i % 2"
    " ELSE (i % 7 - 3) * (1 << (i % 62)) END,"
    " CASE WHEN i % 11 = 0 THEN NULL WHEN i % 997 = 0"
    " THEN printf('%.*c', i * 7, 'z') ELSE 'row ' || i END, i + 0.5, -i"
    " FROM n;"
    "INSERT INTO t VALUES (1000000, 9223372036854775807, '', 0.5, 0),"
    " (1000001, -9223372036854775807 - 1, 'last', 0.5, 1)";

static const char *const wanted[] = {"d", "b", "a", "k", "c", NULL};

static void expect_row(const struct tablescan *s, sqlite3_stmt *q)
{
    static const int integers[] = {0, 2, 3};
    for (size_t i = 0; i < COUNT_OF(integers); i++) {
        int c = integers[i];
        bool null = sqlite3_column_type(q, c) == SQLITE_NULL;
        int64_t value = null ? -77 : sqlite3_column_int64(q, c);
        int64_t got;
        assert_true(tablescan_integer(s, (size_t)c, -77) == value);
        tablescan_integers(s, (size_t)c, 1, -77, &got);
        assert_true(got == value);
    }
    size_t length;
    const char *text = tablescan_text(s, 1, &length);
    const char *real = (const char *)sqlite3_column_text(q, 1);
    assert_int_equal(text == NULL, real == NULL);
    if (real != NULL) {
        assert_int_equal(length, strlen(real));
        assert_memory_equal(text, real, length);
    }
    assert_int_equal(tablescan_integer(s, 4, -77), -77); /* a real number */
    assert_null(tablescan_text(s, 0, &length));
}

static void expect_same(sqlite3 *db)
{
    struct diag d = {0};
    sqlite3_stmt *q = NULL;
    assert_int_equal(sqlite3_prepare_v2(db,
                                        "SELECT d, b, a, k, c FROM t"
                                        " ORDER BY k",
                                        -1, &q, NULL),
                     SQLITE_OK);
    struct tablescan *s = tablescan_open(db, "t", wanted, &d);
    if (s == NULL)
        fail_msg("%s", d.text);
    int rows = 0;
    while (sqlite3_step(q) == SQLITE_ROW) {
        assert_int_equal(tablescan_next(s, &d), 1);
        expect_row(s, q);
        rows++;
    }
    assert_int_equal(tablescan_next(s, &d), 0);
    assert_int_equal(rows, 30002);
    tablescan_close(s);
    sqlite3_finalize(q);
}

static void all_rows_come_in_order_whatever_the_pages(void **state)
{
    static const char *const pages[] = {
        "PRAGMA page_size = 512",
        "PRAGMA page_size = 16384",
        "PRAGMA page_size = 65536",
        "PRAGMA page_size = 4096; PRAGMA journal_mode = WAL",
    };
    for (size_t i = 0; i < COUNT_OF(pages); i++) {
        char *path = scratch_path(state, "scan.db");
        remove(path);
        sqlite3 *db = tabledb_open(path, pages[i]);
        tabledb_run(db, fill);
        expect_same(db);
        tabledb_run(db, "BEGIN IMMEDIATE; INSERT INTO other VALUES ('x')");
        expect_same(db);
        tabledb_run(db, "COMMIT");
        assert_int_equal(sqlite3_close(db), SQLITE_OK);
        db = tabledb_open(":memory:", pages[i]);
        tabledb_run(db, fill);
        expect_same(db);
        assert_int_equal(sqlite3_close(db), SQLITE_OK);
        free(path);
    }
}

static void what_is_not_there_is_told(void **state)
{
    static const char *const none[] = {"k", "nothing", NULL};
    (void)state;
    struct diag d = {0};
    sqlite3 *db = tabledb_open(":memory:", "CREATE TABLE t (k INTEGER)");
    assert_null(tablescan_open(db, "t", none, &d));
    assert_non_null(strstr(d.text, "other columns"));
    d = (struct diag){0};
    assert_null(tablescan_open(db, "u", none, &d));
    assert_non_null(strstr(d.text, "no table"));
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static void use_row(const struct tablescan *s)
{
    struct tablescan_stored stored;
    size_t length;
    volatile uint64_t sum = 0; /* or nothing would be read */
    const char *text = tablescan_text(s, 1, &length);
    for (size_t i = 0; text != NULL && i < length; i++)
        sum += (unsigned char)text[i];
    if (tablescan_stored(s, 0, 1, &stored))
        for (size_t i = 0; i < stored.length; i++)
            sum += stored.bytes[i];
    sum += (uint64_t)tablescan_integer(s, 2, 0);
}

/* Bytes all over the file are changed: no scan crashes or goes on forever. */
static void a_damaged_file_fails_or_ends(void **state)
{
    char *path = scratch_path(state, "damaged.db");
    sqlite3 *db = tabledb_open(path, "PRAGMA page_size = 1024");
    tabledb_run(db, fill);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    int failed = 0;
    uint32_t random = 1;
    for (int round = 0; round < 40; round++) {
        FILE *f = fopen(path, "r+b");
        assert_non_null(f);
        for (int k = 0; k < 50; k++) {
            random = random * 1664525 + 1013904223;
            /* Behind the first two pages, which SQLite itself reads. */
            fseek(f, 2048 + (long)(random >> 8) % 500000, SEEK_SET);
            fputc((int)(random >> 24), f);
        }
        fclose(f);
        struct diag d = {0};
        db = tabledb_open(path, "SELECT 1");
        static const char *const columns[] = {"b", "d", "a", "k", NULL};
        struct tablescan *s =
            round % 2 == 0 ? tablescan_open(db, "t", wanted, &d)
                           : tablescan_open_block(db, "t", columns, 1, &d);
        int got = s == NULL ? -1 : 0;
        while (s != NULL && (got = tablescan_next(s, &d)) == 1)
            use_row(s);
        failed += got < 0;
        tablescan_close(s);
        assert_int_equal(sqlite3_close(db), SQLITE_OK);
    }
    assert_true(failed > 0);
    free(path);
}

/* Rows until the end, or -1. */
static int count_rows(sqlite3 *db, struct diag *d)
{
    static const char *const columns[] = {"k", "b", NULL};
    struct tablescan *s = tablescan_open(db, "t", columns, d);
    int rows = 0, got = s == NULL ? -1 : 0;
    while (s != NULL && (got = tablescan_next(s, d)) == 1)
        rows++;
    tablescan_close(s);
    return got == 0 ? rows : -1;
}

/* What stands in the log alone, no checkpoint having been made, is read. */
static void a_log_is_read_with_its_file(void **state)
{
    char *path = scratch_path(state, "log.db");
    sqlite3 *one = tabledb_open(path, "PRAGMA journal_mode = WAL;"
                                      "PRAGMA wal_autocheckpoint = 0");
    tabledb_run(one, fill);
    sqlite3 *other = tabledb_open(path, "SELECT 1");
    expect_same(other);
    tabledb_run(one, "DELETE FROM t WHERE k > 60");
    struct diag d = {0};
    assert_int_equal(count_rows(other, &d), 20);
    assert_int_equal(sqlite3_close(other), SQLITE_OK);
    assert_int_equal(sqlite3_close(one), SQLITE_OK);
    free(path);
}

static void texts_in_utf_16_are_refused(void **state)
{
    static const char *const encodings[] = {"PRAGMA encoding = 'UTF-16le'",
                                            "PRAGMA encoding = 'UTF-16be'"};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(encodings); i++) {
        struct diag d = {0};
        sqlite3 *db = tabledb_open(":memory:", encodings[i]);
        tabledb_run(db, fill);
        assert_int_equal(count_rows(db, &d), -1);
        assert_non_null(strstr(d.text, "UTF-16"));
        assert_int_equal(sqlite3_close(db), SQLITE_OK);
    }
}

/*
 * Pages of 512 bytes; the table's root is page 2. An inner page has the number
 * of its last child at 8 and where its cells lie from 12 on, a leaf has those
 * from 8 on, a page of what does not fit begins with the number of the next.
 */
enum { PAGE = 512 };

static const struct spoilt {
    const char *fill;
    long at;
    unsigned char bytes[4];
    size_t count;
} spoilt[] = {
#define SHORT_ROWS "INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'c')"
#define LONG_ROW "INSERT INTO t VALUES (1, printf('%.*c', 5000, 'z'))"
#define MANY_ROWS                                                              \
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"           \
    " WHERE i < 200) INSERT INTO t SELECT i, 'a row of the table ' || i FROM " \
    "n"
    /* A child that is its parent, one that is not there, one that is page 1. */
    {MANY_ROWS, PAGE + 8, {0, 0, 0, 2}, 4},
    {MANY_ROWS, PAGE + 8, {0, 0, 0, 0}, 4},
    {MANY_ROWS, PAGE + 8, {0x7F, 0, 0, 0}, 4},
    {MANY_ROWS, PAGE + 8, {0, 0, 0, 1}, 4},
    /* A leaf that is come to twice. */
    {MANY_ROWS, PAGE + 8, {0, 0, 0, 3}, 4},
    /* All cells at one place; at no place; far more of them than fit. */
    {SHORT_ROWS, PAGE + 8, {1, 0xF8, 1, 0xF8}, 4},
    {SHORT_ROWS, PAGE + 8, {0xFF, 0xFF}, 2},
    {SHORT_ROWS, PAGE + 3, {0xFF, 0xFF}, 2},
    /* A page of an index. */
    {SHORT_ROWS, PAGE, {10}, 1},
    /* What does not fit goes on in itself, in the leaf, nowhere. */
    {LONG_ROW, 2 * PAGE, {0, 0, 0, 3}, 4},
    {LONG_ROW, 2 * PAGE, {0, 0, 0, 2}, 4},
    {LONG_ROW, 2 * PAGE, {0, 0, 0, 0}, 4},
};

static void pages_that_are_no_table_are_told(void **state)
{
    char *path = scratch_path(state, "spoilt.db");
    for (size_t i = 0; i < COUNT_OF(spoilt); i++) {
        struct diag d = {0};
        remove(path);
        sqlite3 *db = tabledb_open(path, "PRAGMA page_size = 512; CREATE TABLE"
                                         " t (k INTEGER PRIMARY KEY, b TEXT)");
        tabledb_run(db, spoilt[i].fill);
        assert_true(count_rows(db, &d) > 0);
        assert_int_equal(sqlite3_close(db), SQLITE_OK);
        FILE *f = fopen(path, "r+b");
        assert_non_null(f);
        assert_int_equal(fseek(f, spoilt[i].at, SEEK_SET), 0);
        assert_int_equal(fwrite(spoilt[i].bytes, 1, spoilt[i].count, f),
                         spoilt[i].count);
        assert_int_equal(fclose(f), 0);
        db = tabledb_open(path, "SELECT 1");
        if (count_rows(db, &d) != -1)
            fail_msg("spoilt page %zu was read", i);
        assert_non_null(strstr(d.text, "damaged"));
        assert_int_equal(sqlite3_close(db), SQLITE_OK);
    }
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_rows_come_in_order_whatever_the_pages),
        cmocka_unit_test(what_is_not_there_is_told),
        cmocka_unit_test(a_damaged_file_fails_or_ends),
        cmocka_unit_test(a_log_is_read_with_its_file),
        cmocka_unit_test(texts_in_utf_16_are_refused),
        cmocka_unit_test(pages_that_are_no_table_are_told),
    };
    return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
