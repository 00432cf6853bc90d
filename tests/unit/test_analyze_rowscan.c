/* test_analyze_rowscan.c - all rows are taken once, by any threads. */
#include "analyze/base/rowscan.h"
#include "lib/mem.h"
#include "lib/warehouse.h"
#include "tests/unit/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { ROWS = 101, MOST = 7 };

/* What one stretch came to. */
struct sum {
    int64_t rows, sessions, last;
    bool ordered;
};

static int add_row(void *context, sqlite3_value **cell, struct diag *d)
{
    struct sum *sum = context;
    int64_t session = sqlite3_value_int64(cell[0]);
    if (session == 13)
        return diag_fail(d, "unlucky row");
    sum->ordered = sum->ordered && session > sum->last;
    sum->last = session;
    sum->sessions += session;
    sum->rows++;
    return 0;
}

static const struct rowscan scan = {
    "SELECT (SELECT min(rowid) FROM attendance),"
    " (SELECT max(rowid) FROM attendance)",
    "SELECT take_row(session) FROM attendance WHERE rowid BETWEEN ?1 AND ?2",
    add_row};

/* A writer's connection to a new file, with what SQL puts there before. */
static void open_file(struct warehouse *w, void **state, const char *sql)
{
    struct diag d = {0};
    char *path = scratch_path(state, "scan.db");
    for (int turn = 0; turn < 2; turn++) {
        assert_int_equal(
            warehouse_open(w, path,
                           turn == 0 ? WAREHOUSE_CREATE : WAREHOUSE_WRITE,
                           "test", &d),
            0);
        if (turn == 0) {
            assert_int_equal(warehouse_run(w->db, sql, &d), 0);
            warehouse_close(w);
        }
    }
    assert_int_equal(warehouse_run(w->db, "BEGIN IMMEDIATE", &d), 0);
    free(path);
}

/* Sessions 1001 to 1101 in rows 1 to 101, and without rows 41 to 80. */
static const char full[] =
    "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE"
    " i < 101) INSERT INTO attendance (rowid, member, session, day, status,"
    " batch, line) SELECT i, 1, 1000 + i, 1, 1, 1, i FROM n;";
static const char with_a_gap[] =
    "DELETE FROM attendance WHERE rowid BETWEEN 41 AND 80;";

static struct sum run(sqlite3 *db, size_t threads, int *status, struct diag *d)
{
    struct sum part[MOST], all = {.ordered = true};
    void *context[MOST];
    size_t count = rowscan_stretches(db, threads);
    for (size_t i = 0; i < MOST; i++) {
        part[i] = (struct sum){.ordered = true};
        context[i] = &part[i];
    }
    *status = rowscan_run(db, &scan, context, count, d);
    for (size_t i = 0; i < count; i++) {
        all.rows += part[i].rows;
        all.sessions += part[i].sessions;
        all.ordered = all.ordered && part[i].ordered;
    }
    return all;
}

static void each_row_is_taken_once(void **state)
{
    struct warehouse w;
    struct diag d = {0};
    int status;
    open_file(&w, state, full);
    for (size_t threads = 1; threads <= MOST; threads++) {
        assert_int_equal(rowscan_stretches(w.db, threads), threads);
        struct sum all = run(w.db, threads, &status, &d);
        assert_int_equal(status, 0);
        assert_int_equal(all.rows, ROWS);
        assert_int_equal(all.sessions, ROWS * 1000 + ROWS * (ROWS + 1) / 2);
        assert_true(all.ordered);
    }
    warehouse_close(&w);
}

static void gaps_and_empty_tables_are_no_matter(void **state)
{
    static const int64_t expected[] = {61, 0};
    for (int i = 0; i < 2; i++) {
        struct warehouse w;
        struct diag d = {0};
        int status;
        char *sql = mem_format("DELETE FROM attendance; %s %s",
                               i == 0 ? full : "", with_a_gap);
        open_file(&w, state, sql);
        for (size_t threads = 1; threads <= MOST; threads++) {
            assert_int_equal(run(w.db, threads, &status, &d).rows, expected[i]);
            assert_int_equal(status, 0);
        }
        warehouse_close(&w);
        free(sql);
    }
}

static void what_others_could_not_see_is_read_by_the_caller(void **state)
{
    struct warehouse w;
    struct diag d = {0};
    int status;
    open_file(&w, state, full);
    assert_int_equal(
        warehouse_run(w.db, "DELETE FROM attendance WHERE rowid > 100", &d), 0);
    assert_int_equal(rowscan_stretches(w.db, 4), 1);
    assert_int_equal(run(w.db, 4, &status, &d).rows, 100);
    assert_int_equal(warehouse_run(w.db, "ROLLBACK", &d), 0);
    assert_int_equal(rowscan_stretches(w.db, 4), 1);
    warehouse_close(&w);

    sqlite3 *memory;
    assert_int_equal(sqlite3_open(":memory:", &memory), SQLITE_OK);
    assert_int_equal(warehouse_run(memory, "BEGIN IMMEDIATE", &d), 0);
    assert_int_equal(rowscan_stretches(memory, 4), 1);
    sqlite3_close(memory);
}

static void the_first_fault_is_told(void **state)
{
    for (size_t threads = 1; threads <= MOST; threads += 3) {
        struct warehouse w;
        struct diag d = {0};
        int status;
        open_file(&w, state,
                  "INSERT INTO attendance (member, session, day, status,"
                  " batch, line) VALUES (1, 1, 1, 1, 1, 1),"
                  " (1, 13, 1, 1, 1, 1), (1, 14, 1, 1, 1, 1);");
        run(w.db, threads, &status, &d);
        assert_int_equal(status, -1);
        assert_string_equal(d.text, "unlucky row");
        warehouse_close(&w);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(each_row_is_taken_once, scratch_make,
                                        scratch_remove),
        cmocka_unit_test_setup_teardown(gaps_and_empty_tables_are_no_matter,
                                        scratch_make, scratch_remove),
        cmocka_unit_test_setup_teardown(
            what_others_could_not_see_is_read_by_the_caller, scratch_make,
            scratch_remove),
        cmocka_unit_test_setup_teardown(the_first_fault_is_told, scratch_make,
                                        scratch_remove),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
