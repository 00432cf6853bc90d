/* test_lib_indexkeys.c - things with ids are found by them, in any order. */
#include "lib/indexkeys.h"

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

static const char *const columns[] = {"thing", "thing_id", "size", NULL};
static const char things[] =
    "CREATE TABLE thing (thing INTEGER PRIMARY KEY AUTOINCREMENT,"
    " thing_id TEXT NOT NULL UNIQUE, size INTEGER) STRICT";

/* The I-th id of COUNT. */
typedef char *make_id(int64_t i, int64_t count);

static char *in_order(int64_t i, int64_t count)
{
    (void)count;
    return mem_format("M%08d", (int)i);
}

static char *backwards(int64_t i, int64_t count)
{
    return mem_format("M%08d", (int)(count - i));
}

/* 7919 is a prime, so these are all of them. */
static char *mixed(int64_t i, int64_t count)
{
    return mem_format("member-of-the-north-%d", (int)(i * 7919 % count));
}

static char *of_every_length(int64_t i, int64_t count)
{
    (void)count;
    return mem_format("%*d%s", (int)(i * 31 % 1990), (int)(i * 7919 % 9000),
                      i % 2 > 0 ? "\xe5\xbc\xa0" : "");
}

/* The shortest there are, and among them the one of no bytes. */
static char *short_ones(int64_t i, int64_t count)
{
    (void)count;
    return i == 700 ? mem_text("") : mem_format("%x", (unsigned)(i * 7 + 1));
}

/* One and the same after 5000 others. */
static char *twice(int64_t i, int64_t count)
{
    return in_order(i == 5000 ? 17 : i, count);
}

static sqlite3 *make_file(void **state)
{
    sqlite3 *db = NULL;
    char *path = scratch_path(state, "w.db");
    if (sqlite3_open(path, &db) != SQLITE_OK)
        fail_msg("%s: %s", path, sqlite3_errmsg(db));
    free(path);
    asked_run(db, "PRAGMA page_size = 16384");
    asked_run(db, things);
    return db;
}

static struct tablefill *open_well(sqlite3 *db)
{
    struct diag d = {0};
    struct tablefill *f =
        tablefill_open_entity(db, "thing", columns, false, &d);
    if (f == NULL)
        fail_msg("%s", d.text);
    f->many = FEW;
    return f;
}

/* Things from FIRST on, with every third key. */
static int add_things(struct tablefill *f, make_id *make, int64_t first,
                      int64_t count, struct diag *d)
{
    int result = 0;
    for (int64_t i = first; i < first + count && result == 0; i++) {
        char *id = make(i, count);
        tablefill_key(f, 3 * i + 1);
        tablerecord_null(&f->record);
        tablerecord_text(&f->record, id, strlen(id));
        tablerecord_integer(&f->record, i);
        result = tablefill_end_row(f, d);
        free(id);
    }
    return result;
}

static void fill_well(struct tablefill *f, make_id *make, int64_t first,
                      int64_t count, bool as_pages)
{
    struct diag d = {0};
    if (add_things(f, make, first, count, &d) != 0)
        fail_msg("%s", d.text);
    assert_int_equal(f->lot != NULL, as_pages);
    if (tablefill_flush(f, &d) != 0)
        fail_msg("%s", d.text);
}

/* Each is found by its id, in the order of ids; the highest key is known. */
static void expect_things(sqlite3 *db, int64_t count)
{
    char *wanted = mem_format("%d", (int)count);
    char *last = mem_format("%d", (int)(3 * (count - 1) + 1));
    asked_is(db, "PRAGMA integrity_check", "ok");
    asked_is(db,
             "SELECT count(*) FROM thing NOT INDEXED WHERE size * 3 + 1 ="
             " thing",
             wanted);
    asked_is(db,
             "SELECT count(*) FROM (SELECT thing_id > lag(thing_id) OVER"
             " (ORDER BY thing_id) AS rises FROM thing) WHERE rises IS NOT 0",
             wanted);
    asked_is(db,
             "SELECT count(*) FROM thing AS a NOT INDEXED JOIN thing AS b"
             " INDEXED BY sqlite_autoindex_thing_1"
             " ON b.thing_id = a.thing_id WHERE a.thing = b.thing",
             wanted);
    asked_is(db, "SELECT seq FROM sqlite_sequence WHERE name = 'thing'", last);
    free(wanted);
    free(last);
}

