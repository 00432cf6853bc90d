/* test_lib_tempdir.c - temporary folders: where they are, and that they go. */
#include "lib/tempdir.h"
#include "lib/mem.h"
#include "tests/unit/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static void folders_are_made_in_tmpdir_for_oneself(void **state)
{
    struct diag d = {0};
    setenv("TMPDIR", *state, 1);
    assert_string_equal(tempdir_place(), *state);
    mode_t before = umask(0);
    char *path = tempdir_make(&d);
    umask(before);
    assert_non_null(path);
    assert_memory_equal(path, *state, strlen(*state));
    struct stat made;
    assert_int_equal(stat(path, &made), 0);
    assert_int_equal(made.st_mode, S_IFDIR | 0700);
    assert_int_equal(tempdir_remove(path, &d), 0);
    assert_int_equal(tempdir_remove(NULL, &d), 0);
}

static void without_tmpdir_they_are_in_var_tmp(void **state)
{
    (void)state;
    unsetenv("TMPDIR");
    const char *expected =
        access("/var/tmp", W_OK | X_OK) == 0 ? "/var/tmp" : "/tmp";
    assert_string_equal(tempdir_place(), expected);
    setenv("TMPDIR", "", 1);
    assert_string_equal(tempdir_place(), expected);
}

static void all_goes_but_what_a_link_leads_to(void **state)
{
    struct diag d = {0};
    setenv("TMPDIR", *state, 1);
    char *kept = scratch_write(state, "kept", "x", 1);
    char *path = tempdir_make(&d);
    char *below = mem_format("%s/below", path);
    char *link = mem_format("%s/link", below);
    char *file = mem_format("%s/file", below);
    char *gone = mem_text(path);
    assert_int_equal(mkdir(below, 0700), 0);
    assert_int_equal(symlink(*state, link), 0);
    assert_int_equal(symlink(kept, file), 0);
    assert_int_equal(tempdir_remove(path, &d), 0);
    assert_int_equal(access(gone, F_OK), -1);
    assert_int_equal(access(kept, F_OK), 0);
    free(kept);
    free(below);
    free(link);
    free(file);
    free(gone);
}

static void a_place_that_cannot_be_used_is_told(void **state)
{
    struct diag d = {0};
    char *absent = scratch_path(state, "absent");
    setenv("TMPDIR", absent, 1);
    assert_null(tempdir_make(&d));
    assert_string_equal(d.file, absent);
    assert_non_null(strstr(d.text, "set TMPDIR to a folder that may be "
                                   "written: No such file"));
    struct diag other = {0};
    char *copy = mem_text(absent);
    assert_int_equal(tempdir_remove(copy, &other), -1);
    assert_string_equal(other.file, absent);
    free(absent);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(folders_are_made_in_tmpdir_for_oneself),
        cmocka_unit_test(without_tmpdir_they_are_in_var_tmp),
        cmocka_unit_test(all_goes_but_what_a_link_leads_to),
        cmocka_unit_test(a_place_that_cannot_be_used_is_told),
    };
    return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
