/* test_math_fdr.c - adjusted p-values by hand. */
#include "analyze/math/fdr.h"
#include "lib/attr.h"

#include "tests/unit/math_near.h"

/* Three tests: sorted .01 .03 .04; BH .03, .045 but no more than .04, .04. */
static const double p[] = {.01, .04, NAN, .03};

static void benjamini_hochberg_is_that_by_hand(void **state)
{
    (void)state;
    double q[4];
    fdr_benjamini_hochberg(p, 4, q);
    assert_near(q[0], .03, 1e-15);
    assert_near(q[1], .04, 1e-15);
    assert_true(isnan(q[2]));
    assert_near(q[3], .04, 1e-15);
}

/* .01 * 3, .03 * 2, and .04 * 1 but no less than the one before. */
static void holm_is_that_by_hand(void **state)
{
    (void)state;
    double q[4];
    fdr_holm(p, 4, q);
    assert_near(q[0], .03, 1e-15);
    assert_near(q[3], .06, 1e-15);
    assert_near(q[1], .06, 1e-15);
    assert_true(isnan(q[2]));
}

static void no_value_passes_one(void **state)
{
    (void)state;
    static const double high[] = {.9, .8, 1};
    double q[3];
    fdr_holm(high, 3, q);
    for (size_t i = 0; i < 3; i++)
        assert_near(q[i], 1, 0);
    fdr_benjamini_hochberg(high, 3, q);
    for (size_t i = 0; i < 3; i++)
        assert_near(q[i], 1, 0);
}

static void none_and_one_are_left_alone(void **state)
{
    (void)state;
    double q[1] = {7};
    fdr_holm(NULL, 0, q);
    fdr_benjamini_hochberg(NULL, 0, q);
    assert_near(q[0], 7, 0);
    fdr_benjamini_hochberg(p, 1, q);
    assert_near(q[0], .01, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(benjamini_hochberg_is_that_by_hand),
        cmocka_unit_test(holm_is_that_by_hand),
        cmocka_unit_test(no_value_passes_one),
        cmocka_unit_test(none_and_one_are_left_alone),
    };
    return cmocka_run_group_tests_name("math_fdr", tests, NULL, NULL);
}
