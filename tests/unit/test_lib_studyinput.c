/* test_lib_studyinput.c - one input of a study: how it is read, and where. */
#include "lib/mem.h"
#include "lib/studyinput.h"
#include "tests/unit/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* An input read on its own, with as much of a study as that needs. */
struct reading {
    struct study study;
    struct study_input input;
    struct diag d;
    int result;
};

/* Reads TEXT, which is the whole document, as inputs[2]. */
static struct reading read_input(void **state, const char *text)
{
    struct reading r = {.result = -1};
    char *path = scratch_write(state, "i.json", text, strlen(text));
    r.study.folder = *state;
    r.study.doc = jsondoc_read(path, &r.d);
    if (r.study.doc == NULL)
        fail_msg("%s: %s", text, r.d.text);
    r.result =
        studyinput_read(&r.input, &r.study, jsondoc_root(r.study.doc), 2, &r.d);
    free(path);
    return r;
}

static struct reading read_well(void **state, const char *text)
{
    struct reading r = read_input(state, text);
    if (r.result != 0)
        fail_msg("%s: %s: %s", text, r.d.column, r.d.text);
    assert_string_equal(r.d.file, "");
    return r;
}

static int look(struct reading *r)
{
    return studyinput_find(&r->input, &r->study, jsondoc_root(r->study.doc), 2,
                           &r->d);
}

static void forget(struct reading *r)
{
    studyinput_free(&r->input);
    jsondoc_free(r->study.doc);
}

#define BEGIN "{\"kind\": \"members\", \"name\": \"n\", \"file\": \"m.csv\""

static void what_is_not_said_has_its_default(void **state)
{
    struct reading r = read_well(state, BEGIN "}");
    char *path = scratch_path(state, "m.csv");
    assert_string_equal(r.input.kind, "members");
    assert_string_equal(r.input.name, "n");
    assert_string_equal(r.input.file, "m.csv");
    assert_string_equal(r.input.path, path);
    assert_null(r.input.codebook);
    assert_int_equal(r.input.n_columns, 0);
    assert_int_equal(r.input.dialect.delimiter, 0);
    assert_null(r.input.dialect.encoding);
    assert_int_equal(r.input.dialect.skip_lines, 0);
    assert_int_equal(r.input.dialect.header_rows, 1);
    assert_true(r.input.max_rejects == .01);
    assert_string_equal(r.input.declaration, "");
    free(path);
    forget(&r);
}

static void what_is_said_is_known(void **state)
{
    struct reading r = read_well(
        state, "{\"kind\": \"responses\", \"name\": \"n\", \"file\": \"/a/m\","
               "\"codebook\": \"sub/c.json\", \"encoding\": \"gb18030\","
               "\"skip_lines\": 100000, \"header_rows\": 100,"
               "\"max_rejects\": 1e15, \"columns\": {\"b\": \"B\", \"a\": 2}}");
    char *codebook = scratch_path(state, "sub/c.json");
    assert_string_equal(r.input.path, "/a/m");
    assert_string_equal(r.input.codebook, codebook);
    assert_string_equal(r.input.dialect.encoding, "gb18030");
    assert_int_equal(r.input.dialect.skip_lines, 100000);
    assert_int_equal(r.input.dialect.header_rows, 100);
    assert_true(r.input.max_rejects == 1e15);
    assert_int_equal(r.input.n_columns, 2);
    assert_string_equal(r.input.columns[0].field, "b"); /* in their order */
    assert_string_equal(r.input.columns[0].headers[0], "B");
    assert_int_equal(r.input.columns[1].position, 2);
    free(codebook);
    forget(&r);
}

static void one_sign_that_can_divide_is_a_delimiter(void **state)
{
    static const struct {
        const char *text;
        int delimiter; /* -1: refused */
    } cases[] = {
        {",", ','},      {";", ';'},    {"|", '|'},
        {"\\t", '\t'},   {"tab", '\t'}, {" ", ' '},
        {"'", '\''},     {"", -1},      {";;", -1},
        {"a", -1},       {"0", -1},     {"\\\"", -1},
        {"\\n", -1},     {"\\r", -1},   {"\xEF\xBC\x8C", -1},
        {"\\u00A6", -1},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char *text =
            mem_format(BEGIN ",\n\"delimiter\": \"%s\"}", cases[i].text);
        struct reading r = read_input(state, text);
        if ((r.result == 0) != (cases[i].delimiter >= 0))
            fail_msg("'%s': %s", cases[i].text, r.d.text);
        if (r.result == 0) {
            assert_int_equal(r.input.dialect.delimiter, cases[i].delimiter);
        } else {
            assert_string_equal(r.d.column, "inputs[2].delimiter");
            assert_int_equal(r.d.line, 2);
            assert_non_null(strstr(r.d.text, "must be one sign"));
        }
        forget(&r);
        free(text);
    }
}

