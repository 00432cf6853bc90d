/* test_lib_lockfile.c - one holder, who is named, and none once it is gone. */
#include "lib/attr.h"
#include "lib/lockfile.h"
#include "lib/mem.h"
#include "tests/unit/scratch.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static bool is_there(const char *path)
{
    struct stat found;
    return lstat(path, &found) == 0;
}

static int take(const char *path, const char *program)
{
    struct diag d = {0};
    int lock = lockfile_take(path, program, &d);
    if (lock < 0)
        fail_msg("%s: %s", d.file, d.text);
    assert_string_equal(d.file, "");
    return lock;
}

static void refuse(const char *path, const char *part)
{
    struct diag d = {0};
    assert_int_equal(lockfile_take(path, "late", &d), -1);
    if (strstr(d.text, part) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", d.text, part);
    assert_int_equal(strncmp(d.file, path, strlen(path)), 0);
}

static void the_second_is_told_who_has_it_until_it_is_let_go(void **state)
{
    char *path = scratch_path(state, "w.db");
    char *name = scratch_path(state, "w.db.lock");
    char *told = mem_format("held by dripline-ingest (process %ld); wait for "
                            "it or stop it",
                            (long)getpid());
    for (int i = 0; i < 2; i++) {
        int lock = take(path, "dripline-ingest");
        assert_true(is_there(name));
        refuse(path, told);
        refuse(path, told); /* being refused takes nothing away */
        assert_true(is_there(name));
        lockfile_release(lock, path);
        assert_false(is_there(name));
    }
    assert_false(is_there(path)); /* the file itself is not needed */
    free(told);
    free(name);
    free(path);
}

static void locks_of_different_files_do_not_meet(void **state)
{
    char *one = scratch_path(state, "one"), *two = scratch_path(state, "two");
    int first = take(one, "a"), second = take(two, "a");
    lockfile_release(first, one);
    refuse(two, "held by a");
    lockfile_release(second, two);
    free(one);
    free(two);
}

static void the_lock_file_is_private_and_says_who_and_since_when(void **state)
{
    char *path = scratch_path(state, "w.db");
    char *name = scratch_path(state, "w.db.lock");
    mode_t before = umask(0);
    int lock = take(path, "dripline-report");
    umask(before);
    struct stat found;
    assert_int_equal(stat(name, &found), 0);
    assert_int_equal(found.st_mode & 07777, 0600);
    char line[LOCKFILE_HOLDER] = "", program[32];
    long process, year, rest;
    FILE *in = fopen(name, "r");
    assert_non_null(in);
    assert_non_null(fgets(line, sizeof line, in));
    assert_int_equal(fgetc(in), EOF);
    fclose(in);
    assert_int_equal(
        sscanf(line, "%31s %ld %ld-%ld", program, &process, &year, &rest), 4);
    assert_string_equal(program, "dripline-report");
    assert_int_equal(process, getpid());
    assert_true(year > 2020);
    assert_string_equal(line + strlen(line) - 2, "Z\n");
    lockfile_release(lock, path);
    free(name);
    free(path);
}

/* Longer than the line that replaces it, so a rest of it would show. */
static const char stale[] = "dripline-ingest 999999 2024-01-01T00:00:00Z, and "
                            "much more that a program since killed has left\n";

static void a_line_left_behind_without_a_lock_means_nothing(void **state)
{
    char *path = scratch_path(state, "w.db");
    char *name = scratch_write(state, "w.db.lock", stale, sizeof stale - 1);
    int lock = take(path, "next");
    struct stat found;
    assert_int_equal(stat(name, &found), 0);
    assert_true(found.st_size < (off_t)sizeof stale - 1);
    char holder[LOCKFILE_HOLDER], expected[LOCKFILE_HOLDER];
    snprintf(expected, sizeof expected, "next (process %ld)", (long)getpid());
    assert_string_equal(lockfile_holder(path, holder), expected);
    lockfile_release(lock, path);
    assert_false(is_there(name));
    free(name);
    free(path);
}

/* Takes the lock, says so, and waits to be killed. */
static pid_t start_holder(const char *path)
{
    int ready[2];
    char byte;
    assert_int_equal(pipe(ready), 0);
    pid_t child = fork();
    if (child == 0) {
        struct diag d = {0};
        bool good = lockfile_take(path, "child", &d) >= 0 &&
                    write(ready[1], "x", 1) == 1;
        while (good)
            pause();
        _exit(EXIT_FAILURE);
    }
    close(ready[1]);
    assert_true(child > 0);
    assert_int_equal(read(ready[0], &byte, 1), 1);
    close(ready[0]);
    return child;
}

static void a_killed_holder_holds_nothing(void **state)
{
    char *path = scratch_path(state, "w.db");
    char *name = scratch_path(state, "w.db.lock");
    pid_t child = start_holder(path);
    char told[64];
    snprintf(told, sizeof told, "held by child (process %ld)", (long)child);
    refuse(path, told);
    kill(child, SIGKILL);
    assert_int_equal(waitpid(child, NULL, 0), child);
    assert_true(is_there(name)); /* it had no time to remove it */
    lockfile_release(take(path, "next"), path);
    assert_false(is_there(name));
    free(name);
    free(path);
}

enum { RACERS = 3, ROUNDS = 4000, ROUNDS_LITE = 100 };

/* Takes the lock again and again; 0 if nobody else ever had it meanwhile. */
static int race(const char *path, const char *token)
{
    int rounds = getenv("LITE") != NULL ? ROUNDS_LITE : ROUNDS;
    for (int i = 0; i < rounds;) {
        struct diag d = {0};
        int lock = lockfile_take(path, "racer", &d);
        if (lock < 0)
            continue;
        int file = open(token, O_CREAT | O_EXCL | O_WRONLY, 0600);
        if (file < 0)
            return 1;
        close(file);
        unlink(token);
        lockfile_release(lock, path);
        i++;
    }
    return 0;
}

/* A lock on a file that its holder removes as it is opened is none. */
static void of_those_that_race_one_has_it_at_a_time(void **state)
{
    char *path = scratch_path(state, "w.db"), *token = scratch_path(state, "t");
    pid_t racer[RACERS];
    int failed = 0, status;
    for (int i = 0; i < RACERS; i++) {
        racer[i] = fork();
        assert_true(racer[i] >= 0);
        if (racer[i] == 0)
            _exit(race(path, token));
    }
    for (int i = 0; i < RACERS; i++) {
        assert_int_equal(waitpid(racer[i], &status, 0), racer[i]);
        failed += !WIFEXITED(status) || WEXITSTATUS(status) != 0;
    }
    assert_int_equal(failed, 0);
    free(token);
    free(path);
}

static void another_lock_of_that_name_is_left_alone(void **state)
{
    char *path = scratch_path(state, "w.db");
    char *name = scratch_path(state, "w.db.lock");
    int first = take(path, "first");
    assert_int_equal(unlink(name), 0);
    int second = take(path, "second"); /* of a new file */
    lockfile_release(first, path);
    assert_true(is_there(name));
    refuse(path, "held by second");
    lockfile_release(second, path);
    lockfile_release(-1, path);
    free(name);
    free(path);
}

static void a_lock_that_cannot_be_made_is_told(void **state)
{
    char *absent = scratch_path(state, "no/such/w.db");
    refuse(absent, "cannot make the lock file: No such file");
    char *folder = scratch_path(state, "f"),
         *in = scratch_path(state, "f.lock");
    assert_int_equal(mkdir(in, 0700), 0);
    refuse(folder, "cannot make the lock file: Is a directory");
    /* Not even by way of a link, which might lead anywhere. */
    char *victim = scratch_write(state, "victim", "keep me", 7);
    char *path = scratch_path(state, "l"),
         *link = scratch_path(state, "l.lock");
    assert_int_equal(symlink(victim, link), 0);
    refuse(path, "cannot make the lock file");
    struct stat found;
    assert_int_equal(stat(victim, &found), 0);
    assert_int_equal(found.st_size, 7);
    free(absent);
    free(folder);
    free(in);
    free(victim);
    free(path);
    free(link);
}

static void the_holder_is_read_from_any_line(void **state)
{
    static const struct {
        const char *line, *holder;
    } cases[] = {
        {"dripline 12 2025-01-01T00:00:00Z\n", "dripline (process 12)"},
        {"dripline 12", "dripline (process 12)"},
        {"", "another program"},
        {"\n", "another program"},
        {"dripline\n12\n", "another program"},
        {"dripline twelve\n", "another program"},
        {"\x1B[2Jevil 1\n", "another program"},
        {"evil\x07 1\n", "another program"},
        {"\xE6\xB8\x85 1\n", "another program"},
        {"dripline  12\n", "dripline (process 12)"},
        {"%s%n 5\n", "%s%n (process 5)"},
        {"a123456789012345678901234567890123456789012345678901234567890123456"
         "789 1\n",
         "another program"},
    };
    char *path = scratch_path(state, "held"), holder[LOCKFILE_HOLDER];
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        free(scratch_write(state, "held.lock", cases[i].line,
                           strlen(cases[i].line)));
        assert_ptr_equal(lockfile_holder(path, holder), holder);
        if (strcmp(holder, cases[i].holder) != 0)
            fail_msg("case %zu: %s", i, holder);
    }
    char *name = scratch_path(state, "held.lock");
    assert_int_equal(unlink(name), 0);
    assert_string_equal(lockfile_holder(path, holder), "another program");
    free(name);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_second_is_told_who_has_it_until_it_is_let_go),
        cmocka_unit_test(locks_of_different_files_do_not_meet),
        cmocka_unit_test(the_lock_file_is_private_and_says_who_and_since_when),
        cmocka_unit_test(a_line_left_behind_without_a_lock_means_nothing),
        cmocka_unit_test(a_killed_holder_holds_nothing),
        cmocka_unit_test(of_those_that_race_one_has_it_at_a_time),
        cmocka_unit_test(another_lock_of_that_name_is_left_alone),
        cmocka_unit_test(a_lock_that_cannot_be_made_is_told),
        cmocka_unit_test(the_holder_is_read_from_any_line),
    };
    return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
