/* test_report_folder.c - report/folder.h, in a folder of the test's own. */
#include "report/folder.h"
#include "tests/unit/scratch.h"

#include "lib/mem.h"

#include <dirent.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static const char manifest[] =
    "{\"files\": [{\"file\": \"a.json\"}, {\"file\": \"b.json\"}]}";

static void put(const struct folder *f, const char *name, const char *text)
{
    struct diag d = {0};
    struct buffer b = {0};
    buffer_text(&b, text);
    assert_int_equal(outfile_whole(f, name, &b, &d), 0);
    buffer_free(&b);
}

/* Publishes a folder of a.json, TEXT in it, and a manifest. */
static void publish(const char *path, const char *text)
{
    struct diag d = {0};
    struct folder f;
    assert_int_equal(folder_open(&f, path, &d), 0);
    put(&f, "a.json", text);
    put(&f, "manifest.json", manifest);
    assert_int_equal(folder_publish(&f, &d), 0);
    folder_close(&f);
}

static void assert_holds(const char *path, const char *text)
{
    char found[64] = "", *file = mem_format("%s/a.json", path);
    FILE *in = fopen(file, "r");
    assert_non_null(in);
    size_t length = fread(found, 1, sizeof found - 1, in);
    found[length] = '\0';
    fclose(in);
    free(file);
    assert_string_equal(found, text);
}

/* Entries of the scratch folder. */
static int entries(void **state)
{
    int count = 0;
    DIR *dir = opendir(*state);
    assert_non_null(dir);
    for (struct dirent *e; (e = readdir(dir)) != NULL;)
        count += e->d_name[0] != '.';
    closedir(dir);
    return count;
}

static void a_folder_appears_whole_and_is_replaced_whole(void **state)
{
    char *path = scratch_path(state, "deep/report/");
    publish(path, "one");
    assert_holds(path, "one");
    publish(path, "two");
    assert_holds(path, "two");
    free(path);
    path = scratch_path(state, "deep");
    void *deep = path;
    assert_int_equal(entries(&deep), 1);
    free(path);
}

static void what_fails_leaves_the_old_folder(void **state)
{
    char *path = scratch_path(state, "report");
    struct diag d = {0};
    struct folder f;
    publish(path, "old");
    assert_int_equal(folder_open(&f, path, &d), 0);
    put(&f, "a.json", "new");
    folder_close(&f);
    assert_holds(path, "old");
    assert_int_equal(entries(state), 1);
    free(path);
}

static void the_mode_of_the_old_folder_stays(void **state)
{
    char *path = scratch_path(state, "report");
    struct stat s;
    publish(path, "old");
    assert_int_equal(chmod(path, 0705), 0);
    publish(path, "new");
    assert_int_equal(stat(path, &s), 0);
    assert_int_equal(s.st_mode & 0777, 0705);
    free(path);
}

static void a_folder_with_other_files_is_never_replaced(void **state)
{
    char *path = scratch_path(state, "report");
    struct diag d = {0};
    struct folder f;
    publish(path, "old");
    free(scratch_write(state, "report/notes.txt", "mine", 4));
    assert_int_equal(folder_open(&f, path, &d), -1);
    assert_non_null(strstr(d.text, "notes.txt"));
    folder_close(&f);
    assert_holds(path, "old");
    free(path);
}

static void a_folder_without_a_manifest_must_be_empty(void **state)
{
    char *path = scratch_path(state, "report");
    struct diag d = {0};
    struct folder f;
    assert_int_equal(mkdir(path, 0700), 0);
    publish(path, "into an empty one");
    assert_holds(path, "into an empty one");
    char *file = scratch_path(state, "report/manifest.json");
    assert_int_equal(unlink(file), 0);
    assert_int_equal(folder_open(&f, path, &d), -1);
    folder_close(&f);
    free(file);
    free(path);
}

static void a_file_is_never_replaced(void **state)
{
    char *path = scratch_write(state, "report", "mine", 4);
    struct diag d = {0};
    struct folder f;
    assert_int_equal(folder_open(&f, path, &d), -1);
    folder_close(&f);
    free(path);
}

static void a_link_to_a_folder_is_told_and_stays(void **state)
{
    char *path = scratch_path(state, "report");
    char *link = scratch_path(state, "link");
    struct diag d = {0};
    struct folder f;
    publish(path, "old");
    assert_int_equal(symlink(path, link), 0);
    assert_int_equal(folder_open(&f, link, &d), -1);
    assert_non_null(strstr(d.text, "symbolic link"));
    folder_close(&f);
    assert_holds(link, "old");
    assert_int_equal(entries(state), 2);
    free(link);
    free(path);
}

/* Begins a folder in another process, which is killed in the middle. */
static void killed_run(const char *path)
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct diag d = {0};
        struct folder f;
        if (folder_open(&f, path, &d) == 0)
            put(&f, "a.json", "half");
        kill(getpid(), SIGKILL);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
}

static void leftovers_of_a_killed_run_go_away(void **state)
{
    char *path = scratch_path(state, "report");
    publish(path, "old");
    killed_run(path);
    assert_int_equal(entries(state), 2);
    assert_holds(path, "old");
    publish(path, "new");
    assert_int_equal(entries(state), 1);
    assert_holds(path, "new");
    free(path);
}

static void the_work_of_a_run_that_goes_on_is_left_alone(void **state)
{
    char *path = scratch_path(state, "report");
    struct diag d = {0};
    struct folder slow;
    assert_int_equal(folder_open(&slow, path, &d), 0);
    put(&slow, "a.json", "slow");
    publish(path, "quick");
    put(&slow, "manifest.json", manifest);
    assert_int_equal(folder_publish(&slow, &d), 0);
    folder_close(&slow);
    assert_holds(path, "slow");
    assert_int_equal(entries(state), 1);
    free(path);
}

int main(void)
{
#define TEST(name) \
    cmocka_unit_test_setup_teardown(name, scratch_make, scratch_remove)
    const struct CMUnitTest tests[] = {
        TEST(a_folder_appears_whole_and_is_replaced_whole),
        TEST(what_fails_leaves_the_old_folder),
        TEST(the_mode_of_the_old_folder_stays),
        TEST(a_folder_with_other_files_is_never_replaced),
        TEST(a_folder_without_a_manifest_must_be_empty),
        TEST(a_file_is_never_replaced),
        TEST(a_link_to_a_folder_is_told_and_stays),
        TEST(leftovers_of_a_killed_run_go_away),
        TEST(the_work_of_a_run_that_goes_on_is_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