static void what_makes_no_input_is_told_with_its_key(void **state)
{
    static const struct {
        const char *text, *key, *part;
    } cases[] = {
        {"{}", "kind", "is missing"},
        {"{\"kind\": \"\", \"name\": \"n\", \"file\": \"f\"}", "kind",
         "must not be empty"},
        {"{\"kind\": \"k\", \"name\": \"\", \"file\": \"f\"}", "name",
         "must not be empty"},
        {"{\"kind\": \"k\", \"name\": \"n\", \"file\": \"\"}", "file",
         "must not be empty"},
        {BEGIN ", \"fiel\": 1}", "fiel", "did you mean \"file\"?"},
        {BEGIN ", \"encoding\": \"KLINGON\"}", "encoding", "no encoding known"},
        {BEGIN ", \"encoding\": \"\"}", "encoding", "no encoding known"},
        {BEGIN ", \"encoding\": \"UTF-8//IGNORE\"}", "encoding",
         "no encoding known"},
        {BEGIN ", \"skip_lines\": 100001}", "skip_lines", "from 0 to 100000"},
        {BEGIN ", \"header_rows\": 0}", "header_rows", "from 1 to 100"},
        {BEGIN ", \"max_rejects\": -0.5}", "max_rejects", "must be from 0"},
        {BEGIN ", \"columns\": []}", "columns", "an object in { }"},
        {BEGIN ", \"columns\": {\"a\": \"A\", \"b\": 0}}", "columns.b",
         "a position from 1"},
        {BEGIN ", \"codebook\": \"c\"}", "codebook", "for the kind responses"},
        {"{\"kind\": \"responses\", \"name\": \"n\", \"file\": \"f\"}",
         "codebook", "is missing"},
        {"{\"kind\": \"responses\", \"name\": \"n\", \"file\": \"f\","
         "\"codebook\": \"\"}",
         "codebook", "must not be empty"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct reading r = read_input(state, cases[i].text);
        char *column = mem_format("inputs[2].%s", cases[i].key);
        if (r.result == 0 || strcmp(r.d.column, column) != 0 ||
            strstr(r.d.text, cases[i].part) == NULL)
            fail_msg("%s: %s: %s", cases[i].text, r.d.column, r.d.text);
        assert_int_equal(r.d.line, 1);
        free(column);
        forget(&r);
    }
}

static void there_may_be_two_thousand_columns_and_no_more(void **state)
{
    enum { LENGTH = 24 };
    for (int count = 2000; count <= 2001; count++) {
        char *text = mem_alloc(128 + (size_t)count * LENGTH);
        size_t used =
            (size_t)snprintf(text, 128, "%s", BEGIN ", \"columns\": ");
        for (int i = 0; i < count; i++)
            used += (size_t)snprintf(text + used, LENGTH, "%c\"f%d\": %d",
                                     i > 0 ? ',' : '{', i, i + 1);
        memcpy(text + used, "}}", 3);
        struct reading r = read_input(state, text);
        assert_int_equal(r.result, count > 2000 ? -1 : 0);
        assert_int_equal(r.input.n_columns, count > 2000 ? 0 : 2000);
        if (count > 2000)
            assert_string_equal(r.d.text, "has more than 2000 fields");
        forget(&r);
        free(text);
    }
}

static void files_are_looked_for_when_they_are_wanted(void **state)
{
    static const char responses[] =
        "{\"kind\": \"responses\", \"name\": \"n\", \"file\": \"r.csv\",\n"
        "\"codebook\": \"c.json\"}";
    static const struct {
        const char *file; /* made before */
        const char *column, *part;
        long line;
    } steps[] = {
        {NULL, "inputs[2].file", "cannot read \"r.csv\": No such file", 1},
        {"r.csv", "inputs[2].codebook", "cannot read \"c.json\": No such", 2},
        {"c.json", NULL, NULL, 0},
    };
    for (size_t i = 0; i < COUNT_OF(steps); i++) {
        if (steps[i].file != NULL)
            free(scratch_write(state, steps[i].file, "x", 1));
        struct reading r = read_well(state, responses);
        assert_int_equal(look(&r), steps[i].column != NULL ? -1 : 0);
        if (steps[i].column != NULL) {
            assert_string_equal(r.d.column, steps[i].column);
            assert_non_null(strstr(r.d.text, steps[i].part));
            assert_int_equal(r.d.line, steps[i].line);
            assert_string_equal(r.input.declaration, "");
        } else {
            assert_int_equal(strlen(r.input.declaration), 64);
        }
        forget(&r);
    }
    char *path = scratch_path(state, "r.csv");
    assert_int_equal(unlink(path), 0); /* the codebook alone is not enough */
    free(path);
    struct reading r = read_well(state, responses);
    assert_int_equal(look(&r), -1);
    assert_string_equal(r.d.column, "inputs[2].file");
    forget(&r);
    r = read_well(state, "{\"kind\": \"k\", \"name\": \"n\", \"file\": \"/\"}");
    assert_int_equal(look(&r), -1);
    assert_string_equal(r.d.text, "cannot read \"/\": it is a folder");
    forget(&r);
}

static void declare(void **state, const char *text, char to[DIGEST_TEXT])
{
    struct reading r = read_well(state, text);
    if (look(&r) != 0)
        fail_msg("%s", r.d.text);
    memcpy(to, r.input.declaration, DIGEST_TEXT);
    forget(&r);
}

/*
 * By sha256sum of {"codebook":"","kind":"members"} without a line end, of
 * {"codebook":"","columns":{"a":"e with an acute","b":1},"delimiter":";",
 * "kind":"members"} and so on; in the last the codebook is the hash of "abc".
 */
static void the_declaration_is_the_hash_of_the_sorted_keys(void **state)
{
    static const struct {
        const char *text, *hash;
    } cases[] = {
        {BEGIN "}",
         "576e83996b0ca78cc40123616219409974530ecbf017686b6485108bae0bf9e8"},
        {"{\"file\": \"other.csv\",\n \"name\": \"m\", \"kind\": \"members\"}",
         "576e83996b0ca78cc40123616219409974530ecbf017686b6485108bae0bf9e8"},
        {BEGIN ", \"delimiter\": \";\", \"columns\": {\"b\": 1, \"a\": \"\xC3"
               "\xA9\"}}",
         "c2650fe30a4193238c994c87df76f06fe19f94f1c18f7c6d9c97f9a90ab2cd93"},
        {BEGIN ", \"columns\": {\"a\": \"\\u00E9\", \"b\": 1},"
               "\"delimiter\": \";\"}",
         "c2650fe30a4193238c994c87df76f06fe19f94f1c18f7c6d9c97f9a90ab2cd93"},
        {BEGIN ", \"encoding\": \"UTF-8\", \"skip_lines\": 2,"
               "\"header_rows\": 3, \"max_rejects\": 5}",
         "a4fdf022da33d1effe392df9f255af302ae4da3000adbe3622043af2cd6665c1"},
        {"{\"kind\": \"responses\", \"name\": \"n\", \"file\": \"m.csv\","
         "\"codebook\": \"book.json\"}",
         "c2f16ebc6adb660d23e654460a0ad4c336e733695b30f8911e9cd701cee9cd95"},
    };
    free(scratch_write(state, "m.csv", "x", 1));
    free(scratch_write(state, "other.csv", "y", 1));
    free(scratch_write(state, "book.json", "abc", 3));
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char hash[DIGEST_TEXT];
        declare(state, cases[i].text, hash);
        if (strcmp(hash, cases[i].hash) != 0)
            fail_msg("case %zu: %s", i, hash);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_not_said_has_its_default),
        cmocka_unit_test(what_is_said_is_known),
        cmocka_unit_test(one_sign_that_can_divide_is_a_delimiter),
        cmocka_unit_test(what_makes_no_input_is_told_with_its_key),
        cmocka_unit_test(there_may_be_two_thousand_columns_and_no_more),
        cmocka_unit_test(files_are_looked_for_when_they_are_wanted),
        cmocka_unit_test(the_declaration_is_the_hash_of_the_sorted_keys),
    };
    return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
