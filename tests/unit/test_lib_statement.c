/* test_lib_statement.c - the statements of warehouse.h, and their faults. */
#include "lib/mem.h"
#include "lib/warehouse.h"
#include "tests/unit/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A database in memory with a table of one unique number. */
static sqlite3 *open_memory(void)
{
    sqlite3 *db = NULL;
    struct diag d = {0};
    assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
    assert_int_equal(warehouse_run(db,
                                   "CREATE TABLE t (n INTEGER UNIQUE); "
                                   "INSERT INTO t VALUES (1), (2), (NULL)",
                                   &d),
                     0);
    assert_string_equal(d.text, "");
    return db;
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql)
{
    struct diag d = {0};
    sqlite3_stmt *statement = warehouse_prepare(db, sql, &d);
    if (statement == NULL)
        fail_msg("%s", d.text);
    return statement;
}

static int64_t ask(sqlite3 *db, const char *sql, int64_t none)
{
    struct diag d = {0};
    int64_t value = 77;
    if (warehouse_integer(db, sql, none, &value, &d) != 0)
        fail_msg("%s", d.text);
    return value;
}

static void several_statements_run_in_order_up_to_the_fault(void **state)
{
    (void)state;
    sqlite3 *db = open_memory();
    struct diag d = {0};
    assert_int_equal(warehouse_run(db,
                                   "INSERT INTO t VALUES (3); "
                                   "INSERT INTO t VALUES (3); "
                                   "INSERT INTO t VALUES (4)",
                                   &d),
                     -1);
    assert_non_null(strstr(d.text, "cannot run \"INSERT INTO t VALUES (3);"));
    assert_non_null(strstr(d.text, "UNIQUE constraint failed: t.n"));
    assert_int_equal(ask(db, "SELECT max(n) FROM t", -1), 3);
    sqlite3_close(db);
}

static void rows_come_one_by_one_and_then_again(void **state)
{
    (void)state;
    sqlite3 *db = open_memory();
    struct diag d = {0};
    sqlite3_stmt *s = prepare(db, "SELECT n FROM t WHERE n > ?1 ORDER BY n");
    for (int from = 0; from < 3; from++) {
        assert_int_equal(sqlite3_bind_int(s, 1, from), SQLITE_OK);
        for (int n = from + 1; n <= 2; n++) {
            assert_int_equal(warehouse_step(s, &d), 1);
            assert_int_equal(sqlite3_column_int(s, 0), n);
        }
        /* At the end it is reset, so that values can be bound anew. */
        assert_int_equal(warehouse_step(s, &d), 0);
        assert_int_equal(sqlite3_stmt_busy(s), 0);
    }
    assert_string_equal(d.text, "");
    sqlite3_finalize(s);
    sqlite3_close(db);
}

static void a_step_that_fails_is_told_without_the_values(void **state)
{
    (void)state;
    sqlite3 *db = open_memory();
    struct diag d = {0};
    sqlite3_stmt *s = prepare(db, "INSERT INTO t VALUES (?1 + length(?2))");
    sqlite3_bind_int(s, 1, 0);
    sqlite3_bind_text(s, 2, "M", -1, SQLITE_STATIC);
    assert_int_equal(warehouse_step(s, &d), -1);
    assert_non_null(strstr(d.text, "VALUES (?1 + length(?2))\""));
    assert_non_null(strstr(d.text, "UNIQUE constraint failed"));
    assert_string_equal(d.file, ""); /* in memory, there is no file */
    assert_int_equal(sqlite3_stmt_busy(s), 0);
    /* The same statement serves again. */
    struct diag again = {0};
    assert_int_equal(sqlite3_bind_int(s, 1, 10), SQLITE_OK);
    assert_int_equal(warehouse_do(s, &again), 0);
    assert_int_equal(ask(db, "SELECT max(n) FROM t", -1), 11);
    sqlite3_finalize(s);
    sqlite3_close(db);
}

