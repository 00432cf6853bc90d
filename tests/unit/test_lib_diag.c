/* test_lib_diag.c - lib/diag.h. */
#include "lib/diag.h"
#include "tests/unit/scratch.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static void the_first_cause_wins(void **state)
{
    (void)state;
    struct diag d = {0};
    diag_at(&d, "a.csv", 3, "score");
    assert_int_equal(diag_fail(&d, "'%s' is not a number", "A+"), -1);
    diag_at(&d, "b.csv", 4, "name");
    assert_int_equal(diag_fail(&d, "later"), -1);
    errno = ENOENT;
    assert_int_equal(diag_fail_errno(&d, "later still"), -1);
    assert_string_equal(d.file, "a.csv");
    assert_int_equal(d.line, 3);
    assert_string_equal(d.column, "score");
    assert_string_equal(d.text, "'A+' is not a number");
}

static void a_place_that_is_not_known_leaves_the_one_before(void **state)
{
    (void)state;
    struct diag d = {0};
    diag_at(&d, "a.csv", 0, NULL);
    diag_at(&d, NULL, 7, NULL);
    diag_at(&d, NULL, 0, "id");
    assert_string_equal(d.file, "a.csv");
    assert_int_equal(d.line, 7);
    assert_string_equal(d.column, "id");
}

static void the_system_s_reason_is_added(void **state)
{
    (void)state;
    struct diag d = {0};
    errno = ENOENT;
    diag_fail_errno(&d, "cannot open %s", "x");
    assert_string_equal(d.text, "cannot open x: No such file or directory");
}

static void lengthy_texts_are_cut_and_closed(void **state)
{
    (void)state;
    char lengthy[2000];
    memset(lengthy, 'x', sizeof lengthy - 1);
    lengthy[sizeof lengthy - 1] = '\0';
    struct diag d = {0};
    diag_at(&d, lengthy, 1, lengthy);
    errno = ENOENT;
    diag_fail_errno(&d, "%s", lengthy);
    assert_int_equal(strlen(d.file), sizeof d.file - 1);
    assert_int_equal(strlen(d.column), sizeof d.column - 1);
    assert_int_equal(strlen(d.text), sizeof d.text - 1);
}

/* What diag_print() writes to standard error; free() it. */
static char *printed(void **state, const struct diag *d)
{
    char *path = scratch_write(state, "stderr", "", 0);
    int file = open(path, O_RDWR);
    int saved = dup(STDERR_FILENO);
    assert_true(file >= 0 && saved >= 0);
    assert_true(dup2(file, STDERR_FILENO) >= 0);
    diag_print(d, "dripline-ingest");
    dup2(saved, STDERR_FILENO);
    close(saved);
    char *text = calloc(1, 4096);
    assert_non_null(text);
    assert_true(pread(file, text, 4095, 0) > 0);
    close(file);
    free(path);
    return text;
}

static void a_message_names_what_is_known_of_the_place(void **state)
{
    static const struct {
        const char *file;
        long line;
        const char *column, *out;
    } cases[] = {
        {NULL, 0, NULL, "dripline-ingest: bad\n"},
        {"a.csv", 0, NULL, "dripline-ingest: a.csv: bad\n"},
        {"a.csv", 7, NULL, "dripline-ingest: a.csv:7: bad\n"},
        {"a.csv", 7, "id", "dripline-ingest: a.csv:7: id: bad\n"},
        {NULL, 7, "id", "dripline-ingest: id: bad\n"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct diag d = {0};
        diag_at(&d, cases[i].file, cases[i].line, cases[i].column);
        diag_fail(&d, "bad");
        char *out = printed(state, &d);
        assert_string_equal(out, cases[i].out);
        free(out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_cause_wins),
        cmocka_unit_test(a_place_that_is_not_known_leaves_the_one_before),
        cmocka_unit_test(the_system_s_reason_is_added),
        cmocka_unit_test(lengthy_texts_are_cut_and_closed),
        cmocka_unit_test(a_message_names_what_is_known_of_the_place),
    };
    return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
