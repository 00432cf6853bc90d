/* test_lib_jsonlines.c - the walk beside jansson finds every line. */
#include "lib/attr.h"
#include "lib/jsonlines.h"
#include "lib/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct read {
    json_t *root;
    struct jsonlines *lines;
};

static struct read read_text(const char *text)
{
    struct read r;
    json_error_t fault;
    r.root = json_loads(text, JSON_DECODE_ANY, &fault);
    if (r.root == NULL)
        fail_msg("%s", fault.text);
    r.lines = jsonlines_read(text, r.root);
    return r;
}

static void forget(struct read *r)
{
    jsonlines_free(r->lines);
    json_decref(r->root);
}

/* All lines of a value and what is in it: "1{a2 b3[4 5]}". */
static void show(const struct jsonlines *lines, json_t *value, char **to)
{
    char *before = *to;
    bool object = json_is_object(value);
    if (!object && !json_is_array(value))
        return;
    *to = mem_format("%s%ld%c", before, jsonlines_of(lines, value),
                     object ? '{' : '[');
    free(before);
    const char *key;
    json_t *inner;
    size_t i;
    json_object_foreach(value, key, inner) {
        before = *to;
        *to = mem_format("%s%s:%ld ", before, key,
                         jsonlines_of_key(lines, value, key));
        free(before);
        show(lines, inner, to);
    }
    json_array_foreach(value, i, inner) {
        before = *to;
        *to =
            mem_format("%s%ld ", before, jsonlines_of_element(lines, value, i));
        free(before);
        show(lines, inner, to);
    }
    before = *to;
    *to = mem_format("%s%c", before, object ? '}' : ']');
    free(before);
}

struct sample {
    const char *text, *shown;
};

static void expect(const struct sample *samples, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct read r = read_text(samples[i].text);
        char *shown = mem_text("");
        show(r.lines, r.root, &shown);
        if (strcmp(shown, samples[i].shown) != 0)
            fail_msg("case %zu: %s", i, shown);
        free(shown);
        forget(&r);
    }
}

static void every_member_and_element_has_the_line_it_begins_on(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"{}", "1{}"},
        {"\n\n[\n]\n", "3[]"},
        {"{\n\"a\": 1,\n\"b\": [\n2,\n3]\n}", "1{a:2 b:3 3[4 5 ]}"},
        /* A key has the line of the key, a container its own. */
        {"{\"a\"\n:\n{\n\"b\"\n:\n\n1}}", "1{a:1 3{b:4 }}"},
        {"[\n1\n,\n2\n,3]", "1[2 4 5 ]"},
        {"[[],\n[[\n]],{}\n,{\"x\":{}}]",
         "1[1 1[]2 2[2 2[]]3 3{}4 4{x:4 4{}}]"},
        /* Line feeds are counted, with or without a return before them. */
        {"{\r\n\"a\":\r\n[true,\r\n\tnull]}", "1{a:2 3[3 4 ]}"},
        {"[1,\r2,\r3]", "1[1 1 1 ]"},
    };
    expect(samples, COUNT_OF(samples));
}

static void what_stands_in_texts_and_keys_does_not_mislead(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"[\"]\",\n\"[{\",\n\"\\\"]\",\n\"\\\\\",\n\"\\n,\\u000A\",\n0]",
         "1[1 2 3 4 5 6 ]"},
        {"{\"\\\\\": \"}\",\n\"\\\"\": \"\\\\\\\"{\",\n\"a:b,c\": [\n]}",
         "1{\\:1 \":2 a:b,c:3 3[]}"},
        {"{\"\": 1,\n\" \": 2,\n\"\xE6\xB8\x85\": 3}",
         "1{:1  :2 \xE6\xB8\x85:3 }"},
        /* One key in two spellings of its letters. */
        {"[{\"\\u0061\": 1,\n\"b\": 2},\n{\"a\": 1,\n\"\\u0062\": 2}]",
         "1[1 1{a:1 b:2 }3 3{a:3 b:4 }]"},
        {"{\"\\ud83d\\ude00\": 1,\n\"x\": -1.5e+3}",
         "1{\xF0\x9F\x98\x80:1 x:2 }"},
    };
    expect(samples, COUNT_OF(samples));
}