static void a_row_where_none_was_expected_fails(void **state)
{
    (void)state;
    sqlite3 *db = open_memory();
    struct diag d = {0};
    sqlite3_stmt *s = prepare(db, "SELECT n FROM t");
    assert_int_equal(warehouse_do(s, &d), -1);
    assert_string_equal(d.text, "\"SELECT n FROM t\" gives rows, and none was "
                                "expected");
    assert_int_equal(sqlite3_stmt_busy(s), 0);
    sqlite3_finalize(s);
    s = prepare(db, "SELECT n FROM t WHERE n > 9");
    struct diag none = {0};
    assert_int_equal(warehouse_do(s, &none), 0);
    sqlite3_finalize(s);
    sqlite3_close(db);
}

static void what_is_no_sql_is_named_by_its_beginning(void **state)
{
    (void)state;
    sqlite3 *db = open_memory();
    char sql[400];
    memset(sql, 'x', sizeof sql);
    memcpy(sql, "SELECT ", 7);
    sql[sizeof sql - 1] = '\0';
    struct diag d = {0}, run = {0}, ask_for = {0};
    int64_t value = 5;
    assert_null(warehouse_prepare(db, sql, &d));
    sql[120] = '\0';
    char *begin = mem_format("cannot run \"%s\": no such column: x", sql);
    assert_int_equal(strncmp(d.text, begin, strlen(begin)), 0);
    free(begin);
    assert_int_equal(warehouse_run(db, "DELETE t", &run), -1);
    assert_non_null(strstr(run.text, "cannot run \"DELETE t\": near \"t\""));
    assert_int_equal(
        warehouse_integer(db, "SELECT n FROM none", 3, &value, &ask_for), -1);
    assert_non_null(strstr(ask_for.text, "no such table: none"));
    sqlite3_close(db);
}

static void one_integer_is_asked_for_with_a_value_for_none(void **state)
{
    (void)state;
    sqlite3 *db = open_memory();
    assert_int_equal(ask(db, "SELECT sum(n) FROM t", -1), 3);
    assert_int_equal(ask(db, "SELECT n FROM t WHERE n = 9", -1), -1);
    assert_int_equal(ask(db, "SELECT NULL", -5), -5);
    assert_int_equal(ask(db, "SELECT 0", -5), 0);
    assert_int_equal(ask(db, "SELECT n FROM t ORDER BY n DESC", -1), 2);
    assert_true(ask(db, "SELECT 9223372036854775807", 0) == INT64_MAX);
    struct diag d = {0};
    int64_t value;
    /* The fault comes with the step here, not with the preparing. */
    assert_int_equal(warehouse_integer(db,
                                       "SELECT abs(-9223372036854775807 - 1)",
                                       0, &value, &d),
                     -1);
    assert_non_null(strstr(d.text, "integer overflow"));
    sqlite3_close(db);
}

static void the_first_cause_stands(void **state)
{
    (void)state;
    sqlite3 *db = open_memory();
    struct diag d = {0};
    assert_int_equal(diag_fail(&d, "before"), -1);
    assert_int_equal(warehouse_run(db, "nonsense", &d), -1);
    assert_int_equal(warehouse_fail(db, "go on", &d), -1);
    assert_string_equal(d.text, "before");
    sqlite3_close(db);
}

static void fail_to_read(sqlite3_context *c, int count, sqlite3_value **values)
{
    (void)count, (void)values;
    sqlite3_result_error_code(c, SQLITE_IOERR_READ);
}

/* The finer code of a fault stands above the byte that tells its kind. */
static void a_finer_code_has_the_advice_of_its_kind(void **state)
{
    (void)state;
    sqlite3 *db = open_memory();
    struct diag d = {0};
    assert_int_equal(sqlite3_extended_result_codes(db, 1), SQLITE_OK);
    assert_int_equal(sqlite3_create_function(db, "fail", 0, SQLITE_UTF8, NULL,
                                             fail_to_read, NULL, NULL),
                     SQLITE_OK);
    assert_int_equal(warehouse_run(db, "SELECT fail()", &d), -1);
    assert_int_equal(sqlite3_errcode(db), SQLITE_IOERR_READ);
    assert_non_null(strstr(d.text, "the disk or its file system fails"));
    sqlite3_close(db);
}