static void ids_in_any_order_are_found(void **state)
{
    static const struct {
        make_id *make;
        int64_t count;
    } cases[] = {
        {in_order, 200000},      {backwards, 30000}, {mixed, 60000},
        {of_every_length, 8999}, {mixed, 2500},      {short_ones, 50000},
    };
    sqlite3 *db = make_file(state);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        asked_run(db, "BEGIN IMMEDIATE; DELETE FROM thing;"
                      " DELETE FROM sqlite_sequence");
        struct tablefill *f = open_well(db);
        f->many = FEW / 2;
        fill_well(f, cases[i].make, 0, cases[i].count, true);
        tablefill_free(f);
        expect_things(db, cases[i].count);
        asked_run(db, "COMMIT");
    }
    expect_things(db, cases[COUNT_OF(cases) - 1].count);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

/* The last leaf of the index must not stay empty, whatever the number: seven
   leaves hold 963 cells of 15 bytes and their places, or a few more, and one
   stands between two leaves. */
static void any_number_of_ids_makes_an_index(void **state)
{
    sqlite3 *db = make_file(state);
    for (int64_t count = 6740; count < 6764; count++) {
        asked_run(db, "BEGIN IMMEDIATE");
        struct tablefill *f = open_well(db);
        fill_well(f, in_order, 0, count, true);
        tablefill_free(f);
        expect_things(db, count);
        asked_run(db, "ROLLBACK");
    }
    asked_is(db, "SELECT count(*) FROM thing", "0");
    asked_is(db, "SELECT count(*) FROM sqlite_sequence", "0");
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static void few_things_and_later_ones_are_copied(void **state)
{
    sqlite3 *db = make_file(state);
    asked_run(db, "BEGIN IMMEDIATE");
    struct tablefill *f = open_well(db);
    fill_well(f, in_order, 0, 100, false);
    fill_well(f, in_order, 100, 20000, false);
    tablefill_free(f);
    expect_things(db, 20100);
    asked_run(db, "COMMIT; DELETE FROM thing; BEGIN IMMEDIATE");
    f = open_well(db);
    fill_well(f, in_order, 0, 20100, true);
    fill_well(f, in_order, 20100, 20000, false);
    tablefill_free(f);
    asked_run(db, "COMMIT");
    expect_things(db, 40100);
    asked_run(db, "INSERT INTO thing (thing_id, size) VALUES ('x', 0)");
    asked_is(db, "SELECT max(thing) FROM thing", "120299");
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

/* Keys as they come when a file is loaded again: 7919 is a prime. */
static void keys_in_any_order_are_sorted(void **state)
{
    static const int64_t counts[] = {1, 1000, 20000};
    sqlite3 *db = make_file(state);
    for (size_t i = 0; i < COUNT_OF(counts); i++) {
        struct diag d = {0};
        asked_run(db, "BEGIN IMMEDIATE; DELETE FROM thing;"
                      " DELETE FROM sqlite_sequence");
        struct tablefill *f =
            tablefill_open_entity(db, "thing", columns, true, &d);
        assert_non_null(f);
        f->many = FEW;
        for (int64_t k = 0; k < counts[i]; k++)
            assert_int_equal(
                add_things(f, in_order, k * 7919 % counts[i], 1, &d), 0);
        asked_is(db, "SELECT count(*) FROM thing", "0");
        assert_int_equal(tablefill_flush(f, &d), 0);
        tablefill_free(f);
        expect_things(db, counts[i]);
        asked_run(db, "COMMIT");
    }
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

/* Ids are the business of the caller; two that are the same are its fault. */
static void the_same_id_is_refused(void **state)
{
    for (int many = FEW; many < 100 * FEW; many *= 50) {
        struct diag d = {0};
        sqlite3 *db = make_file(state);
        asked_run(db, "BEGIN IMMEDIATE");
        struct tablefill *f = open_well(db);
        f->many = (size_t)many;
        int result = add_things(f, twice, 0, 20000, &d);
        if (result == 0)
            result = tablefill_flush(f, &d);
        assert_int_equal(result, -1);
        assert_non_null(strstr(d.text, many == FEW ? "the same id 'M00000017'"
                                                   : "UNIQUE constraint"));
        tablefill_free(f);
        asked_run(db, "ROLLBACK");
        asked_is(db, "SELECT count(*) FROM thing", "0");
        asked_is(db, "PRAGMA integrity_check", "ok");
        asked_run(db, "DROP TABLE thing");
        assert_int_equal(sqlite3_close(db), SQLITE_OK);
    }
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, scratch_make, scratch_remove)
    const struct CMUnitTest tests[] = {
        TEST(ids_in_any_order_are_found),
        TEST(any_number_of_ids_makes_an_index),
        TEST(few_things_and_later_ones_are_copied),
        TEST(keys_in_any_order_are_sorted),
        TEST(the_same_id_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
