/* test_lib_tablerecord.c - records as "Database File Format", 2.1, has them. */
#include "lib/tablerecord.h"

#include "lib/attr.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void small_integers_have_the_types_of_the_format(void **state)
{
    (void)state;
    /* Serial type 1 is one byte, two's complement; 8 and 9 are 0 and 1. */
    static const struct {
        int64_t value;
        unsigned char type, byte;
    } cases[] = {{0, 8, 0},     {1, 9, 0},     {2, 1, 2},      {127, 1, 0x7F},
                 {-1, 1, 0xFF}, {-2, 1, 0xFE}, {-128, 1, 0x80}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        assert_true(tablerecord_is_small(cases[i].value));
        struct tablerecord_small s = tablerecord_small(cases[i].value);
        assert_int_equal(s.type, cases[i].type);
        assert_int_equal(s.byte, cases[i].byte);
    }
    assert_false(tablerecord_is_small(128));
    assert_false(tablerecord_is_small(-129));
    assert_false(tablerecord_is_small(INT64_MIN));
}

/* Between values that go the usual way. */
static void a_run_says_what_single_values_say(void **state)
{
    (void)state;
    static const int64_t values[] = {3, 0, -2, 1, 100, -128, 0, 7};
    struct tablerecord one = {0}, other = {0};
    tablerecord_begin(&one);
    tablerecord_begin(&other);
    for (int round = 0; round < 200; round++) {
        tablerecord_text(&one, "x", 1);
        tablerecord_text(&other, "x", 1);
        struct tablerecord_run run =
            tablerecord_begin_run(&one, COUNT_OF(values) + 5);
        for (size_t i = 0; i < COUNT_OF(values); i++) {
            tablerecord_add_small(&run, tablerecord_small(values[i]));
            tablerecord_integer(&other, values[i]);
        }
        tablerecord_add_small(&run, (struct tablerecord_small){0});
        tablerecord_null(&other);
        tablerecord_end_run(&one, run);
        tablerecord_integer(&one, 300);
        tablerecord_integer(&other, 300);
    }
    assert_int_equal(one.count, other.count);
    assert_int_equal(one.n_types, other.n_types);
    assert_int_equal(one.n_values, other.n_values);
    assert_memory_equal(one.types, other.types, one.n_types);
    assert_memory_equal(one.values, other.values, one.n_values);
    tablerecord_free(&one);
    tablerecord_free(&other);
}

/* In two records and then joined, and in one. */
static void what_is_joined_is_one_record(void **state)
{
    (void)state;
    struct tablerecord one = {0}, first = {0}, second = {0}, none = {0};
    char text[3000];
    memset(text, 'x', sizeof text);
    for (size_t length = 0; length < sizeof text; length += 299) {
        struct tablerecord *parts[] = {&first, &second};
        tablerecord_begin(&one);
        for (size_t i = 0; i < COUNT_OF(parts); i++) {
            tablerecord_begin(parts[i]);
            tablerecord_text(parts[i], text, length);
            tablerecord_text(&one, text, length);
            tablerecord_integer(parts[i], 70000 + (int64_t)i);
            tablerecord_integer(&one, 70000 + (int64_t)i);
            tablerecord_null(parts[i]);
            tablerecord_null(&one);
        }
        tablerecord_append(&first, &none);
        tablerecord_append(&first, &second);
        assert_int_equal(first.count, 6);
        assert_int_equal(first.n_types, one.n_types);
        assert_int_equal(first.n_values, one.n_values);
        assert_memory_equal(first.types, one.types, one.n_types);
        assert_memory_equal(first.values, one.values, one.n_values);
    }
    tablerecord_free(&one);
    tablerecord_free(&first);
    tablerecord_free(&second);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_integers_have_the_types_of_the_format),
        cmocka_unit_test(a_run_says_what_single_values_say),
        cmocka_unit_test(what_is_joined_is_one_record),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
