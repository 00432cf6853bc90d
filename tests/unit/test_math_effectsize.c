/* test_math_effectsize.c - effect sizes by hand. */
#include "analyze/math/effectsize.h"

#include "tests/unit/math_near.h"

static struct moments of(double a, double b, double c)
{
    struct moments m = {0};
    moments_add(&m, a, 1);
    moments_add(&m, b, 1);
    moments_add(&m, c, 1);
    return m;
}

static void d_is_the_difference_in_deviations(void **state)
{
    (void)state;
    struct moments a = of(1, 2, 3), b = of(4, 6, 8), flat = of(5, 5, 5);
    assert_near(effectsize_dz(&a), 2, 1e-15);
    /* Variances 1 and 4, pooled 5/2. */
    assert_near(effectsize_d(&a, &b), -4 / sqrt(2.5), 1e-14);
    assert_true(isnan(effectsize_dz(&flat)));
    assert_true(isnan(effectsize_d(&flat, &flat)));
}

/* gamma(1) / gamma(1/2), gamma(3/2) / (sqrt(3/2) gamma(1)), sqrt(2 / pi). */
static void hedges_has_its_closed_forms(void **state)
{
    (void)state;
    double pi = acos(-1);
    assert_near(effectsize_hedges(2), 1 / sqrt(pi), 1e-14);
    assert_near(effectsize_hedges(3), sqrt(pi) / 2 / sqrt(1.5), 1e-14);
    assert_near(effectsize_hedges(4), sqrt(2 / pi), 1e-14);
    assert_near(effectsize_hedges(1e6), 1 - 3 / (4e6 - 1), 1e-9);
    assert_near(effectsize_hedges_approximate(4), 1 - 3.0 / 15, 1e-15);
    assert_true(isnan(effectsize_hedges(1)));
    assert_true(isnan(effectsize_hedges_approximate(1)));
}

static void errors_are_those_of_the_formulas(void **state)
{
    (void)state;
    /* (4 + 12) / 48 + 4 / 32; 1 / 8 + 4 / 16 */
    assert_near(effectsize_error(2, 4, 12), sqrt(11.0 / 24), 1e-15);
    assert_near(effectsize_dz_error(2, 8), sqrt(3.0 / 8), 1e-15);
}

static void gain_is_the_share_of_what_could_be_gained(void **state)
{
    (void)state;
    assert_near(effectsize_gain(60, 80, 100), 0.5, 1e-15);
    assert_near(effectsize_gain(60, 50, 100), -0.25, 1e-15);
    assert_near(effectsize_gain(2, 5, 5), 1, 0);
    assert_true(isnan(effectsize_gain(100, 100, 100)));
    assert_true(isnan(effectsize_gain(110, 100, 100)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(d_is_the_difference_in_deviations),
        cmocka_unit_test(hedges_has_its_closed_forms),
        cmocka_unit_test(errors_are_those_of_the_formulas),
        cmocka_unit_test(gain_is_the_share_of_what_could_be_gained),
    };
    return cmocka_run_group_tests_name("math_effectsize", tests, NULL, NULL);
}
