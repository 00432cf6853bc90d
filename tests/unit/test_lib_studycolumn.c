/* test_lib_studycolumn.c - one column in all its forms, and its faults. */
#include "lib/mem.h"
#include "lib/studycolumn.h"
#include "tests/unit/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A column read on its own, with the document that it borrows from. */
struct reading {
    struct jsondoc *doc;
    struct study_column column;
    struct diag d;
    int result;
};

/* Reads {FIELD: TEXT} on line 2 of a document. */
static struct reading read_column(void **state, const char *field,
                                  const char *text)
{
    struct reading r = {.result = -1};
    char *all = mem_format("{\n\"%s\": %s}\n", field, text);
    char *path = scratch_write(state, "c.json", all, strlen(all));
    r.doc = jsondoc_read(path, &r.d);
    if (r.doc == NULL)
        fail_msg("%s: %s", text, r.d.text);
    const json_t *root = jsondoc_root(r.doc);
    const char *key =
        json_object_iter_key(json_object_iter_at(jsondoc_root(r.doc), field));
    r.result =
        studycolumn_read(&r.column, r.doc, root, "in.columns", key, &r.d);
    free(path);
    free(all);
    return r;
}

static struct reading read_well(void **state, const char *field,
                                const char *text)
{
    struct reading r = read_column(state, field, text);
    if (r.result != 0)
        fail_msg("%s: %s: %s", text, r.d.column, r.d.text);
    assert_string_equal(r.column.field, field);
    assert_int_equal(r.column.line, 2);
    assert_string_equal(r.d.file, "");
    return r;
}

static void forget(struct reading *r)
{
    studycolumn_free(&r->column);
    jsondoc_free(r->doc);
}

static void the_source_of_cells_is_said_in_any_of_its_forms(void **state)
{
    static const struct {
        const char *text;
        const char *headers; /* with | behind each */
        long position;
        const char *constant; /* NULL: none */
    } cases[] = {
        {"\"No.\"", "No.|", 0, NULL},
        {"\" \xE5\xA7\x93 \"", " \xE5\xA7\x93 |", 0, NULL},
        {"1", "", 1, NULL},
        {"100000", "", 100000, NULL},
        {"{}", "minutes|", 0, NULL}, /* the field's own name */
        {"{\"header\": \"h\"}", "h|", 0, NULL},
        {"{\"headers\": \"h\"}", "h|", 0, NULL},
        {"{\"headers\": [\"h\"]}", "h|", 0, NULL},
        {"{\"headers\": [\"b\", \"a\"], \"list\": \";\"}", "b|a|", 0, NULL},
        {"{\"position\": 3}", "", 3, NULL},
        {"{\"constant\": \"x\"}", "", 0, "x"},
        {"{\"constant\": \"\"}", "", 0, ""}, /* known to be empty */
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct reading r = read_well(state, "minutes", cases[i].text);
        char headers[64] = "";
        for (size_t h = 0, used = 0; h < r.column.n_headers; h++)
            used += (size_t)snprintf(headers + used, sizeof headers - used,
                                     "%s|", r.column.headers[h]);
        assert_string_equal(headers, cases[i].headers);
        assert_int_equal(r.column.position, cases[i].position);
        if (cases[i].constant == NULL)
            assert_null(r.column.constant);
        else
            assert_string_equal(r.column.constant, cases[i].constant);
        forget(&r);
    }
}

static void units_are_known_by_name(void **state)
{
    static const struct {
        const char *text;
        enum study_unit unit;
    } cases[] = {
        {"{}", STUDY_UNIT_NONE},
        {"\"h\"", STUDY_UNIT_NONE},
        {"{\"unit\": \"seconds\"}", STUDY_UNIT_SECONDS},
        {"{\"unit\": \"minutes\"}", STUDY_UNIT_MINUTES},
        {"{\"unit\": \"hours\"}", STUDY_UNIT_HOURS},
        {"{\"unit\": \"days\"}", STUDY_UNIT_DAYS},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct reading r = read_well(state, "minutes", cases[i].text);
        assert_int_equal(r.column.unit, cases[i].unit);
        forget(&r);
    }
}

