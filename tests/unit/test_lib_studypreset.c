/* test_lib_studypreset.c - what a preset says stands in for what is not said.
 */
#include "lib/mem.h"
#include "lib/studypreset.h"
#include "tests/unit/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A list of inputs whose presets are put in, and what came of it. */
struct expansion {
    struct jsondoc *doc;
    struct diag d;
    int result;
};

static struct expansion expand(void **state, const char *text)
{
    struct expansion e = {.result = -1};
    char *path = scratch_write(state, "p.json", text, strlen(text));
    e.doc = jsondoc_read(path, &e.d);
    if (e.doc == NULL)
        fail_msg("%s: %s", text, e.d.text);
    e.result = studypreset_expand(e.doc, jsondoc_root(e.doc), &e.d);
    free(path);
    return e;
}

static const json_t *entry(const struct expansion *e, size_t i)
{
    return json_array_get(jsondoc_root(e->doc), i);
}

static const json_t *column(const json_t *entry, const char *field)
{
    return json_object_get(json_object_get(entry, "columns"), field);
}

static void an_entry_gets_what_it_lacks(void **state)
{
    struct expansion e =
        expand(state, "[{\"preset\": \"moodle-completion\",\n"
                      "  \"columns\": {\"course_id\": {\"constant\": \"c1\"},\n"
                      "              \"member_id\": \"Username\"}}]");
    assert_int_equal(e.result, 0);
    const json_t *in = entry(&e, 0);
    assert_string_equal(jsondoc_text(in, "kind", ""), "attendance");
    assert_string_equal(json_string_value(column(in, "member_id")), "Username");
    assert_string_equal(jsondoc_text(column(in, "progress"), "constant", ""),
                        "100");
    assert_int_equal(json_array_size(json_object_get(in, "skip_rows")), 1);
    jsondoc_free(e.doc);
}

static void a_column_that_says_no_source_gets_the_presets(void **state)
{
    struct expansion e =
        expand(state, "[{\"preset\": \"moodle-completion\", \"columns\": {"
                      " \"at\": {\"missing\": \"never\"}, \"course_id\": 1,"
                      " \"member_id\": {\"position\": 2}}}]");
    assert_int_equal(e.result, 0);
    const json_t *in = entry(&e, 0);
    assert_non_null(json_object_get(column(in, "at"), "header"));
    assert_null(json_object_get(column(in, "member_id"), "header"));
    jsondoc_free(e.doc);
}

static void a_null_takes_away_what_the_preset_says(void **state)
{
    struct expansion e =
        expand(state, "[{\"preset\": \"moodle-completion\","
                      " \"skip_rows\": null, \"columns\": {\"at\": null,"
                      " \"course_id\": \"C\"}}]");
    assert_int_equal(e.result, 0);
    assert_null(json_object_get(entry(&e, 0), "skip_rows"));
    assert_null(column(entry(&e, 0), "at"));
    jsondoc_free(e.doc);
}

static void a_preset_of_parts_becomes_an_entry_for_each(void **state)
{
    struct expansion e = expand(
        state,
        "[{\"kind\": \"members\"},\n"
        " {\"preset\": \"moodle-attendance\", \"name\": \"m\",\n"
        "  \"file\": \"a.txt\", \"encoding\": \"GB18030\",\n"
        "  \"parts\": {\"sessions\": {\"columns\": {\"offering_id\": \"O\","
        "   \"minutes\": 3}}}},\n"
        " {\"kind\": \"courses\"}]");
    assert_int_equal(e.result, 0);
    assert_int_equal(json_array_size(jsondoc_root(e.doc)), 4);
    assert_string_equal(jsondoc_text(entry(&e, 1), "name", ""), "m/sessions");
    assert_string_equal(jsondoc_text(entry(&e, 2), "name", ""), "m/attendance");
    assert_string_equal(jsondoc_text(entry(&e, 2), "file", ""), "a.txt");
    assert_string_equal(jsondoc_text(entry(&e, 2), "encoding", ""), "GB18030");
    assert_non_null(column(entry(&e, 1), "begins"));
    assert_null(column(entry(&e, 2), "begins"));
    assert_null(json_object_get(entry(&e, 1), "parts"));
    assert_int_equal(jsondoc_line(e.doc, entry(&e, 2), ""), 2);
    assert_string_equal(jsondoc_text(entry(&e, 3), "kind", ""), "courses");
    jsondoc_free(e.doc);
}

static void entries_without_a_preset_stay_as_they_are(void **state)
{
    struct expansion e = expand(state, "[{\"kind\": \"members\"}, 3]");
    assert_int_equal(e.result, 0);
    assert_int_equal(json_array_size(jsondoc_root(e.doc)), 2);
    assert_int_equal(json_object_size(entry(&e, 0)), 1);
    jsondoc_free(e.doc);
}

static void faults_are_told_with_their_line(void **state)
{
    static const struct {
        const char *text;
        long line;
        const char *column, *says;
    } cases[] = {
        {"[{},\n{\"preset\": \"moodle-completions\"}]", 2, "inputs[1].preset",
         "no preset \"moodle-completions\" (did you mean moodle-completion?)"},
        {"[{\"preset\": \"excel\"}]", 1, "inputs[0].preset",
         "no preset \"excel\"; there are "},
        {"[{\"preset\": \"moodle-completion\",\n\"parts\": {}}]", 2,
         "inputs[0].parts", "has no parts"},
        {"[{\"preset\": \"moodle-completion\",\n\"kind\": \"members\"}]", 2,
         "inputs[0].kind", "is of the kind attendance, not members"},
        {"[{\"preset\": \"moodle-completion\"}]", 1, "inputs[0].preset",
         "needs course_id, for the export does not say"},
        {"[{\"preset\": \"moodle-attendance\",\n\"parts\": {\n\"x\": {}}}]", 3,
         "inputs[0].parts.x", "no such part; it has sessions, attendance"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct expansion e = expand(state, cases[i].text);
        assert_int_equal(e.result, -1);
        assert_int_equal(e.d.line, cases[i].line);
        assert_string_equal(e.d.column, cases[i].column);
        if (strstr(e.d.text, cases[i].says) == NULL)
            fail_msg("%s: %s", cases[i].text, e.d.text);
        jsondoc_free(e.doc);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_entry_gets_what_it_lacks,
                                        scratch_make, scratch_remove),
        cmocka_unit_test_setup_teardown(
            a_column_that_says_no_source_gets_the_presets, scratch_make,
            scratch_remove),
        cmocka_unit_test_setup_teardown(a_null_takes_away_what_the_preset_says,
                                        scratch_make, scratch_remove),
        cmocka_unit_test_setup_teardown(
            a_preset_of_parts_becomes_an_entry_for_each, scratch_make,
            scratch_remove),
        cmocka_unit_test_setup_teardown(
            entries_without_a_preset_stay_as_they_are, scratch_make,
            scratch_remove),
        cmocka_unit_test_setup_teardown(faults_are_told_with_their_line,
                                        scratch_make, scratch_remove),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
