/* test_math_rows.c - rows of numbers and their distances. */
#include "analyze/math/rows.h"

#include "tests/unit/math_near.h"

#include <string.h>

static void distances_are_right_for_every_length(void **state)
{
    (void)state;
    double a[11], b[11], want = 0;
    for (size_t n = 0; n < 11; n++) {
        assert_near(rows_distance2(a, b, n), want, 0);
        a[n] = (double)n;
        b[n] = (double)(3 * n + 1);
        want += (double)((2 * n + 1) * (2 * n + 1));
    }
}

static void a_row_lies_where_it_should(void **state)
{
    (void)state;
    static const double values[] = {1, 2, 3, 4, 5, 6};
    struct rows r = {values, 3, 2};
    assert_near(rows_at(r, 0)[1], 2, 0);
    assert_near(rows_at(r, 2)[0], 5, 0);
}

static void a_number_that_is_none_is_named(void **state)
{
    (void)state;
    static const double bad[] = {NAN, INFINITY, -INFINITY};
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        double values[] = {1, 2, 3, 4, 5, 6};
        struct diag d = {0};
        struct rows r = {values, 3, 2};
        assert_int_equal(rows_check(r, &d), 0);
        values[3] = bad[i];
        assert_int_equal(rows_check(r, &d), -1);
        assert_non_null(strstr(d.text, "row 2, column 2"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(distances_are_right_for_every_length),
        cmocka_unit_test(a_row_lies_where_it_should),
        cmocka_unit_test(a_number_that_is_none_is_named),
    };
    return cmocka_run_group_tests_name("math_rows", tests, NULL, NULL);
}
