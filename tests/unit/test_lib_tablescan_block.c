/* test_lib_tablescan_block.c - rows read by blocks, and as they are stored. */
#include "lib/tablescan.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "lib/attr.h"
#include "tests/unit/scratch.h"
#include "tests/unit/tabledb.h"

/* Of 300 rows each tenth has a value of the block that is none; some are from
   before its last column was added. */
static const char fill_block[] =
    "CREATE TABLE u (k INTEGER PRIMARY KEY, name TEXT, x INTEGER, y INTEGER,"
    " note TEXT, z INTEGER);"
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
    " WHERE i < 300) INSERT INTO u SELECT i, 'row ' || i, i % 255 - 127,"
    " CASE i % 4 WHEN 0 THEN NULL WHEN 3 THEN -7 ELSE i % 4 - 1 END,"
    " printf('%.*c', i % 150, 'n'), CASE i % 10 WHEN 0 THEN 128 WHEN 1 THEN"
    " 0.5 WHEN 2 THEN 'text' ELSE i % 3 END FROM n;"
    "ALTER TABLE u ADD COLUMN late INTEGER;"
    "INSERT INTO u VALUES (1000, 'last', 5, 6, 'n', 7, 8)";

static const char *const block_columns[] = {"k", "name", "late", "z",
                                            "x", "y",    NULL};
enum { NAME = 1, BLOCK = 2, BLOCK_COUNT = 4 };

static int small_of(sqlite3_stmt *q, int column)
{
    return sqlite3_column_type(q, column) == SQLITE_INTEGER
               ? sqlite3_column_int(q, column)
               : TABLESCAN_NONE;
}

static void expect_block(const struct tablescan *s, sqlite3_stmt *q, bool odd)
{
    const int8_t *block = tablescan_block(s);
    size_t length;
    assert_int_equal(block == NULL, odd);
    const char *name = tablescan_text(s, NAME, &length);
    assert_memory_equal(name, sqlite3_column_text(q, NAME), length);
    for (int i = 0; i < BLOCK_COUNT; i++) {
        int value = small_of(q, BLOCK + i);
        if (odd)
            assert_int_equal(
                tablescan_integer(s, (size_t)(BLOCK + i), TABLESCAN_NONE),
                value);
        else
            assert_int_equal(block[i], value);
    }
}

static void small_integers_come_in_one_block(void **state)
{
    char *path = scratch_path(state, "block.db");
    struct diag d = {0};
    sqlite3 *db = tabledb_open(path, "PRAGMA page_size = 512");
    tabledb_run(db, fill_block);
    sqlite3_stmt *q;
    assert_int_equal(sqlite3_prepare_v2(db,
                                        "SELECT k, name, late, z, x, y FROM u",
                                        -1, &q, NULL),
                     SQLITE_OK);
    struct tablescan *s =
        tablescan_open_block(db, "u", block_columns, BLOCK, &d);
    assert_non_null(s);
    for (int i = 1; i <= 301; i++) {
        assert_int_equal(tablescan_next(s, &d), 1);
        assert_int_equal(sqlite3_step(q), SQLITE_ROW);
        expect_block(s, q, i <= 300 && i % 10 <= 2);
    }
    assert_int_equal(tablescan_next(s, &d), 0);
    tablescan_close(s);
    sqlite3_finalize(q);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    free(path);
}

/* A value of the block by its row and column: most fit, and each row from
   ROWS / 2 on has one that does not. */
enum { ROWS = 60, COLUMNS = 150 };

static int64_t value_of(int row, int column)
{
    static const int64_t odd[] = {128, -128, 300, -70000, INT64_MAX, INT64_MIN};
    if (row >= ROWS / 2 && column == row * 7 % COLUMNS)
        return odd[row % (int)COUNT_OF(odd)];
    return (row * 31 + column * 17) % 6 - 2;
}

static bool is_null(int row, int column)
{
    return (row + column) % 9 == 0 && (row < ROWS / 2 || column % 7 != 0);
}

/* One more column than is wanted stands before the block, one behind it. */
static void fill_wide(sqlite3 *db)
{
    sqlite3_str *sql = sqlite3_str_new(db);
    sqlite3_str_appendf(sql, "CREATE TABLE w (k INTEGER PRIMARY KEY, x TEXT");
    for (int c = 0; c < COLUMNS; c++)
        sqlite3_str_appendf(sql, ", c%d INTEGER", c);
    sqlite3_str_appendf(sql, ", y INTEGER);");
    for (int r = 0; r < ROWS; r++) {
        sqlite3_str_appendf(sql, "INSERT INTO w VALUES (NULL, 'x'");
        for (int c = 0; c < COLUMNS; c++)
            if (is_null(r, c))
                sqlite3_str_appendf(sql, ", NULL");
            else
                sqlite3_str_appendf(sql, ", %lld", (long long)value_of(r, c));
        sqlite3_str_appendf(sql, ", 5);");
    }
    char *all = sqlite3_str_finish(sql);
    tabledb_run(db, all);
    sqlite3_free(all);
}

