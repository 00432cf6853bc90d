/*
 * test_math_lanes.c - exp() of lanes beside the C library's, which is right to
 * less than one unit in the last place; sums of lanes by hand.
 */
#include "analyze/math/lanes_exp.h"

#include "tests/unit/math_near.h"

#include <float.h>

static void exp_is_right_to_two_units_in_the_last_place(void **state)
{
    (void)state;
    static const struct {
        double from, to, step;
    } ranges[] = {
        {-45, 0, 0x1.1p-11}, {-700, 700, 0x1.3p-3}, {-1e-9, 1e-9, 1e-12}};
    for (size_t r = 0; r < 3; r++)
        for (double x = ranges[r].from; x <= ranges[r].to; x += ranges[r].step)
            assert_near(lanes_exp(x), exp(x), 2 * DBL_EPSILON * exp(x));
}

static void exp_of_zero_is_one(void **state)
{
    (void)state;
    assert_true(lanes_exp(0) == 1);
}

/* 1 + 2 + ... + n, and their squares: n (n + 1) (2 n + 1) / 6. */
static void sums_take_all_numbers_whatever_their_count(void **state)
{
    (void)state;
    double a[40], b[40];
    for (size_t n = 0; n <= 40; n++) {
        for (size_t i = 0; i < 40; i++) {
            a[i] = (double)(i + 1);
            b[i] = i < n ? 0 : -1;
        }
        assert_near(lanes_dot(a, a, n), (double)(n * (n + 1) * (2 * n + 1) / 6),
                    0);
        lanes_add(b, 3, a, n);
        for (size_t i = 0; i < 40; i++)
            assert_near(b[i], i < n ? 3 * a[i] : -1, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exp_is_right_to_two_units_in_the_last_place),
        cmocka_unit_test(exp_of_zero_is_one),
        cmocka_unit_test(sums_take_all_numbers_whatever_their_count),
    };
    return cmocka_run_group_tests_name("math_lanes", tests, NULL, NULL);
}