static void a_lone_value_has_no_place_within(void **state)
{
    (void)state;
    static const char *const texts[] = {"7", "\n\"a\"", "null", "true"};
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        struct read r = read_text(texts[i]);
        assert_int_equal(jsonlines_of(r.lines, r.root), 0);
        assert_int_equal(jsonlines_of_key(r.lines, r.root, "a"), 0);
        assert_int_equal(jsonlines_of_element(r.lines, r.root, 0), 0);
        forget(&r);
    }
}

static void what_is_not_of_the_text_has_no_line(void **state)
{
    (void)state;
    struct read r = read_text("{\"a\": [1]}");
    struct read other = read_text("{\"a\": [1]}");
    const json_t *list = json_object_get(r.root, "a");
    assert_int_equal(jsonlines_of(r.lines, list), 1);
    assert_int_equal(jsonlines_of_element(r.lines, list, 1), 0);
    assert_int_equal(jsonlines_of_element(r.lines, list, SIZE_MAX - 1), 0);
    assert_int_equal(jsonlines_of_key(r.lines, r.root, "b"), 0);
    assert_int_equal(jsonlines_of_key(r.lines, list, "a"), 0);
    assert_int_equal(jsonlines_of(r.lines, other.root), 0);
    assert_int_equal(jsonlines_of_key(r.lines, other.root, "a"), 0);
    assert_int_equal(jsonlines_of(r.lines, NULL), 0);
    assert_int_equal(jsonlines_of_key(r.lines, NULL, "a"), 0);
    json_object_set_new(r.root, "late", json_object());
    assert_int_equal(jsonlines_of_key(r.lines, r.root, "late"), 0);
    assert_int_equal(jsonlines_of_key(r.lines, r.root, "a"), 1);
    forget(&other);
    forget(&r);
    jsonlines_free(NULL);
}

/* Of two members of one name jansson keeps the last; the walk must keep up. */
static void a_name_that_stands_twice_does_no_harm(void **state)
{
    (void)state;
    struct read r = read_text("{\"a\": 1,\n\"a\": 2}");
    long line = jsonlines_of_key(r.lines, r.root, "a");
    assert_true(line == 1 || line == 2);
    forget(&r);
}

static void many_members_are_all_found(void **state)
{
    (void)state;
    enum { MEMBERS = 3000, LENGTH = 16 };
    char *text = mem_alloc(MEMBERS * LENGTH + 2), key[LENGTH];
    size_t used = 0;
    for (int i = 0; i < MEMBERS; i++)
        used += (size_t)snprintf(text + used, LENGTH, "%c\"k%d\":0\n",
                                 i == 0 ? '{' : ',', i);
    text[used] = '}';
    struct read r = read_text(text);
    for (int i = 0; i < MEMBERS; i++) {
        snprintf(key, sizeof key, "k%d", i);
        assert_int_equal(jsonlines_of_key(r.lines, r.root, key), i + 1);
    }
    forget(&r);
    free(text);
}

static void the_deepest_text_jansson_takes_is_walked(void **state)
{
    (void)state;
    enum { DEPTH = 2000 };
    char *text = mem_alloc(2 * DEPTH + 2);
    memset(text, '[', DEPTH);
    text[DEPTH] = '\n';
    memset(text + DEPTH + 1, ']', DEPTH);
    struct read r = read_text(text);
    const json_t *at = r.root;
    for (int i = 1; i < DEPTH; i++)
        at = json_array_get(at, 0);
    assert_int_equal(jsonlines_of(r.lines, at), 1);
    forget(&r);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_member_and_element_has_the_line_it_begins_on),
        cmocka_unit_test(what_stands_in_texts_and_keys_does_not_mislead),
        cmocka_unit_test(a_lone_value_has_no_place_within),
        cmocka_unit_test(what_is_not_of_the_text_has_no_line),
        cmocka_unit_test(a_name_that_stands_twice_does_no_harm),
        cmocka_unit_test(many_members_are_all_found),
        cmocka_unit_test(the_deepest_text_jansson_takes_is_walked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
