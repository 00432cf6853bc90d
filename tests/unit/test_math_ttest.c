/* test_math_ttest.c - t tests by hand and by closed form. */
#include "analyze/math/ttest.h"

#include "tests/unit/math_near.h"

static struct moments of(const double *x, size_t count)
{
    struct moments m = {0};
    for (size_t i = 0; i < count; i++)
        moments_add(&m, x[i], 1);
    return m;
}

static const double three[] = {1, 2, 3};
static const double five[] = {1, 2, 3, 4, 5};
static const double evens[] = {2, 4, 6, 8, 10};

/*
 * Mean 2, error 1 / sqrt 3, t = sqrt 12. With 2 degrees of freedom the t
 * distribution has a closed form: p = 1 - t / sqrt(t^2 + 2), and the 97.5 %
 * point 0.95 sqrt 2 / sqrt(1 - 0.95^2).
 */
static void a_paired_test_is_that_by_hand(void **state)
{
    (void)state;
    struct moments m = of(three, 3);
    struct ttest t = ttest_paired(&m, 0.95);
    double reach = 0.95 * sqrt(2 / (1 - 0.95 * 0.95)) / sqrt(3);
    assert_near(t.difference, 2, 1e-15);
    assert_near(t.t, sqrt(12), 1e-14);
    assert_near(t.df, 2, 0);
    assert_near(t.p, 1 - sqrt(12.0 / 14), 1e-14);
    assert_near(t.low, 2 - reach, 1e-12);
    assert_near(t.high, 2 + reach, 1e-12);
}

/* Variances 5/2 and 10 over 5: error^2 5/2; df (5/2)^2 / (1/16 + 1). */
static void a_welch_test_is_that_by_hand(void **state)
{
    (void)state;
    struct moments a = of(five, 5), b = of(evens, 5);
    struct ttest t = ttest_welch(&a, &b, 0.95);
    assert_near(t.difference, -3, 1e-15);
    assert_near(t.t, -3 / sqrt(2.5), 1e-14);
    assert_near(t.df, 6.25 / (0.0625 + 1), 1e-14);
    struct ttest turned = ttest_welch(&b, &a, 0.95);
    assert_near(turned.p, t.p, 0);
    assert_near(turned.low, -t.high, 1e-14);
}

/* Pooled variance 25/4: error^2 25/4 * 2/5 = 5/2. */
static void a_pooled_test_is_that_by_hand(void **state)
{
    (void)state;
    struct moments a = of(five, 5), b = of(evens, 5);
    struct ttest t = ttest_pooled(&a, &b, 0.95);
    assert_near(t.t, -3 / sqrt(2.5), 1e-14);
    assert_near(t.df, 8, 0);
}

static void without_variance_there_is_no_test(void **state)
{
    (void)state;
    static const double same[] = {4, 4, 4};
    struct moments empty = {0}, one = of(three, 1), flat = of(same, 3);
    const struct moments *all[] = {&empty, &one, &flat};
    for (size_t i = 0; i < 3; i++) {
        struct ttest t = ttest_paired(all[i], 0.95);
        assert_true(isnan(t.t) && isnan(t.p) && isnan(t.low));
    }
    struct ttest t = ttest_welch(&one, &flat, 0.95);
    assert_true(isnan(t.p));
    t = ttest_pooled(&flat, &flat, 0.95);
    assert_near(t.difference, 0, 0);
    assert_true(isnan(t.p));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_paired_test_is_that_by_hand),
        cmocka_unit_test(a_welch_test_is_that_by_hand),
        cmocka_unit_test(a_pooled_test_is_that_by_hand),
        cmocka_unit_test(without_variance_there_is_no_test),
    };
    return cmocka_run_group_tests_name("math_ttest", tests, NULL, NULL);
}
