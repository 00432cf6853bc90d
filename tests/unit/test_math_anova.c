/* test_math_anova.c - variance between groups, shares, correlations: R. */
#include "analyze/math/anova.h"

#include "analyze/math/correlation.h"
#include "analyze/math/effectsize.h"
#include "analyze/math/ratio.h"
#include "analyze/math/ttest.h"
#include "tests/unit/math_near.h"

static const double x[3][3] = {{1, 2, 4}, {3, 5, 9}, {2, 2, 8}};

/* R: aov(x ~ factor(g)), oneway.test(x ~ g). */
static void groups_by_r(void **state)
{
    (void)state;
    struct moments group[4] = {{0}}; /* the last is empty: left out */
    for (size_t g = 0; g < 3; g++)
        for (size_t i = 0; i < 3; i++)
            moments_add(&group[g], x[g][i], 1);
    struct anova a = anova_test(group, 4);
    assert_near(a.between, 50.0 / 3, 1e-13);
    assert_near(a.within, 142.0 / 3, 1e-13);
    assert_near(a.f, 150.0 / 142, 1e-13);
    assert_near(a.p, 0.40454, 1e-5);
    assert_near(anova_welch(group, 4).p, 0.380556227561645, 1e-12);
    assert_true(isnan(anova_test(group, 1).f));
    assert_true(isnan(anova_bartlett(group, 1).x2));
}

/*
 * Where the values lie does not matter: x + 2^40 is exact, and every sum of it
 * about its own origin.
 */
static void a_shift_of_all_values_changes_no_test(void **state)
{
    (void)state;
    struct moments near[3] = {{0}}, far[3] = {{0}};
    for (size_t g = 0; g < 3; g++)
        for (size_t i = 0; i < 3; i++) {
            moments_add(&near[g], x[g][i], 1);
            moments_add(&far[g], x[g][i] + 0x1p40, 1);
        }
    assert_near(moments_difference(&far[1], &far[0]), 10.0 / 3, 1e-14);
    assert_near(anova_test(far, 3).f, 150.0 / 142, 1e-13);
    assert_near(anova_welch(far, 3).p, 0.380556227561645, 1e-12);
    struct ttest a = ttest_welch(&near[0], &near[1], 0.95);
    struct ttest b = ttest_welch(&far[0], &far[1], 0.95);
    assert_near(a.t, b.t, 1e-13);
    assert_near(effectsize_d(&near[0], &near[1]),
                effectsize_d(&far[0], &far[1]), 1e-13);
    struct moments none = {0};
    assert_true(isnan(moments_difference(&none, &near[0])));
}

/* Sums whose last digit makes r larger than 1: the interval is at 1. */
static void correlation_is_never_beyond_one(void **state)
{
    (void)state;
    struct comoments m = {.count = 9, .weight = 9, .xx = 1, .yy = 1};
    m.xy = 1 + 0x1p-52;
    struct correlation r = correlation_pearson(&m, 0.95);
    assert_true(r.r == 1 && r.low == 1 && r.high == 1);
    m.xy = -m.xy;
    r = correlation_pearson(&m, 0.95);
    assert_true(r.r == -1 && r.low == -1 && r.high == -1);
}

/*
 * 30 of 40 in the group, 50 of 100 in all: 20 of 60 outside. Lift 3/2, risk
 * ratio 9/4, its error sqrt(1/30 - 1/40 + 1/20 - 1/60) = sqrt(1/24).
 */
static void shares_are_compared_by_hand(void **state)
{
    (void)state;
    struct ratio r = ratio_of(30, 40, 50, 100, 0.95);
    assert_near(r.lift, 1.5, 1e-15);
    assert_near(r.leverage, 0.1, 1e-15);
    assert_near(r.risk_ratio, 2.25, 1e-14);
    assert_near(r.high, 2.25 * exp(1.959963984540054 * sqrt(1.0 / 24)), 1e-9);
    assert_near(r.log_odds, log(30.5 * 40.5 / (10.5 * 20.5)), 1e-14);
    assert_true(isnan(ratio_of(0, 0, 5, 10, 0.95).lift));
    assert_true(isnan(ratio_of(0, 4, 5, 10, 0.95).low));
}

/* y = x^3 on 1 2 3: r = 26 / sqrt(2 * 362) by hand; ranks agree: 1, tau 1. */
static void correlations_by_hand(void **state)
{
    (void)state;
    struct comoments m = {0}, half = {0};
    comoments_add(&m, 1, 1, 1);
    comoments_add(&half, 2, 8, 1);
    comoments_add(&half, 3, 27, 1);
    comoments_add(&half, NAN, 27, 1);
    comoments_merge(&m, &half);
    assert_int_equal(m.count, 3);
    assert_near(correlation_pearson(&m, 0.95).r, 26 / sqrt(2.0 * 362), 1e-14);
    assert_near(comoments_covariance(&m), 13, 1e-14);
    int64_t n[] = {1, 0, 0, 0, 1, 0, 0, 0, 1};
    struct crosstab t = {.rows = 3, .columns = 3, .n = n};
    assert_near(correlation_spearman(&t).r, 1, 1e-15);
    assert_near(correlation_kendall(&t).r, 1, 1e-15);
    int64_t flat[] = {1, 2, 3};
    t = (struct crosstab){.rows = 1, .columns = 3, .n = flat};
    assert_true(isnan(correlation_kendall(&t).r));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(groups_by_r),
        cmocka_unit_test(a_shift_of_all_values_changes_no_test),
        cmocka_unit_test(correlation_is_never_beyond_one),
        cmocka_unit_test(shares_are_compared_by_hand),
        cmocka_unit_test(correlations_by_hand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