static void expect_wide(const struct tablescan *s, int row)
{
    const int8_t *block = tablescan_block(s);
    int64_t integers[COLUMNS];
    bool odd = false;
    for (int c = 0; c < COLUMNS; c++)
        odd |= !is_null(row, c) &&
               (value_of(row, c) < -127 || value_of(row, c) > 127);
    assert_int_equal(block == NULL, odd);
    if (odd)
        tablescan_integers(s, 1, COLUMNS, TABLESCAN_NONE, integers);
    for (int c = 0; c < COLUMNS; c++) {
        int64_t wanted_value =
            is_null(row, c) ? TABLESCAN_NONE : value_of(row, c);
        assert_true((odd ? integers[c] : block[c]) == wanted_value);
    }
}

static void a_block_may_have_many_columns(void **state)
{
    static const char *const pages[] = {"PRAGMA page_size = 512",
                                        "PRAGMA page_size = 4096"};
    char names[COLUMNS][16];
    const char *columns[COLUMNS + 2] = {"k"};
    (void)state;
    for (int c = 0; c < COLUMNS; c++) {
        snprintf(names[c], sizeof names[c], "c%d", c);
        columns[c + 1] = names[c];
    }
    for (size_t i = 0; i < COUNT_OF(pages); i++) {
        struct diag d = {0};
        sqlite3 *db = tabledb_open(":memory:", pages[i]);
        fill_wide(db);
        struct tablescan *s = tablescan_open_block(db, "w", columns, 1, &d);
        assert_non_null(s);
        for (int r = 0; r < ROWS; r++) {
            assert_int_equal(tablescan_next(s, &d), 1);
            assert_int_equal(tablescan_integer(s, 0, -1), r + 1);
            expect_wide(s, r);
        }
        assert_int_equal(tablescan_next(s, &d), 0);
        tablescan_close(s);
        assert_int_equal(sqlite3_close(db), SQLITE_OK);
    }
}

/* Columns of a block that stand before the others are read one by one. */
static void a_block_among_other_columns_is_none(void **state)
{
    static const char *const columns[] = {"y", "k", "x", "z", NULL};
    (void)state;
    struct diag d = {0};
    sqlite3 *db = tabledb_open(":memory:", fill_block);
    struct tablescan *s = tablescan_open_block(db, "u", columns, 1, &d);
    assert_non_null(s);
    assert_int_equal(tablescan_next(s, &d), 1);
    assert_null(tablescan_block(s));
    assert_int_equal(tablescan_integer(s, 0, -9), 0);
    assert_int_equal(tablescan_integer(s, 1, -9), 1);
    assert_int_equal(tablescan_integer(s, 2, -9), -126);
    tablescan_close(s);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

/* The same values in the same columns, and in these only, are stored alike. */
static void equal_columns_are_stored_alike(void **state)
{
    static const char *const columns[] = {"b", "c", "a", NULL};
    (void)state;
    struct diag d = {0};
    struct tablescan_stored one, other;
    sqlite3 *db = tabledb_open(
        ":memory:", "CREATE TABLE t (a INTEGER, b TEXT, c INTEGER);"
                    "INSERT INTO t VALUES (1, 'ab', 3), (2, 'ab', 3),"
                    " (1, 'a', 3), (1, 'ab', NULL), (1,"
                    " printf('%.*c', 58, 'x'), 3)");
    struct tablescan *s = tablescan_open(db, "t", columns, &d);
    assert_non_null(s);
    assert_int_equal(tablescan_next(s, &d), 1);
    assert_true(tablescan_stored(s, 0, 2, &one));
    assert_false(tablescan_stored(s, 1, 2, &other)); /* c and a */
    assert_int_equal(one.length, 3);
    assert_memory_equal(one.bytes, "ab\3", 3);
    for (int row = 1; row < 5; row++) {
        assert_int_equal(tablescan_next(s, &d), 1);
        assert_int_equal(tablescan_stored(s, 0, 2, &other), row < 4);
        if (row < 4)
            assert_int_equal(other.types == one.types, row == 1);
    }
    tablescan_close(s);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_integers_come_in_one_block),
        cmocka_unit_test(a_block_may_have_many_columns),
        cmocka_unit_test(a_block_among_other_columns_is_none),
        cmocka_unit_test(equal_columns_are_stored_alike),
    };
    return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
