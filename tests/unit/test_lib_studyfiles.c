/* test_lib_studyfiles.c - one entry for several files. */
#include "lib/mem.h"
#include "lib/studyfiles.h"
#include "tests/unit/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Expands TEXT, a list of inputs, in the folder where it lies, which holds
   b.csv, a.csv and .c.csv. */
static struct jsondoc *expand(void **state, const char *text, int *result,
                              struct diag *d)
{
    free(scratch_write(state, "b.csv", "x", 1));
    free(scratch_write(state, "a.csv", "x", 1));
    free(scratch_write(state, ".c.csv", "x", 1));
    char *path = scratch_write(state, "p.json", text, strlen(text));
    struct jsondoc *doc = jsondoc_read(path, d);
    assert_non_null(doc);
    *strrchr(path, '/') = '\0';
    *result = studyfiles_expand(doc, jsondoc_root(doc), path, d);
    free(path);
    return doc;
}

static void files_become_inputs_in_the_order_of_their_names(void **state)
{
    struct diag d = {0};
    int result;
    struct jsondoc *doc = expand(
        state, "[{\"name\": \"n\",\n \"files\": \"*.csv\", \"k\": 1}, 7]",
        &result, &d);
    assert_int_equal(result, 0);
    const json_t *all = jsondoc_root(doc);
    assert_int_equal(json_array_size(all), 3);
    static const char *const names[] = {"n:a.csv", "n:b.csv"};
    for (size_t i = 0; i < 2; i++) {
        const json_t *in = json_array_get(all, i);
        assert_string_equal(jsondoc_text(in, "name", ""), names[i]);
        assert_string_equal(jsondoc_text(in, "file", ""), names[i] + 2);
        assert_null(json_object_get(in, "files"));
        assert_int_equal(json_integer_value(json_object_get(in, "k")), 1);
    }
    assert_int_equal(json_integer_value(json_array_get(all, 2)), 7);
    jsondoc_free(doc);
}

static void what_fits_no_file_fails_with_its_line(void **state)
{
    static const char *const samples[] = {
        "[{\"name\": \"n\",\n \"files\": \"*.txt\"}]",
        "[{\"name\": \"n\",\n \"files\": \"none/*.csv\"}]",
        "[{\"name\": \"n\",\n \"files\": \"\"}]",
        "[{\"name\": \"n\",\n \"files\": \"*/a.csv\"}]",
        "[{\"name\": \"n\",\n \"files\": \"*.csv\", \"file\": \"a.csv\"}]",
        "[{\"name\": \"n\",\n \"files\": [1]}]",
    };
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        struct diag d = {0};
        int result;
        struct jsondoc *doc = expand(state, samples[i], &result, &d);
        assert_int_equal(result, -1);
        assert_int_equal(d.line, 2);
        jsondoc_free(doc);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            files_become_inputs_in_the_order_of_their_names, scratch_make,
            scratch_remove),
        cmocka_unit_test_setup_teardown(what_fits_no_file_fails_with_its_line,
                                        scratch_make, scratch_remove),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
