/* test_lib_jsonkey.c - jsondoc_check(): an object against its keys. */
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

static struct jsondoc *read_well(void **state, const char *text)
{
    struct diag d = {0};
    char *path = scratch_write(state, "doc.json", text, strlen(text));
    struct jsondoc *doc = jsondoc_read(path, &d);
    free(path);
    if (doc == NULL)
        fail_msg("line %ld: %s", d.line, d.text);
    return doc;
}

static const struct jsonkey keys[] = {
    {.name = "name", .type = JSONKEY_TEXT, .required = true},
    {.name = "count", .type = JSONKEY_INTEGER, .low = 1, .high = 20},
    {.name = "share", .type = JSONKEY_NUMBER, .low = 0, .high = 1},
    {.name = "most", .type = JSONKEY_LIMIT, .low = 0, .high = 1},
    {.name = "on", .type = JSONKEY_BOOLEAN},
    {.name = "day", .type = JSONKEY_DATE},
    {.name = "inner", .type = JSONKEY_OBJECT},
    {.name = "list", .type = JSONKEY_ARRAY},
    {.name = "words", .type = JSONKEY_TEXTS},
    {.name = "free", .type = JSONKEY_ANY},
    {.name = NULL},
};

static void what_is_right_passes(void **state)
{
    static const char *const texts[] = {
        "{\"name\": \"\"}",
        "{\"name\": \"a\", \"count\": 20, \"share\": 1, \"on\": false,"
        " \"day\": \"2024-02-29\", \"inner\": {}, \"list\": [],"
        " \"words\": [\"a\", \"b\"], \"free\": null}",
        "{\"name\": \"a\", \"words\": \"a\", \"share\": 0.5, \"count\": 1}",
        "{\"name\": \"a\", \"most\": null}",
        "{\"name\": \"a\", \"most\": 0.5}",
    };
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        struct jsondoc *doc = read_well(state, texts[i]);
        struct diag d = {0};
        if (jsondoc_check(doc, jsondoc_root(doc), NULL, keys, &d) != 0)
            fail_msg("%s: %s", d.column, d.text);
        jsondoc_free(doc);
    }
}