static sqlite3 *open_file(const char *path, int flags)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open_v2(path, &db, flags, NULL), SQLITE_OK);
    return db;
}

static void faults_of_the_file_name_it_and_what_to_do(void **state)
{
    char *path = scratch_path(state, "w.db");
    int both = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    sqlite3 *first = open_file(path, both), *second = open_file(path, both);
    struct diag well = {0}, busy = {0}, only = {0}, full = {0}, no_file = {0};
    assert_int_equal(
        warehouse_run(first, "CREATE TABLE t (n); BEGIN EXCLUSIVE", &well), 0);
    assert_int_equal(warehouse_run(second, "INSERT INTO t VALUES (1)", &busy),
                     -1);
    assert_string_equal(busy.file, path);
    assert_non_null(strstr(busy.text, "try again when it is done"));
    assert_int_equal(
        warehouse_run(first, "COMMIT; PRAGMA max_page_count = 2", &well), 0);
    assert_int_equal(
        warehouse_run(first, "INSERT INTO t VALUES (zeroblob(100000))", &full),
        -1);
    assert_non_null(strstr(full.text, "no room left on the disk"));
    sqlite3_close(second);
    second = open_file(path, SQLITE_OPEN_READONLY);
    assert_int_equal(warehouse_run(second, "DELETE FROM t", &only), -1);
    assert_non_null(strstr(only.text, "you may not write the file"));
    sqlite3_close(second);
    sqlite3_close(first);
    free(path);

    path = scratch_write(state, "w.csv", "member,course\n1,2\n", 18);
    first = open_file(path, both);
    diag_at(&no_file, "study.json", 4, NULL); /* a place that is known stands */
    assert_int_equal(warehouse_run(first, "DELETE FROM t", &no_file), -1);
    assert_string_equal(no_file.file, "study.json");
    assert_non_null(strstr(no_file.text, "name another file"));
    sqlite3_close(first);
    free(path);
}

static void a_damaged_file_is_told_to_be_loaded_anew(void **state)
{
    char *path = scratch_path(state, "damaged.db");
    sqlite3 *db = open_file(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    struct diag d = {0};
    assert_int_equal(warehouse_run(db,
                                   "CREATE TABLE t (n); "
                                   "INSERT INTO t VALUES (zeroblob(9000))",
                                   &d),
                     0);
    sqlite3_close(db);
    FILE *out = fopen(path, "r+b"); /* its second page is the table's root */
    assert_non_null(out);
    assert_int_equal(fseek(out, 4096, SEEK_SET), 0);
    assert_true(fputs("no page of a table at all", out) >= 0);
    assert_int_equal(fclose(out), 0);
    db = open_file(path, SQLITE_OPEN_READWRITE);
    assert_int_equal(warehouse_run(db, "DELETE FROM t WHERE n = 1", &d), -1);
    assert_string_equal(d.file, path);
    assert_non_null(strstr(d.text, "load the inputs into a new one"));
    sqlite3_close(db);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(several_statements_run_in_order_up_to_the_fault),
        cmocka_unit_test(rows_come_one_by_one_and_then_again),
        cmocka_unit_test(a_step_that_fails_is_told_without_the_values),
        cmocka_unit_test(a_row_where_none_was_expected_fails),
        cmocka_unit_test(what_is_no_sql_is_named_by_its_beginning),
        cmocka_unit_test(one_integer_is_asked_for_with_a_value_for_none),
        cmocka_unit_test(the_first_cause_stands),
        cmocka_unit_test(a_finer_code_has_the_advice_of_its_kind),
        cmocka_unit_test(faults_of_the_file_name_it_and_what_to_do),
        cmocka_unit_test(a_damaged_file_is_told_to_be_loaded_anew),
    };
    return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
