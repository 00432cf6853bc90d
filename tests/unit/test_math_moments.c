/* test_math_moments.c - moments by hand, merged, weighted, with gaps. */
#include "analyze/math/moments.h"
#include "lib/attr.h"

#include "tests/unit/math_near.h"

/* Mean 5; squared deviations 32, cubed 42, to the fourth 356. */
static const double eight[] = {2, 4, 4, 4, 5, 5, 7, 9};

static struct moments add_all(const double *x, size_t from, size_t to)
{
    struct moments m = {0};
    for (size_t i = from; i < to; i++)
        moments_add(&m, x[i], 1);
    return m;
}

static void check_eight(const struct moments *m)
{
    assert_int_equal(m->count, 8);
    assert_near(moments_mean(m), 5, 1e-15);
    assert_near(moments_variance(m), 32.0 / 7, 1e-14);
    assert_near(moments_variance_population(m), 4, 1e-14);
    assert_near(moments_sd(m), sqrt(32.0 / 7), 1e-14);
    assert_near(moments_skew(m, MOMENTS_TYPE1), 42.0 / 8 / 8, 1e-14);
    double g = 42.0 / 8 / 8, k = 356.0 / 8 / 16 - 3;
    assert_near(moments_skew(m, MOMENTS_TYPE2), g * sqrt(56) / 6, 1e-14);
    assert_near(moments_skew(m, MOMENTS_TYPE3), g * pow(7.0 / 8, 1.5), 1e-14);
    assert_near(moments_kurtosis(m, MOMENTS_TYPE1), k, 1e-14);
    assert_near(moments_kurtosis(m, MOMENTS_TYPE2), (9 * k + 6) * 7 / 30,
                1e-14);
    assert_near(moments_kurtosis(m, MOMENTS_TYPE3), (k + 3) * 49 / 64 - 3,
                1e-14);
}

static void eight_numbers_give_what_they_give_by_hand(void **state)
{
    (void)state;
    struct moments m = add_all(eight, 0, 8);
    check_eight(&m);
}

static void parts_merged_are_the_whole_wherever_cut(void **state)
{
    (void)state;
    for (size_t a = 0; a <= 8; a++) {
        for (size_t b = a; b <= 8; b++) {
            struct moments m = add_all(eight, 0, a);
            struct moments middle = add_all(eight, a, b);
            struct moments end = add_all(eight, b, 8);
            moments_merge(&m, &middle);
            moments_merge(&m, &end);
            check_eight(&m);
        }
    }
}

static void a_whole_weight_is_a_repeated_value(void **state)
{
    (void)state;
    struct moments m = {0};
    moments_add(&m, 2, 1);
    moments_add(&m, 4, 3);
    moments_add(&m, 5, 2);
    moments_add(&m, 7, 1);
    moments_add(&m, 9, 1);
    assert_near(moments_mean(&m), 5, 1e-15);
    assert_near(moments_variance_frequency(&m), 32.0 / 7, 1e-14);
    assert_near(moments_skew(&m, MOMENTS_TYPE1), 42.0 / 8 / 8, 1e-14);
    assert_near(moments_effective(&m), 64.0 / 16, 1e-14);
}

static void what_is_no_number_or_has_no_weight_is_skipped(void **state)
{
    (void)state;
    struct moments m = add_all(eight, 0, 4);
    moments_add(&m, NAN, 1);
    moments_add(&m, INFINITY, 1);
    moments_add(&m, 100, 0);
    moments_add(&m, 100, -1);
    moments_add(&m, 100, NAN);
    struct moments rest = add_all(eight, 4, 8);
    moments_merge(&m, &rest);
    check_eight(&m);
}

static void digits_survive_far_from_zero(void **state)
{
    (void)state;
    struct moments m = {0};
    for (size_t i = 0; i < 8; i++)
        moments_add(&m, eight[i] + 1e12, 1);
    assert_near(moments_variance(&m), 32.0 / 7, 1e-12);
    assert_near(moments_mean(&m), 1e12 + 5, 1e-3);
}

static void too_few_values_have_no_moments(void **state)
{
    (void)state;
    struct moments m = {0};
    assert_true(isnan(moments_mean(&m)));
    assert_true(isnan(moments_variance_population(&m)));
    moments_add(&m, 3, 1);
    assert_near(moments_mean(&m), 3, 0);
    assert_true(isnan(moments_variance(&m)));
    moments_add(&m, 3, 1);
    assert_near(moments_variance(&m), 0, 0);
    assert_true(isnan(moments_skew(&m, MOMENTS_TYPE1)));
    assert_true(isnan(moments_kurtosis(&m, MOMENTS_TYPE2)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(eight_numbers_give_what_they_give_by_hand),
        cmocka_unit_test(parts_merged_are_the_whole_wherever_cut),
        cmocka_unit_test(a_whole_weight_is_a_repeated_value),
        cmocka_unit_test(what_is_no_number_or_has_no_weight_is_skipped),
        cmocka_unit_test(digits_survive_far_from_zero),
        cmocka_unit_test(too_few_values_have_no_moments),
    };
    return cmocka_run_group_tests_name("math_moments", tests, NULL, NULL);
}
