/* test_lib_tablefill.c - SQLite finds what was put as pages, or nothing. */
#include "lib/tablefill.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lib/attr.h"
#include "lib/mem.h"
#include "tests/unit/asked.h"
#include "tests/unit/scratch.h"

enum { FEW = 4 * TREEPAGES_SIZE }; /* bytes that count as many in a test */

static const char *const two[] = {"a", "b", NULL};
static const char plain[] = "CREATE TABLE t (a INTEGER, b TEXT) STRICT";

static sqlite3 *open_file(void **state, const char *name)
{
    sqlite3 *db = NULL;
    char *path = scratch_path(state, name);
    if (sqlite3_open(path, &db) != SQLITE_OK)
        fail_msg("%s: %s", path, sqlite3_errmsg(db));
    free(path);
    return db;
}

/* A new file with pages as those of a warehouse, and what SQL makes in it. */
static sqlite3 *make_file(void **state, const char *sql)
{
    sqlite3 *db = open_file(state, "w.db");
    asked_run(db, "PRAGMA page_size = 16384; PRAGMA journal_mode = DELETE");
    asked_run(db, sql);
    return db;
}

static struct tablefill *open_well(sqlite3 *db)
{
    struct diag d = {0};
    struct tablefill *f = tablefill_open(db, "t", two, &d);
    if (f == NULL)
        fail_msg("%s", d.text);
    f->many = FEW;
    return f;
}

/* The row I: its number, or NULL for a key, and LENGTH letters. */
static void add_row(struct tablefill *f, bool keyed, int64_t i, size_t length)
{
    struct diag d = {0};
    char *text = mem_alloc(length + 1);
    memset(text, 'a' + (char)(i % 26), length);
    if (keyed)
        tablerecord_null(&f->record);
    else
        tablerecord_integer(&f->record, i);
    tablerecord_text(&f->record, text, length);
    free(text);
    if (tablefill_end_row(f, &d) != 0)
        fail_msg("%s", d.text);
}

static void add_rows(struct tablefill *f, int64_t first, int64_t count)
{
    for (int64_t i = first; i < first + count; i++)
        add_row(f, false, i, (size_t)(i % 97));
}

static void flush_well(struct tablefill *f)
{
    struct diag d = {0};
    if (tablefill_flush(f, &d) != 0)
        fail_msg("%s", d.text);
    assert_null(f->lot);
}

static void expect_rows(sqlite3 *db, int count)
{
    char *wanted = mem_format("%d %d", count, count);
    asked_is(db,
             "SELECT count(*) || ' ' || coalesce(sum(a = rowid - 1 AND"
             " length(b) = a % 97 AND"
             " replace(b, char(97 + a % 26), '') = ''), 0) FROM t",
             wanted);
    asked_is(db, "PRAGMA integrity_check", "ok");
    asked_is(db, "SELECT count(*) FROM sqlite_schema", "1");
    free(wanted);
}

