/* test_lib_measure.c - what figures of members are called. */
#include "lib/measure.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void figures_of_attendance_have_words(void **state)
{
    (void)state;
    assert_string_equal(measure_words("hours", false), "Hours attended");
    assert_string_equal(measure_words("hours", true), "参加学时");
    assert_true(measure_is_log("hours"));
    assert_true(measure_is_log("recency"));
    assert_false(measure_is_log("rate"));
}

static void a_scale_is_called_by_its_name(void **state)
{
    (void)state;
    assert_string_equal(measure_words("scale:hours", false), "hours");
    assert_string_equal(measure_words("else", true), "else");
    assert_false(measure_is_log("scale:hours"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_of_attendance_have_words),
        cmocka_unit_test(a_scale_is_called_by_its_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
