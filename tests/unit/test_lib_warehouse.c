/* test_lib_warehouse.c - made whole or not at all, one writer, read whole. */
#include "lib/lockfile.h"
#include "lib/mem.h"
#include "lib/warehouse.h"
#include "tests/unit/scratch.h"

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

extern const char warehouse_schema[];

/* A folder with the path of a warehouse in it. */
struct place {
    void *folder;
    char *path;
};

static int open_place(void **state)
{
    struct place *p = mem_alloc(sizeof *p);
    if (scratch_make(&p->folder) != 0)
        return -1;
    p->path = scratch_path(&p->folder, "w.db");
    *state = p;
    return 0;
}

static int close_place(void **state)
{
    struct place *p = *state;
    int result = scratch_remove(&p->folder);
    free(p->path);
    free(p);
    return result;
}

static void write_text(const char *path, const char *text)
{
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    assert_true(fputs(text, out) >= 0);
    assert_int_equal(fclose(out), 0);
}

static void open_well(struct warehouse *w, const char *path,
                      enum warehouse_mode mode)
{
    struct diag d = {0};
    if (warehouse_open(w, path, mode, "test", &d) != 0)
        fail_msg("%s: %s", d.file, d.text);
}

/* Opening must fail, with PART of the message. */
static void refuse(const char *path, enum warehouse_mode mode, const char *part)
{
    struct warehouse w;
    struct diag d = {0};
    assert_int_equal(warehouse_open(&w, path, mode, "test", &d), -1);
    warehouse_close(&w);
    if (strstr(d.text, part) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", d.text, part);
}

static int64_t ask(const struct warehouse *w, const char *sql)
{
    struct diag d = {0};
    int64_t value;
    if (warehouse_integer(w->db, sql, -1, &value, &d) != 0)
        fail_msg("%s", d.text);
    return value;
}

static void run_well(const struct warehouse *w, const char *sql)
{
    struct diag d = {0};
    if (warehouse_run(w->db, sql, &d) != 0)
        fail_msg("%s", d.text);
}

static void make(const char *path)
{
    struct warehouse w;
    open_well(&w, path, WAREHOUSE_CREATE);
    run_well(&w, "INSERT INTO topic (topic_id, name) VALUES ('t1', 'One')");
    warehouse_close(&w);
}

static const char count_topics[] = "SELECT count(*) FROM topic";

static bool exists(const char *path, const char *ending)
{
    char *name = mem_format("%s%s", path, ending);
    struct stat found;
    bool there = stat(name, &found) == 0 && found.st_size > 0;
    free(name);
    return there;
}

static void makes_a_strict_and_private_file(void **state)
{
    const struct place *p = *state;
    static const mode_t masks[] = {0, 022, 0277};
    for (size_t i = 0; i < COUNT_OF(masks); i++) {
        mode_t before = umask(masks[i]);
        struct warehouse w;
        open_well(&w, p->path, WAREHOUSE_CREATE);
        umask(before);
        struct stat found;
        assert_int_equal(stat(p->path, &found), 0);
        assert_int_equal(found.st_mode & 07777, 0600);
        assert_int_equal(ask(&w, "PRAGMA user_version"), WAREHOUSE_VERSION);
        assert_int_equal(ask(&w, "PRAGMA page_size"), 16384);
        assert_int_equal(
            ask(&w, "SELECT count(*) FROM pragma_table_list WHERE type = "
                    "'table' AND NOT strict AND name NOT LIKE 'sqlite%'"),
            0);
        assert_true(ask(&w, "SELECT count(*) FROM sqlite_schema") > 30);
        warehouse_close(&w);
        assert_false(exists(p->path, ".lock"));
        assert_int_equal(unlink(p->path), 0);
    }
}

static void counts_an_empty_file_as_none(void **state)
{
    const struct place *p = *state;
    refuse(p->path, WAREHOUSE_READ, "no warehouse yet");
    refuse(p->path, WAREHOUSE_WRITE, "no warehouse yet");
    write_text(p->path, "");
    refuse(p->path, WAREHOUSE_READ, "no warehouse yet");
    refuse(p->path, WAREHOUSE_WRITE, "no warehouse yet");
    make(p->path);
    struct warehouse w;
    open_well(&w, p->path, WAREHOUSE_READ);
    assert_int_equal(ask(&w, count_topics), 1);
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
    write_text(p->path, "member_id,name\n1,someone\n");
    refuse(p->path, WAREHOUSE_CREATE, "not a database");
    struct stat found;
    assert_int_equal(stat(p->path, &found), 0);
    assert_int_equal(found.st_size, 25);

    unlink(p->path);
    make_foreign(p->path, "CREATE TABLE theirs (a); PRAGMA user_version = 1");
    refuse(p->path, WAREHOUSE_CREATE, "not a Dripline warehouse");
    unlink(p->path);
    make(p->path);
    make_foreign(p->path, "PRAGMA user_version = 77");
    refuse(p->path, WAREHOUSE_READ, "version 77");
    refuse(p->folder, WAREHOUSE_CREATE, "must be a file");
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
    refuse(p->path, WAREHOUSE_WRITE, expected);
    refuse(p->path, WAREHOUSE_CREATE, expected);
    free(expected);
    struct warehouse reader;
    open_well(&reader, p->path, WAREHOUSE_READ);
    warehouse_close(&reader);
    warehouse_close(&first);
    open_well(&first, p->path, WAREHOUSE_WRITE);
    warehouse_close(&first);
}

/* Runs ACT in a process of its own, which must end by SIGKILL. */
static void be_killed(void (*act)(const char *path), const char *path)
{
    fflush(stdout);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        act(path);
        raise(SIGKILL);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
}

static void hold_lock(const char *path)
{
    struct warehouse w;
    open_well(&w, path, WAREHOUSE_CREATE);
}

static void lock_of_a_killed_program_is_free(void **state)
{
    const struct place *p = *state;
    be_killed(hold_lock, p->path);
    assert_true(exists(p->path, ".lock"));
    make(p->path);
    assert_false(exists(p->path, ".lock"));
}

/* With so small a cache, pages are in the file long before the commit. */
static void write_half(const char *path)
{
    struct warehouse w;
    open_well(&w, path, WAREHOUSE_WRITE);
    run_well(&w, "PRAGMA cache_size = 5; BEGIN IMMEDIATE;"
                 "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 "
                 "FROM n WHERE i < 20000) INSERT INTO topic (topic_id, name)"
                 "SELECT 'new ' || i, 'a name of some length' FROM n");
}

static void reader_rolls_back_what_a_killed_writer_left(void **state)
{
    const struct place *p = *state;
    make(p->path);
    be_killed(write_half, p->path);
    assert_true(exists(p->path, "-journal"));
    struct warehouse w;
    open_well(&w, p->path, WAREHOUSE_READ);
    assert_int_equal(ask(&w, count_topics), 1);
    assert_false(exists(p->path, "-journal"));
    struct diag d = {0};
    assert_int_equal(warehouse_run(w.db, "DELETE FROM topic", &d), -1);
    warehouse_close(&w);
}

static void writer_rolls_back_what_a_killed_writer_left(void **state)
{
    const struct place *p = *state;
    make(p->path);
    be_killed(write_half, p->path);
    struct warehouse w;
    open_well(&w, p->path, WAREHOUSE_WRITE);
    assert_int_equal(ask(&w, count_topics), 1);
    warehouse_close(&w);
}

/* In a process of its own, since only that may give up being root. */
static int read_without_rights(const char *path)
{
    if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
        return 3;
    struct warehouse w;
    struct diag d = {0};
    int result = warehouse_open(&w, path, WAREHOUSE_READ, "test", &d);
    warehouse_close(&w);
    if (result == 0)
        return 1;
    return strstr(d.text, "killed while it wrote") != NULL ? 0 : 2;
}

static void reader_without_rights_is_told_of_the_torn_file(void **state)
{
    const struct place *p = *state;
    make(p->path);
    be_killed(write_half, p->path);
    char *journal = mem_format("%s-journal", p->path);
    chmod(p->path, 0444);
    chmod(journal, 0444);
    chmod(p->folder, 0555);
    free(journal);
    fflush(stdout);
    pid_t child = fork();
    if (child == 0)
        _exit(read_without_rights(p->path));
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    assert_true(exists(p->path, "-journal"));
}

/* The schema, begun the way warehouse_open() does it, and not committed. */
static void make_half(const char *path)
{
    sqlite3 *db = NULL;
    if (sqlite3_open(path, &db) != SQLITE_OK ||
        sqlite3_exec(db,
                     "PRAGMA page_size = 16384; PRAGMA cache_size = 1;"
                     "BEGIN IMMEDIATE",
                     NULL, NULL, NULL) != SQLITE_OK ||
        sqlite3_exec(db, warehouse_schema, NULL, NULL, NULL) != SQLITE_OK)
        _exit(9);
    sqlite3_db_cacheflush(db);
}

static void half_made_file_is_made_again(void **state)
{
    const struct place *p = *state;
    write_text(p->path, "");
    be_killed(make_half, p->path);
    refuse(p->path, WAREHOUSE_READ, "no warehouse yet");
    be_killed(make_half, p->path);
    refuse(p->path, WAREHOUSE_WRITE, "no warehouse yet");
    be_killed(make_half, p->path);
    make(p->path);
}

static void reader_sees_one_state_until_it_closes(void **state)
{
    const struct place *p = *state;
    make(p->path);
    struct warehouse writer, reader;
    struct diag d = {0};
    open_well(&writer, p->path, WAREHOUSE_WRITE);
    open_well(&reader, p->path, WAREHOUSE_READ);
    sqlite3_busy_timeout(writer.db, 20);
    run_well(&writer, "BEGIN IMMEDIATE; DELETE FROM topic");
    assert_int_equal(warehouse_run(writer.db, "COMMIT", &d), -1);
    assert_non_null(strstr(d.text, "another program uses the file"));
    assert_int_equal(ask(&reader, count_topics), 1);
    warehouse_close(&reader);
    run_well(&writer, "COMMIT");
    assert_int_equal(ask(&writer, count_topics), 0);
    warehouse_close(&writer);
}

static void scratch_copy_leaves_nothing_behind(void **state)
{
    const struct place *p = *state;
    struct warehouse w;
    open_well(&w, p->path, WAREHOUSE_SCRATCH);
    assert_int_equal(ask(&w, count_topics), 0);
    warehouse_close(&w);
    assert_int_equal(access(p->path, F_OK), -1);

    make(p->path);
    open_well(&w, p->path, WAREHOUSE_SCRATCH);
    assert_int_equal(ask(&w, count_topics), 1);
    assert_int_equal(ask(&w, "PRAGMA user_version"), WAREHOUSE_VERSION);
    run_well(&w, "DELETE FROM topic");
    warehouse_close(&w);
    open_well(&w, p->path, WAREHOUSE_READ);
    assert_int_equal(ask(&w, count_topics), 1);
    warehouse_close(&w);
}

static void closing_rolls_back(void **state)
{
    const struct place *p = *state;
    make(p->path);
    struct warehouse w;
    open_well(&w, p->path, WAREHOUSE_WRITE);
    run_well(&w, "BEGIN IMMEDIATE; DELETE FROM topic");
    warehouse_close(&w);
    open_well(&w, p->path, WAREHOUSE_READ);
    assert_int_equal(ask(&w, count_topics), 1);
    warehouse_close(&w);
}

static void statements_tell_what_failed(void **state)
{
    const struct place *p = *state;
    make(p->path);
    struct warehouse w;
    open_well(&w, p->path, WAREHOUSE_WRITE);
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
    make(p->path);
    struct warehouse w;
    open_well(&w, p->path, WAREHOUSE_READ);
    assert_int_equal(ask(&w, "SELECT 7 WHERE 1"), 7);
    assert_int_equal(ask(&w, "SELECT 7 WHERE 0"), -1);
    assert_int_equal(ask(&w, "SELECT max(topic) FROM topic WHERE 0"), -1);
    warehouse_close(&w);
}

#define PLACED(test) \
    cmocka_unit_test_setup_teardown(test, open_place, close_place)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PLACED(makes_a_strict_and_private_file),
        PLACED(counts_an_empty_file_as_none),
        PLACED(refuses_what_is_no_warehouse_of_this_version),
        PLACED(names_who_holds_the_lock),
        PLACED(lock_of_a_killed_program_is_free),
        PLACED(reader_rolls_back_what_a_killed_writer_left),
        PLACED(writer_rolls_back_what_a_killed_writer_left),
        PLACED(reader_without_rights_is_told_of_the_torn_file),
        PLACED(half_made_file_is_made_again),
        PLACED(reader_sees_one_state_until_it_closes),
        PLACED(scratch_copy_leaves_nothing_behind),
        PLACED(closing_rolls_back),
        PLACED(statements_tell_what_failed),
        PLACED(an_integer_that_is_not_there_is_the_one_given),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
