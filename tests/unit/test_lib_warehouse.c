/* test_lib_warehouse.c - made whole or not at all, one writer, read whole. */
#include "lib/lockfile.h"
#include "lib/mem.h"
#include "lib/warehouse.h"
#include "tests/unit/place.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static void makes_a_strict_and_private_file(void **state)
{
    const struct place *p = *state;
    static const mode_t masks[] = {0, 022, 0277};
    for (size_t i = 0; i < COUNT_OF(masks); i++) {
        mode_t before = umask(masks[i]);
        struct warehouse w;
        place_warehouse(&w, p->path, WAREHOUSE_CREATE);
        umask(before);
        struct stat found;
        assert_int_equal(stat(p->path, &found), 0);
        assert_int_equal(found.st_mode & 07777, 0600);
        assert_int_equal(place_ask(&w, "PRAGMA user_version"),
                         WAREHOUSE_VERSION);
        assert_int_equal(place_ask(&w, "PRAGMA page_size"), 16384);
        assert_int_equal(
            place_ask(&w, "SELECT count(*) FROM pragma_table_list WHERE type = "
                          "'table' AND NOT strict AND name NOT LIKE 'sqlite%'"),
            0);
        assert_true(place_ask(&w, "SELECT count(*) FROM sqlite_schema") > 30);
        warehouse_close(&w);
        assert_false(place_exists(p->path, ".lock"));
        assert_int_equal(unlink(p->path), 0);
    }
}

static void counts_an_empty_file_as_none(void **state)
{
    const struct place *p = *state;
    place_refuse(p->path, WAREHOUSE_READ, "no warehouse yet");
    place_refuse(p->path, WAREHOUSE_WRITE, "no warehouse yet");
    place_write(p->path, "");
    place_refuse(p->path, WAREHOUSE_READ, "no warehouse yet");
    place_refuse(p->path, WAREHOUSE_WRITE, "no warehouse yet");
    place_make(p->path);
    struct warehouse w;
    place_warehouse(&w, p->path, WAREHOUSE_READ);
    assert_int_equal(place_ask(&w, place_count_topics), 1);
    warehouse_close(&w);
}