static void lists_words_and_gaps_are_kept(void **state)
{
    struct reading r =
        read_well(state, "topics",
                  "{\"header\": \"t\", \"list\": \"python\", \"make\": true,"
                  "\"missing\": [\"N/A\", \"-\"], \"values\": {\"x\": \"y\", "
                  "\"\": \"\"}}");
    assert_string_equal(r.column.list, "python");
    assert_true(r.column.make);
    assert_int_equal(r.column.n_missing, 2);
    assert_string_equal(r.column.missing[0], "N/A");
    assert_string_equal(r.column.missing[1], "-");
    assert_string_equal(jsondoc_text(r.column.values, "x", ""), "y");
    forget(&r);
    r = read_well(state, "status", "{\"missing\": \"?\"}");
    assert_null(r.column.list);
    assert_null(r.column.values);
    assert_false(r.column.make);
    assert_int_equal(r.column.n_missing, 1);
    assert_string_equal(r.column.missing[0], "?");
    forget(&r);
    r = read_well(state, "status", "{\"missing\": []}");
    assert_int_equal(r.column.n_missing, 0);
    forget(&r);
}

static void what_makes_no_column_is_told_with_its_key(void **state)
{
    static const struct {
        const char *text, *key, *part;
    } cases[] = {
        {"\"\"", "", "must be a header in quotes, a position from 1"},
        {"0", "", "a position from 1"},
        {"-1", "", "a position from 1"},
        {"100001", "", "a position from 1"},
        {"9223372036854775807", "", "a position from 1"},
        {"1.0", "", "a position from 1"},
        {"true", "", "a position from 1"},
        {"null", "", "a position from 1"},
        {"[\"a\"]", "", "a position from 1"},
        {"{\"heder\": \"a\"}", ".heder", "did you mean \"header\"?"},
        {"{\"header\": 1}", ".header", "must be a text in quotes"},
        {"{\"header\": \"\"}", ".header", "must not hold an empty text"},
        {"{\"headers\": [\"a\", \"\"]}", ".headers", "an empty text"},
        {"{\"headers\": [\"a\", 1]}", ".headers", "or a list of them"},
        {"{\"headers\": []}", ".headers", "at least one header"},
        {"{\"headers\": [\"a\", \"b\"]}", ".headers", "split by \"list\""},
        {"{\"position\": 0}", ".position", "from 1 to 100000, not 0"},
        {"{\"position\": 100001}", ".position", "from 1 to 100000"},
        {"{\"header\": \"a\", \"headers\": [\"b\"]}", ".headers",
         "stands beside \"header\"; say only one"},
        {"{\"constant\": \"a\", \"position\": 1}", ".constant",
         "stands beside \"position\""},
        {"{\"unit\": \"Hours\"}", ".unit", "not \"Hours\""},
        {"{\"unit\": \"\"}", ".unit", "seconds, minutes, hours or days"},
        {"{\"missing\": [\"\"]}", ".missing", "an empty text"},
        {"{\"missing\": [null]}", ".missing", "or a list of them"},
        {"{\"list\": \"\"}", ".list", "what stands between the elements"},
        {"{\"make\": true}", ".make", "is for the field topics only"},
        {"{\"make\": 1}", ".make", "true or false"},
        {"{\"values\": {\"a\": \"b\", \"c\": 1}}", ".values.c", "our word"},
        {"{\"values\": []}", ".values", "an object in { }"},
        {"{\"constant\": \"a\", \"values\": {}}", ".values", "no use beside"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct reading r = read_column(state, "minutes", cases[i].text);
        char *column = mem_format("in.columns.minutes%s", cases[i].key);
        if (r.result == 0 || strcmp(r.d.column, column) != 0 ||
            strstr(r.d.text, cases[i].part) == NULL)
            fail_msg("%s: %s: %s", cases[i].text, r.d.column, r.d.text);
        assert_int_equal(r.d.line, 2);
        free(column);
        forget(&r);
    }
}

static void a_thousand_headers_are_all_kept(void **state)
{
    enum { HEADERS = 1000, LENGTH = 16 };
    char *text = mem_alloc(HEADERS * LENGTH + 64), name[LENGTH];
    size_t used =
        (size_t)snprintf(text, 64, "{\"list\": \",\", \"headers\": [");
    for (int i = 0; i < HEADERS; i++)
        used += (size_t)snprintf(text + used, LENGTH, "%s\"h%d\"",
                                 i > 0 ? "," : "", i);
    memcpy(text + used, "]}", 3);
    struct reading r = read_well(state, "topics", text);
    assert_int_equal(r.column.n_headers, HEADERS);
    for (int i = 0; i < HEADERS; i++) {
        snprintf(name, sizeof name, "h%d", i);
        assert_string_equal(r.column.headers[i], name);
    }
    forget(&r);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_source_of_cells_is_said_in_any_of_its_forms),
        cmocka_unit_test(units_are_known_by_name),
        cmocka_unit_test(lists_words_and_gaps_are_kept),
        cmocka_unit_test(what_makes_no_column_is_told_with_its_key),
        cmocka_unit_test(a_thousand_headers_are_all_kept),
    };
    return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
