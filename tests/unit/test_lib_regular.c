/* test_lib_regular.c - lib/regular.h, and those who read through it. */
#include "lib/digest.h"
#include "lib/jsondoc.h"
#include "lib/regular.h"

#include "tests/unit/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static void a_regular_file_is_opened_with_its_size(void **state)
{
    char *path = scratch_write(state, "file", "12345", 5);
    struct diag d = {0};
    size_t size = 0;
    char bytes[8];
    int fd = regular_open(path, &size, &d);
    assert_true(fd >= 0);
    assert_int_equal(size, 5);
    assert_int_equal(read(fd, bytes, sizeof bytes), 5);
    close(fd);
    fd = regular_open(path, NULL, &d);
    assert_true(fd >= 0);
    close(fd);
    free(path);
}

/* None of the three may wait or read on for ever: the alarm would end us. */
static void refuse(const char *path, const char *part)
{
    struct diag d[3] = {{.line = 0}};
    char hex[DIGEST_TEXT];
    alarm(20);
    assert_int_equal(regular_open(path, NULL, &d[0]), -1);
    assert_int_equal(digest_file(path, hex, &d[1]), -1);
    assert_null(jsondoc_read(path, &d[2]));
    alarm(0);
    for (size_t i = 0; i < COUNT_OF(d); i++) {
        assert_string_equal(d[i].file, path);
        if (strstr(d[i].text, part) == NULL)
            fail_msg("'%s' is not in '%s'", part, d[i].text);
    }
}

static void what_is_no_regular_file_is_refused_at_once(void **state)
{
    char *pipe_path = scratch_path(state, "pipe");
    char *link = scratch_path(state, "link");
    assert_int_equal(mkfifo(pipe_path, 0600), 0);
    assert_int_equal(symlink("/dev/zero", link), 0);
    refuse(pipe_path, "not a regular file");
    refuse("/dev/zero", "not a regular file");
    refuse(link, "not a regular file");
    refuse(*state, "not a regular file but a directory");
    refuse("/no/such/file", "No such file");
    free(pipe_path);
    free(link);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_regular_file_is_opened_with_its_size),
        cmocka_unit_test(what_is_no_regular_file_is_refused_at_once),
    };
    return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