static void make_foreign(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static void refuses_what_is_no_warehouse_of_this_version(void **state)
{
    const struct place *p = *state;
    place_write(p->path, "member_id,name\n1,someone\n");
    place_refuse(p->path, WAREHOUSE_CREATE, "not a database");
    struct stat found;
    assert_int_equal(stat(p->path, &found), 0);
    assert_int_equal(found.st_size, 25);

    unlink(p->path);
    make_foreign(p->path, "CREATE TABLE theirs (a); PRAGMA user_version = 1");
    place_refuse(p->path, WAREHOUSE_CREATE, "not a Dripline warehouse");
    unlink(p->path);
    place_make(p->path);
    make_foreign(p->path, "PRAGMA user_version = 77");
    place_refuse(p->path, WAREHOUSE_READ, "version 77");
    unlink(p->path);
    place_make(p->path);
    make_foreign(p->path, "ALTER TABLE segment DROP COLUMN weighted");
    place_refuse(p->path, WAREHOUSE_READ,
                 "its table 'segment' has other columns");
    place_refuse(p->path, WAREHOUSE_CREATE,
                 "its table 'segment' has other columns");
    unlink(p->path);
    place_make(p->path);
    make_foreign(p->path, "DROP TABLE duplicate");
    place_refuse(p->path, WAREHOUSE_WRITE, "its table 'duplicate'");
    unlink(p->path);
    place_make(p->path);
    make_foreign(p->path, "CREATE TABLE response_theirs (a)");
    struct warehouse w;
    place_warehouse(&w, p->path, WAREHOUSE_READ);
    warehouse_close(&w);
    place_refuse(p->folder, WAREHOUSE_CREATE, "must be a file");
}

static void names_who_holds_the_lock(void **state)
{
    const struct place *p = *state;
    struct warehouse first;
    struct diag d = {0};
    assert_int_equal(warehouse_open(&first, p->path, WAREHOUSE_CREATE,
                                    "dripline-ingest", &d),
                     0);
    char *expected =
        mem_format("held by dripline-ingest (process %ld); wait for it or "
                   "stop it",
                   (long)getpid());
    place_refuse(p->path, WAREHOUSE_WRITE, expected);
    place_refuse(p->path, WAREHOUSE_CREATE, expected);
    free(expected);
    struct warehouse reader;
    place_warehouse(&reader, p->path, WAREHOUSE_READ);
    warehouse_close(&reader);
    warehouse_close(&first);
    place_warehouse(&first, p->path, WAREHOUSE_WRITE);
    warehouse_close(&first);
}

static void reader_sees_one_state_until_it_closes(void **state)
{
    const struct place *p = *state;
    place_make(p->path);
    struct warehouse writer, reader;
    struct diag d = {0};
    place_warehouse(&writer, p->path, WAREHOUSE_WRITE);
    place_warehouse(&reader, p->path, WAREHOUSE_READ);
    sqlite3_busy_timeout(writer.db, 20);
    place_run(&writer, "BEGIN IMMEDIATE; DELETE FROM topic");
    assert_int_equal(warehouse_run(writer.db, "COMMIT", &d), -1);
    assert_non_null(strstr(d.text, "another program uses the file"));
    assert_int_equal(place_ask(&reader, place_count_topics), 1);
    warehouse_close(&reader);
    place_run(&writer, "COMMIT");
    assert_int_equal(place_ask(&writer, place_count_topics), 0);
    warehouse_close(&writer);
}

static void scratch_copy_leaves_nothing_behind(void **state)
{
    const struct place *p = *state;
    struct warehouse w;
    place_warehouse(&w, p->path, WAREHOUSE_SCRATCH);
    assert_int_equal(place_ask(&w, place_count_topics), 0);
    warehouse_close(&w);
    assert_int_equal(access(p->path, F_OK), -1);

    place_make(p->path);
    place_warehouse(&w, p->path, WAREHOUSE_SCRATCH);
    assert_int_equal(place_ask(&w, place_count_topics), 1);
    assert_int_equal(place_ask(&w, "PRAGMA user_version"), WAREHOUSE_VERSION);
    place_run(&w, "DELETE FROM topic");
    warehouse_close(&w);
    place_warehouse(&w, p->path, WAREHOUSE_READ);
    assert_int_equal(place_ask(&w, place_count_topics), 1);
    warehouse_close(&w);
}

/* Copies the place's warehouse into TO, the same path with ENDING. */
static int copy_to(const struct place *p, const char *ending, char **to,
                   struct diag *d)
{
    *to = mem_format("%s%s", p->path, ending);
    return warehouse_copy(p->path, *to, d);
}

static void copy_is_a_warehouse_of_its_own(void **state)
{
    const struct place *p = *state;
    struct diag d = {0};
    struct warehouse w, writer;
    char *to;
    place_make(p->path);
    place_warehouse(&writer, p->path, WAREHOUSE_WRITE);
    place_run(&writer, "BEGIN IMMEDIATE; DELETE FROM topic");
    mode_t before = umask(0);
    assert_int_equal(copy_to(p, ".copy", &to, &d), 0);
    umask(before);
    warehouse_close(&writer);
    struct stat made;
    assert_int_equal(stat(to, &made), 0);
    assert_int_equal(made.st_mode & 0777, 0600);

    place_warehouse(&w, to, WAREHOUSE_WRITE);
    assert_int_equal(place_ask(&w, place_count_topics), 1);
    place_run(&w, "DELETE FROM topic");
    warehouse_close(&w);
    place_warehouse(&w, p->path, WAREHOUSE_READ);
    assert_int_equal(place_ask(&w, place_count_topics), 1);
    warehouse_close(&w);
    free(to);
    assert_int_equal(copy_to(p, "/copy", &to, &d), -1);
    free(to);
    assert_non_null(strstr(d.text, "Not a directory"));
}

static void nothing_is_copied_where_there_is_no_warehouse(void **state)
{
    const struct place *p = *state;
    struct diag d = {0};
    char *to;
    assert_int_equal(copy_to(p, ".copy", &to, &d), 0);
    assert_int_equal(access(to, F_OK), -1);
    free(to);
    place_write(p->path, "");
    assert_int_equal(copy_to(p, ".copy", &to, &d), 0);
    assert_int_equal(access(to, F_OK), -1);
    free(to);
    place_write(p->path, "no warehouse, but long enough to be one's header");
    assert_int_equal(copy_to(p, ".copy", &to, &d), -1);
    assert_non_null(strstr(d.text, "file is not a database"));
    assert_int_equal(access(to, F_OK), -1);
    free(to);
}

static void closing_rolls_back(void **state)
{
    const struct place *p = *state;
    place_make(p->path);
    struct warehouse w;
    place_warehouse(&w, p->path, WAREHOUSE_WRITE);
    place_run(&w, "BEGIN IMMEDIATE; DELETE FROM topic");
    warehouse_close(&w);
    place_warehouse(&w, p->path, WAREHOUSE_READ);
    assert_int_equal(place_ask(&w, place_count_topics), 1);
    warehouse_close(&w);
}

static void statements_tell_what_failed(void **state)
{
    const struct place *p = *state;
    place_make(p->path);
    struct warehouse w;
    place_warehouse(&w, p->path, WAREHOUSE_WRITE);
    struct diag d = {0};
    assert_null(warehouse_prepare(w.db, "SELECT absent FROM topic", &d));
    assert_non_null(strstr(d.text, "no such column: absent"));
    assert_string_equal(d.file + strlen(d.file) - 4, "w.db");

    d = (struct diag){0};
    sqlite3_stmt *s = warehouse_prepare(
        w.db, "INSERT INTO topic (topic_id, name) VALUES (?1, 'Two')", &d);
    assert_non_null(s);
    sqlite3_bind_text(s, 1, "t1", -1, SQLITE_STATIC);
    assert_int_equal(warehouse_do(s, &d), -1);
    assert_non_null(strstr(d.text, "UNIQUE constraint failed"));
    sqlite3_bind_text(s, 1, "t2", -1, SQLITE_STATIC);
    d = (struct diag){0};
    assert_int_equal(warehouse_do(s, &d), 0);
    sqlite3_finalize(s);

    s = warehouse_prepare(w.db, "SELECT topic_id FROM topic ORDER BY 1", &d);
    assert_int_equal(warehouse_step(s, &d), 1);
    assert_int_equal(warehouse_step(s, &d), 1);
    assert_int_equal(warehouse_step(s, &d), 0);
    assert_int_equal(warehouse_do(s, &d), -1);
    assert_non_null(strstr(d.text, "gives rows"));
    sqlite3_finalize(s);
    warehouse_close(&w);
}

static void an_integer_that_is_not_there_is_the_one_given(void **state)
{
    const struct place *p = *state;
    place_make(p->path);
    struct warehouse w;
    place_warehouse(&w, p->path, WAREHOUSE_READ);
    assert_int_equal(place_ask(&w, "SELECT 7 WHERE 1"), 7);
    assert_int_equal(place_ask(&w, "SELECT 7 WHERE 0"), -1);
    assert_int_equal(place_ask(&w, "SELECT max(topic) FROM topic WHERE 0"), -1);
    warehouse_close(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PLACED(makes_a_strict_and_private_file),
        PLACED(counts_an_empty_file_as_none),
        PLACED(refuses_what_is_no_warehouse_of_this_version),
        PLACED(names_who_holds_the_lock),
        PLACED(reader_sees_one_state_until_it_closes),
        PLACED(scratch_copy_leaves_nothing_behind),
        PLACED(copy_is_a_warehouse_of_its_own),
        PLACED(nothing_is_copied_where_there_is_no_warehouse),
        PLACED(closing_rolls_back),
        PLACED(statements_tell_what_failed),
        PLACED(an_integer_that_is_not_there_is_the_one_given),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