static void close_well(sqlite3 *db)
{
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static void rows_are_there_before_and_after_the_commit(void **state)
{
    sqlite3 *db = make_file(state, plain);
    asked_run(db, "BEGIN IMMEDIATE");
    struct tablefill *f = open_well(db);
    add_rows(f, 0, 300000);
    assert_non_null(f->lot);
    flush_well(f);
    expect_rows(db, 300000);
    tablefill_free(f);
    asked_run(db, "COMMIT");
    expect_rows(db, 300000);
    close_well(db);
    db = open_file(state, "w.db");
    expect_rows(db, 300000);
    close_well(db);
}

/* Few leaves and many, so that levels end in every way. */
static void any_number_of_rows_makes_a_tree(void **state)
{
    sqlite3 *db = make_file(state, plain);
    for (int count = 1200; count < 60000; count += count / 3) {
        asked_run(db, "BEGIN IMMEDIATE");
        struct tablefill *f = open_well(db);
        add_rows(f, 0, count);
        flush_well(f);
        tablefill_free(f);
        expect_rows(db, count);
        asked_run(db, "COMMIT; DELETE FROM t");
    }
    close_well(db);
}

static void rows_go_with_their_transaction(void **state)
{
    sqlite3 *db = make_file(state, plain);
    asked_run(db, "BEGIN IMMEDIATE");
    struct tablefill *f = open_well(db);
    add_rows(f, 0, 20000);
    assert_non_null(f->lot);
    flush_well(f);
    tablefill_free(f);
    asked_run(db, "ROLLBACK");
    expect_rows(db, 0);
    asked_is(db, "PRAGMA page_count", "2");
    close_well(db);
}

/* Also when nobody flushes, as where something else has failed. */
static void rows_that_were_begun_go_too(void **state)
{
    sqlite3 *db = make_file(state, plain);
    asked_run(db, "INSERT INTO t VALUES (1, 'x'); BEGIN IMMEDIATE;"
                  " DELETE FROM t");
    struct tablefill *f = open_well(db);
    add_rows(f, 0, 20000);
    assert_non_null(f->lot);
    tablefill_free(f);
    asked_run(db, "ROLLBACK");
    asked_is(db, "SELECT a || b FROM t", "1x");
    asked_is(db, "PRAGMA integrity_check", "ok");
    close_well(db);
}

static void copy_file(void **state, const char *from, const char *to)
{
    char *old = scratch_path(state, from);
    char *new = scratch_path(state, to);
    FILE *in = fopen(old, "rb");
    FILE *out = fopen(new, "wb");
    assert_non_null(in);
    assert_non_null(out);
    char bytes[4096];
    size_t length;
    while ((length = fread(bytes, 1, sizeof bytes, in)) > 0)
        assert_int_equal(fwrite(bytes, 1, length, out), length);
    fclose(in);
    fclose(out);
    free(old);
    free(new);
}

/* What a program that dies leaves is a file and its journal. The rows before
   lay in pages that are free when the new ones come. */
static void who_dies_changes_nothing(void **state)
{
    sqlite3 *db = make_file(state, plain);
    asked_run(db, "BEGIN IMMEDIATE");
    struct tablefill *f = open_well(db);
    add_rows(f, 0, 20000);
    flush_well(f);
    tablefill_free(f);
    asked_run(db, "COMMIT; BEGIN IMMEDIATE; DELETE FROM t");
    f = open_well(db);
    add_rows(f, 7, 30000);
    assert_non_null(f->lot);
    flush_well(f);
    tablefill_free(f);
    copy_file(state, "w.db", "x.db");
    copy_file(state, "w.db-journal", "x.db-journal");
    asked_run(db, "ROLLBACK");
    expect_rows(db, 20000);
    close_well(db);
    db = open_file(state, "x.db");
    expect_rows(db, 20000);
    close_well(db);
}

static void free_pages_are_used_again(void **state)
{
    sqlite3 *db = make_file(state, plain);
    for (int round = 0; round < 3; round++) {
        asked_run(db, "BEGIN IMMEDIATE; DELETE FROM t");
        struct tablefill *f = open_well(db);
        add_rows(f, 0, 50000);
        assert_non_null(f->lot);
        flush_well(f);
        tablefill_free(f);
        asked_run(db, "COMMIT");
        expect_rows(db, 50000);
    }
    asked_is(db,
             "SELECT page_count < 2 * 50000 * 60 / 16384 FROM"
             " pragma_page_count",
             "1");
    close_well(db);
}

/* The second fill finds rows, so it copies; SQL goes on where it ends. */
static void more_rows_come_behind(void **state)
{
    sqlite3 *db = make_file(state, plain);
    asked_run(db, "BEGIN IMMEDIATE");
    struct tablefill *f = open_well(db);
    add_rows(f, 0, 20000);
    flush_well(f);
    add_rows(f, 20000, 10000);
    assert_null(f->lot);
    flush_well(f);
    tablefill_free(f);
    f = open_well(db);
    add_rows(f, 30000, 10000);
    assert_null(f->lot);
    flush_well(f);
    tablefill_free(f);
    asked_run(db, "INSERT INTO t SELECT 40000, printf('%.*c', 36, 'm');"
                  "COMMIT");
    expect_rows(db, 40001);
    close_well(db);
}

/* Records of up to some pages, whose ends lie beside the leaves. */
static void long_rows_and_keys_come_back(void **state)
{
    sqlite3 *db = make_file(state, "CREATE TABLE t (a INTEGER PRIMARY KEY,"
                                   " b TEXT) STRICT");
    asked_run(db, "BEGIN IMMEDIATE");
    struct tablefill *f = open_well(db);
    tablefill_start(f, 42);
    for (int i = 0; i < 2000; i++)
        add_row(f, true, i, (size_t)i * 31);
    assert_non_null(f->lot);
    flush_well(f);
    add_row(f, true, 2000, 62000);
    flush_well(f);
    tablefill_free(f);
    asked_run(db, "COMMIT");
    asked_is(db,
             "SELECT count(*) || ' ' || min(a) || ' ' || max(a) || ' ' ||"
             " sum(length(b) = (a - 42) * 31) || ' ' ||"
             " sum(replace(b, substr(b, 1, 1), '') = '') FROM t",
             "2001 42 2042 2001 2001");
    asked_is(db, "PRAGMA integrity_check", "ok");
    close_well(db);
}

/* Somebody who reads holds the pages back: they are copied at the end. */
static void a_reader_does_not_stop_it(void **state)
{
    sqlite3 *db = make_file(state, plain);
    sqlite3 *reader = open_file(state, "w.db");
    asked_run(reader, "BEGIN; SELECT count(*) FROM t");
    asked_run(db, "BEGIN IMMEDIATE");
    struct tablefill *f = open_well(db);
    add_rows(f, 0, 20000);
    assert_true(f->tried && f->lot == NULL);
    flush_well(f);
    tablefill_free(f);
    expect_rows(db, 20000);
    asked_run(reader, "COMMIT");
    close_well(reader);
    asked_run(db, "COMMIT");
    expect_rows(db, 20000);
    close_well(db);
}

/* Where pages cannot be put, the rows come all the same. */
static void other_files_are_filled_too(void **state)
{
    static const char *const before[] = {
        "PRAGMA page_size = 4096",
        "PRAGMA page_size = 16384; PRAGMA auto_vacuum = FULL",
        "PRAGMA page_size = 16384; PRAGMA journal_mode = MEMORY",
        "PRAGMA page_size = 16384; PRAGMA journal_mode = WAL",
    };
    for (size_t i = 0; i < COUNT_OF(before); i++) {
        char name[] = "0.db";
        name[0] = (char)('0' + i);
        sqlite3 *db = open_file(state, name);
        asked_run(db, before[i]);
        asked_run(db, plain);
        asked_run(db, "BEGIN IMMEDIATE");
        struct tablefill *f = open_well(db);
        add_rows(f, 0, 20000);
        assert_true(f->tried && f->lot == NULL);
        flush_well(f);
        tablefill_free(f);
        asked_run(db, "COMMIT");
        expect_rows(db, 20000);
        close_well(db);
    }
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, scratch_make, scratch_remove)
    const struct CMUnitTest tests[] = {
        TEST(rows_are_there_before_and_after_the_commit),
        TEST(any_number_of_rows_makes_a_tree),
        TEST(rows_go_with_their_transaction),
        TEST(rows_that_were_begun_go_too),
        TEST(who_dies_changes_nothing),
        TEST(free_pages_are_used_again),
        TEST(more_rows_come_behind),
        TEST(long_rows_and_keys_come_back),
        TEST(a_reader_does_not_stop_it),
        TEST(other_files_are_filled_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
