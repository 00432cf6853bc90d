/* test_lib_warehouse_killed.c - a kill at any moment leaves no half change. */
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

extern const char warehouse_schema[];

/* Runs ACT in a process of its own, which is killed right after it. */
static void be_killed(void (*act)(const char *path), const char *path)
{
    int done[2];
    char byte = 'x';
    assert_int_equal(pipe(done), 0);
    fflush(stdout);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        act(path);
        if (write(done[1], &byte, 1) == 1)
            pause();
        _exit(9);
    }
    close(done[1]);
    assert_int_equal(read(done[0], &byte, 1), 1);
    close(done[0]);
    assert_int_equal(kill(child, SIGKILL), 0);
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
}

static void hold_lock(const char *path)
{
    struct warehouse w;
    place_warehouse(&w, path, WAREHOUSE_CREATE);
}

static void lock_of_a_killed_program_is_free(void **state)
{
    const struct place *p = *state;
    be_killed(hold_lock, p->path);
    assert_true(place_exists(p->path, ".lock"));
    place_make(p->path);
    assert_false(place_exists(p->path, ".lock"));
}

/* With so small a cache, pages are in the file long before the commit. */
static void write_half(const char *path)
{
    struct warehouse w;
    place_warehouse(&w, path, WAREHOUSE_WRITE);
    place_run(&w, "PRAGMA cache_size = 5; BEGIN IMMEDIATE;"
                  "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 "
                  "FROM n WHERE i < 20000) INSERT INTO topic (topic_id, name)"
                  "SELECT 'new ' || i, 'a name of some length' FROM n");
}

static void reader_rolls_back_what_a_killed_writer_left(void **state)
{
    const struct place *p = *state;
    place_make(p->path);
    be_killed(write_half, p->path);
    assert_true(place_exists(p->path, "-journal"));
    struct warehouse w;
    place_warehouse(&w, p->path, WAREHOUSE_READ);
    assert_int_equal(place_ask(&w, place_count_topics), 1);
    assert_false(place_exists(p->path, "-journal"));
    struct diag d = {0};
    assert_int_equal(warehouse_run(w.db, "DELETE FROM topic", &d), -1);
    warehouse_close(&w);
}

static void writer_rolls_back_what_a_killed_writer_left(void **state)
{
    const struct place *p = *state;
    place_make(p->path);
    be_killed(write_half, p->path);
    struct warehouse w;
    place_warehouse(&w, p->path, WAREHOUSE_WRITE);
    assert_int_equal(place_ask(&w, place_count_topics), 1);
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
    place_make(p->path);
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
    assert_true(place_exists(p->path, "-journal"));
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
    place_write(p->path, "");
    be_killed(make_half, p->path);
    place_refuse(p->path, WAREHOUSE_READ, "no warehouse yet");
    be_killed(make_half, p->path);
    place_refuse(p->path, WAREHOUSE_WRITE, "no warehouse yet");
    be_killed(make_half, p->path);
    place_make(p->path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PLACED(lock_of_a_killed_program_is_free),
        PLACED(reader_rolls_back_what_a_killed_writer_left),
        PLACED(writer_rolls_back_what_a_killed_writer_left),
        PLACED(reader_without_rights_is_told_of_the_torn_file),
        PLACED(half_made_file_is_made_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
