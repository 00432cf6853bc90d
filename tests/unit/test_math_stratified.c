/*
 * test_math_stratified.c - groups compared within strata; the numbers are R's,
 * tests/reference/effect.R.
 */
#include "analyze/math/stratified.h"

#include "tests/unit/math_near.h"

#include <stddef.h>

static void put(struct moments *m, const double *x, size_t count)
{
    *m = (struct moments){0};
    for (size_t i = 0; i < count; i++)
        moments_add(m, x[i], 1);
}

static const double one_a[] = {10, 15, 20}, one_b[] = {1, 2};
static const double two_a[] = {5, -5, 0}, two_b[] = {0, -3};

static void strata_weigh_as_many_as_they_have_of_the_first(void **state)
{
    (void)state;
    struct stratum s[3] = {0};
    put(&s[0].a, one_a, 3);
    put(&s[0].b, one_b, 2);
    put(&s[2].a, two_a, 3);
    put(&s[2].b, two_b, 2);
    struct stratified r = stratified_compare(s, 3, 0.95);
    assert_near(r.test.difference, 7.5, 1e-14);
    assert_near(r.mean_b, 0, 1e-14);
    assert_near(r.test.df, 5.06220095694, 1e-9);
    assert_near(r.test.low, 1.89376069334, 1e-9);
    assert_near(r.test.high, 13.1062393067, 1e-9);
    assert_near(r.test.p, 0.0183489319722, 1e-10);
    assert_near(r.sd, 4.18330013267, 1e-10);
    assert_int_equal(r.a, 6);
    assert_int_equal(r.b, 4);
}

static void one_stratum_is_a_welch_test(void **state)
{
    (void)state;
    struct stratum s = {{0}, {0}};
    put(&s.a, one_a, 3);
    put(&s.b, two_a, 3);
    struct stratified r = stratified_compare(&s, 1, 0.9);
    struct ttest t = ttest_welch(&s.a, &s.b, 0.9);
    assert_near(r.test.difference, t.difference, 1e-14);
    assert_near(r.test.df, t.df, 1e-12);
    assert_near(r.test.p, t.p, 1e-12);
    assert_near(r.test.low, t.low, 1e-12);
}

/* The variance is that of the others of its side; R, as above. */
static void a_single_value_counts_with_the_variance_of_its_side(void **state)
{
    (void)state;
    struct stratum s[2] = {0};
    put(&s[0].a, one_a, 3);
    put(&s[0].b, one_b, 2);
    put(&s[1].a, two_a, 3);
    put(&s[1].b, two_b, 1);
    struct stratified r = stratified_compare(s, 2, 0.95);
    assert_near(r.test.difference, 6.75, 1e-14);
    assert_near(r.mean_b, 0.75, 1e-14);
    assert_near(r.test.df, 4.33300267831, 1e-9);
    assert_near(r.test.low, 1.12793358736, 1e-9);
    assert_near(r.test.p, 0.0283633412395, 1e-10);
    assert_near(r.sd, 4.48330235429, 1e-10);
}

static void a_stratum_with_nobody_to_compare_is_left_out(void **state)
{
    (void)state;
    struct stratum s[2] = {0};
    put(&s[0].a, one_a, 3);
    put(&s[0].b, one_b, 2);
    put(&s[1].a, two_a, 3);
    struct stratified r = stratified_compare(s, 2, 0.95);
    assert_int_equal(r.a, 3);
    assert_int_equal(r.b, 2);
    assert_near(r.test.difference, 13.5, 1e-14);
    r = stratified_compare(&s[1], 1, 0.95);
    assert_int_equal(r.a, 0);
    assert_true(isnan(r.test.difference) && isnan(r.mean_b) && isnan(r.sd));
    r = stratified_compare(NULL, 0, 0.95);
    assert_true(isnan(r.test.p));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strata_weigh_as_many_as_they_have_of_the_first),
        cmocka_unit_test(one_stratum_is_a_welch_test),
        cmocka_unit_test(a_single_value_counts_with_the_variance_of_its_side),
        cmocka_unit_test(a_stratum_with_nobody_to_compare_is_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
