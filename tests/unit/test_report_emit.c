/* test_report_emit.c - report/emit.h: every line is read back by jansson. */
#include "lib/date.h"
#include "report/emit.h"

#include <jansson.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static json_t *read_back(const struct buffer *b)
{
    json_error_t error;
    json_t *root =
        json_loadb(b->bytes, b->used, JSON_REJECT_DUPLICATES, &error);
    if (root == NULL)
        fail_msg("%s", error.text);
    return root;
}

static void values_come_back_as_they_were(void **state)
{
    (void)state;
    struct buffer b = {0};
    struct emitter e = {.to = &b};
    emit_open(&e, NULL, '{');
    emit_text(&e, "text", "plain");
    emit_text(&e, "none", NULL);
    emit_integer(&e, "least", INT64_MIN);
    emit_integer(&e, "most", INT64_MAX);
    emit_real(&e, "third", 1.0 / 3);
    emit_real(&e, "nan", NAN);
    emit_hours(&e, "hours", 90);
    emit_date(&e, "day", 20453);
    emit_date(&e, "no_day", DATE_NONE);
    emit_minute(&e, "minute", 20453 * 1440 + 75);
    emit_open(&e, "list", '[');
    emit_open(&e, NULL, '{');
    emit_close(&e, '}');
    emit_integer(&e, NULL, 2);
    emit_close(&e, ']');
    emit_open(&e, "empty", '[');
    emit_close(&e, ']');
    emit_close(&e, '}');
    emit_line(&e);
    assert_true(b.bytes[b.used - 1] == '\n');
    json_t *root = read_back(&b);
    json_t *expected = json_pack(
        "{s:s, s:n, s:I, s:I, s:f, s:n, s:f, s:s, s:n, s:s, s:[{}, i], s:[]}",
        "text", "plain", "none", "least", (json_int_t)INT64_MIN, "most",
        (json_int_t)INT64_MAX, "third", 0.333333, "nan", "hours", 1.5, "day",
        "2025-12-31", "no_day", "minute", "2025-12-31T01:15", "list", 2,
        "empty");
    assert_true(json_equal(root, expected));
    json_decref(root);
    json_decref(expected);
    buffer_free(&b);
}

static void every_byte_that_needs_it_is_escaped(void **state)
{
    (void)state;
    char text[128 + 16] = "";
    for (int i = 1; i < 128; i++)
        text[i - 1] = (char)i;
    memcpy(text + 127, "\xE9\x9D\x92\xF0\x9F\x99\x82", 8);
    struct buffer b = {0};
    struct emitter e = {.to = &b};
    emit_open(&e, NULL, '[');
    emit_text(&e, NULL, text);
    emit_text(&e, NULL, "");
    emit_close(&e, ']');
    emit_line(&e);
    json_t *root = read_back(&b);
    assert_string_equal(json_string_value(json_array_get(root, 0)), text);
    assert_string_equal(json_string_value(json_array_get(root, 1)), "");
    assert_null(memchr(b.bytes, '\n', b.used - 1)); /* one line */
    json_decref(root);
    buffer_free(&b);
}

static void lines_follow_each_other_without_a_comma(void **state)
{
    (void)state;
    struct buffer b = {0};
    struct emitter e = {.to = &b};
    for (int i = 0; i < 2; i++) {
        emit_open(&e, NULL, '{');
        emit_integer(&e, "n", i);
        emit_close(&e, '}');
        emit_line(&e);
    }
    buffer_char(&b, '\0');
    assert_string_equal(b.bytes, "{\"n\":0}\n{\"n\":1}\n");
    buffer_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_come_back_as_they_were),
        cmocka_unit_test(every_byte_that_needs_it_is_escaped),
        cmocka_unit_test(lines_follow_each_other_without_a_comma),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
