/* test_lib_jsondoc.c - every value has its line, every fault its place. */
#include "lib/date.h"
#include "lib/jsondoc.h"
#include "lib/mem.h"
#include "tests/unit/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct jsondoc *read_text(void **state, const char *text, struct diag *d)
{
    char *path = scratch_write(state, "doc.json", text, strlen(text));
    struct jsondoc *doc = jsondoc_read(path, d);
    free(path);
    return doc;
}

static struct jsondoc *read_well(void **state, const char *text)
{
    struct diag d = {0};
    struct jsondoc *doc = read_text(state, text, &d);
    if (doc == NULL)
        fail_msg("line %ld: %s", d.line, d.text);
    return doc;
}

static void every_value_knows_its_line(void **state)
{
    /* Quotes, brackets and line ends in texts and keys must not mislead. */
    struct jsondoc *doc = read_well(state, "\n"
                                           "{ \"a\": 1,\n"
                                           "  \"b \\\" } \\\\\": [\n"
                                           "    true, \"]\\n[\",\n"
                                           "    {},\n"
                                           "    [ ], [\n"
                                           "  ] ],\n"
                                           "  \"\\u00e9\\n\"\n"
                                           "  :\n"
                                           "  { \"c\": -1.5e3\n"
                                           "    , \"d\": null }\n"
                                           "}\n");
    const json_t *root = jsondoc_root(doc);
    assert_int_equal(jsondoc_line(doc, root, "a"), 2);
    assert_int_equal(jsondoc_line(doc, root, "b \" } \\"), 3);
    const json_t *list = json_object_get(root, "b \" } \\");
    static const long lines[] = {4, 4, 5, 6, 6};
    for (size_t i = 0; i < COUNT_OF(lines); i++)
        assert_int_equal(jsondoc_line_at(doc, list, i), lines[i]);
    assert_int_equal(jsondoc_line_at(doc, list, 5), 0);
    const json_t *inner = json_object_get(root, "\xC3\xA9\n");
    assert_int_equal(jsondoc_line(doc, root, "\xC3\xA9\n"), 8);
    assert_int_equal(jsondoc_line(doc, inner, "c"), 10);
    assert_int_equal(jsondoc_line(doc, inner, "d"), 11);
    assert_int_equal(jsondoc_line(doc, inner, "absent"), 10);
    jsondoc_free(doc);
}

static void windows_files_read_the_same(void **state)
{
    struct jsondoc *doc =
        read_well(state, "\xEF\xBB\xBF{\r\n\"a\": 1,\r\n\"b\": 2}\r\n");
    assert_int_equal(jsondoc_line(doc, jsondoc_root(doc), "b"), 3);
    jsondoc_free(doc);
}

static void a_file_that_is_not_json_is_told_with_its_line(void **state)
{
    static const struct {
        const char *text;
        long line;
        const char *part;
    } cases[] = {
        {"{\n\"a\": 1\n\"b\": 2}", 3, "expected"},
        {"{\"a\": 1,\n \"a\": 2}", 2, "duplicate"},
        {"", 1, "not JSON"},
        {"{\"a\": \"\xFF\"}", 1, "UTF-8"},
        {"[1, 2", 1, "expected"},
        {"{\"a\": 1} x", 1, "end of file expected"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct diag d = {0};
        assert_null(read_text(state, cases[i].text, &d));
        assert_int_equal(d.line, cases[i].line);
        if (strstr(d.text, cases[i].part) == NULL)
            fail_msg("\"%s\" does not say \"%s\"", d.text, cases[i].part);
        assert_string_equal(d.file + strlen(d.file) - 8, "doc.json");
    }
    struct diag d = {0}, folder = {0};
    assert_null(jsondoc_read("/no/such/file.json", &d));
    assert_non_null(strstr(d.text, "No such file"));
    assert_null(jsondoc_read(*state, &folder));
    assert_non_null(strstr(folder.text, "directory"));
}

static void deep_nesting_is_refused_and_crashes_nothing(void **state)
{
    enum { DEPTH = 100000 };
    char *text = mem_alloc(DEPTH + 1);
    memset(text, '[', DEPTH);
    struct diag d = {0};
    assert_null(read_text(state, text, &d));
    assert_non_null(strstr(d.text, "depth"));
    free(text);

    /* The deepest that is allowed is walked as well. */
    text = mem_alloc(2 * 2000 + 1);
    memset(text, '[', 2000);
    memset(text + 2000, ']', 2000);
    jsondoc_free(read_well(state, text));
    free(text);
}

static void absent_values_are_the_ones_given(void **state)
{
    struct jsondoc *doc =
        read_well(state, "{\"t\": \"x\", \"i\": 7, \"n\": 0.5, \"b\": true,"
                         " \"d\": \"1970-01-02\", \"whole\": 3}");
    const json_t *root = jsondoc_root(doc);
    assert_string_equal(jsondoc_text(root, "t", "y"), "x");
    assert_string_equal(jsondoc_text(root, "none", "y"), "y");
    assert_null(jsondoc_text(root, "i", NULL));
    assert_int_equal(jsondoc_integer(root, "i", 1), 7);
    assert_int_equal(jsondoc_integer(root, "none", 1), 1);
    assert_true(jsondoc_number(root, "n", 2) == .5);
    assert_true(jsondoc_number(root, "whole", 2) == 3);
    assert_true(jsondoc_number(root, "none", 2) == 2);
    assert_true(jsondoc_boolean(root, "b", false));
    assert_true(jsondoc_boolean(root, "none", true));
    assert_int_equal(jsondoc_date(root, "d"), 1);
    assert_int_equal(jsondoc_date(root, "none"), DATE_NONE);
    assert_int_equal(jsondoc_integer(NULL, "i", 4), 4);
    jsondoc_free(doc);
    jsondoc_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_value_knows_its_line),
        cmocka_unit_test(windows_files_read_the_same),
        cmocka_unit_test(a_file_that_is_not_json_is_told_with_its_line),
        cmocka_unit_test(deep_nesting_is_refused_and_crashes_nothing),
        cmocka_unit_test(absent_values_are_the_ones_given),
    };
    return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