static void what_is_wrong_is_told_with_its_place(void **state)
{
    static const struct {
        const char *text;
        long line;
        const char *column, *part;
    } cases[] = {
        {"\n[]", 2, "x[1]", "must be an object in { }, not a list"},
        {"{\"name\": \"a\", \"share\": null}", 1, "x[1].share",
         "must be a number, not null"},
        {"{\"name\": \"a\", \"most\": \"2\"}", 1, "x[1].most",
         "must be a number, or null for no limit, not a text"},
        {"{\"name\": \"a\", \"most\": 2}", 1, "x[1].most",
         "must be from 0 to 1"},
        {"{}", 1, "x[1].name", "is missing; it must be a text in quotes"},
        {"{\"name\": \"a\",\n\"cuont\": 3}", 2, "x[1].cuont",
         "did you mean \"count\"? Known here: name, count, share"},
        {"{\"name\": \"a\",\n\"other\": 3}", 2, "x[1].other",
         "unknown key; known here: name, count"},
        {"{\n\"name\": 5}", 2, "x[1].name",
         "must be a text in quotes, not a number"},
        {"{\"name\": \"a\", \"count\": 1.5}", 1, "x[1].count",
         "must be a whole number"},
        {"{\"name\": \"a\", \"count\": 21}", 1, "x[1].count",
         "must be from 1 to 20, not 21"},
        {"{\"name\": \"a\", \"share\": -0.1}", 1, "x[1].share",
         "must be from 0 to 1, not -0.1"},
        {"{\"name\": \"a\", \"on\": 1}", 1, "x[1].on", "true or false"},
        {"{\"name\": \"a\", \"day\": \"2025-02-29\"}", 1, "x[1].day",
         "not \"2025-02-29\""},
        {"{\"name\": \"a\", \"inner\": []}", 1, "x[1].inner",
         "must be an object in { }, not a list"},
        {"{\"name\": \"a\", \"list\": {}}", 1, "x[1].list", "a list in [ ]"},
        {"{\"name\": \"a\", \"words\": [1]}", 1, "x[1].words", "a list of"},
        {"{\"name\": null}", 1, "x[1].name", "not null"},
        {"{\"name\": 1.5}", 1, "x[1].name", "in quotes, not a number"},
        {"{\"name\": \"a\", \"count\": 1.0}", 1, "x[1].count",
         "a whole number, not one with a point"},
        {"{\"name\": \"a\", \"on\": {}}", 1, "x[1].on", "not an object"},
        {"{\"name\": \"a\", \"day\": 20250101}", 1, "x[1].day",
         "such as \"2025-12-31\", not a number"},
        {"{\"name\": \"a\", \"list\": \"a\"}", 1, "x[1].list", "not a text"},
        {"{\"name\": \"a\", \"share\": false}", 1, "x[1].share",
         "a number, not true or false"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct jsondoc *doc = read_well(state, cases[i].text);
        struct diag d = {0};
        assert_int_equal(
            jsondoc_check(doc, jsondoc_root(doc), "x[1]", keys, &d), -1);
        assert_int_equal(d.line, cases[i].line);
        assert_string_equal(d.column, cases[i].column);
        if (strstr(d.text, cases[i].part) == NULL)
            fail_msg("\"%s\" does not say \"%s\"", d.text, cases[i].part);
        jsondoc_free(doc);
    }
}

/* Each type against one value of each kind, in the order of the types. */
static void each_type_takes_what_it_says_and_nothing_else(void **state)
{
    static const char *const values[] = {
        "\"x\"", "7",   "0.5", "true",           "\"2024-02-29\"",
        "{}",    "[1]", "[]",  "[\"x\", \"y\"]", "[\"x\", null]",
        "null",
    };
    static const struct {
        enum jsonkey_type type;
        const char *takes; /* + or - for each value */
    } cases[] = {
        {JSONKEY_TEXT, "+---+------"},   {JSONKEY_INTEGER, "-+---------"},
        {JSONKEY_NUMBER, "-++--------"}, {JSONKEY_BOOLEAN, "---+-------"},
        {JSONKEY_DATE, "----+------"},   {JSONKEY_OBJECT, "-----+-----"},
        {JSONKEY_ARRAY, "------++++-"},  {JSONKEY_TEXTS, "+---+--++--"},
        {JSONKEY_ANY, "+++++++++++"},    {JSONKEY_LIMIT, "-++-------+"},
    };
    for (size_t v = 0; v < COUNT_OF(values); v++) {
        char *text = mem_format("{\"key\": %s}", values[v]);
        struct jsondoc *doc = read_well(state, text);
        for (size_t i = 0; i < COUNT_OF(cases); i++) {
            const struct jsonkey one[] = {
                {.name = "key", .type = cases[i].type}, {.name = NULL}};
            struct diag d = {0};
            int result = jsondoc_check(doc, jsondoc_root(doc), NULL, one, &d);
            if ((result == 0) != (cases[i].takes[v] == '+'))
                fail_msg("type %zu: %s: %s", i, values[v], d.text);
            assert_string_equal(d.column, result == 0 ? "" : "key");
        }
        jsondoc_free(doc);
        free(text);
    }
}

static void limits_are_included_and_only_where_there_are_any(void **state)
{
    static const struct {
        const char *value;
        double low, high;
        int result;
    } cases[] = {
        {"1", 1, 20, 0},
        {"20", 1, 20, 0},
        {"0", 1, 20, -1},
        {"21", 1, 20, -1},
        {"20.001", 1, 20, -1},
        {"-7", 0, 0, 0},
        {"1e308", 0, 0, 0},
        {"-0.0", 0, 1, 0},
        {"9223372036854775807", 0, 1e15, -1},
        {"\"x\"", 1, 20, 0}, /* no number */
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char *text = mem_format("{\"key\": %s}", cases[i].value);
        struct jsondoc *doc = read_well(state, text);
        const struct jsonkey one[] = {{.name = "key",
                                       .type = JSONKEY_ANY,
                                       .low = cases[i].low,
                                       .high = cases[i].high},
                                      {.name = NULL}};
        struct diag d = {0};
        if (jsondoc_check(doc, jsondoc_root(doc), NULL, one, &d) !=
            cases[i].result)
            fail_msg("%s: %s", cases[i].value, d.text);
        jsondoc_free(doc);
        free(text);
    }
}

/* What is listed has room for 512 bytes, what is told for 768. */
static void long_names_are_cut_and_not_run_over(void **state)
{
    enum { KEYS = 40, NAME = 40 };
    char names[KEYS][NAME + 1];
    struct jsonkey many[KEYS + 1] = {0};
    for (size_t i = 0; i < KEYS; i++) {
        memset(names[i], 'a' + (int)(i % 26), NAME);
        names[i][NAME] = '\0';
        many[i].name = names[i];
    }
    char name[3001] = "";
    memset(name, 'z', sizeof name - 1);
    char *text = mem_format("{\"%s\": 1}", name);
    struct jsondoc *doc = read_well(state, text);
    struct diag d = {0};
    assert_int_equal(jsondoc_check(doc, jsondoc_root(doc), "x", many, &d), -1);
    assert_non_null(strstr(d.text, "unknown key; known here: aaaa"));
    assert_int_equal(strlen(d.column), sizeof d.column - 1);
    jsondoc_free(doc);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_right_passes),
        cmocka_unit_test(what_is_wrong_is_told_with_its_place),
        cmocka_unit_test(each_type_takes_what_it_says_and_nothing_else),
        cmocka_unit_test(limits_are_included_and_only_where_there_are_any),
        cmocka_unit_test(long_names_are_cut_and_not_run_over),
    };
    return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
