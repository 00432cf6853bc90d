/*
 * test_math_betabinom.c - shares drawn towards the mean of all. The fits were
 * made by R's optim() (tests/reference/betabinom.R); the closed forms are of
 * the uniform prior.
 */
#include "analyze/math/betabinom.h"
#include "lib/attr.h"

#include "tests/unit/math_near.h"

static const struct betabinom_group uneven[] = {
    {3, 5},  {10, 30}, {2, 20}, {40, 60}, {0, 4},
    {7, 10}, {18, 25}, {5, 40}, {29, 33}, {1, 9}};
static const struct betabinom_group large[] = {
    {300, 1000}, {411, 1200}, {267, 900}, {350, 1010}, {8, 40}};

static void groups_that_differ_are_fitted_as_in_r(void **state)
{
    (void)state;
    static const double shares[] = {
        0.543043692580, 0.341073947486, 0.137647377537, 0.657056175762,
        0.168495631348, 0.645336933492, 0.693230841190, 0.143452210084,
        0.846610639023, 0.182122336926};
    struct betabinom m = betabinom_fit(uneven, COUNT_OF(uneven));
    assert_near(m.mean, 0.431791741483, 1e-7);
    assert_near(m.strength, 2.55978914785, 1e-6);
    assert_near(betabinom_likelihood(&m, uneven, COUNT_OF(uneven)),
                -133.631366003, 1e-8);
    for (size_t i = 0; i < COUNT_OF(uneven); i++)
        assert_near(betabinom_share(&m, uneven[i].hits, uneven[i].trials),
                    shares[i], 1e-7);
    struct interval of = betabinom_interval(&m, 3, 5, .95);
    assert_near(of.low, 0.210409758748, 1e-7);
    assert_near(of.high, 0.854298481189, 1e-7);
}

static void large_groups_that_differ_a_little_are_fitted_as_in_r(void **state)
{
    (void)state;
    struct betabinom m = betabinom_fit(large, COUNT_OF(large));
    assert_near(m.mean, 0.319152503075, 1e-7);
    assert_near(m.strength / 619.932221491, 1, 1e-6);
    assert_near(betabinom_likelihood(&m, large, COUNT_OF(large)),
                -2606.27373052, 1e-7);
    assert_near(betabinom_share(&m, 8, 40), 0.311930397580, 1e-7);
}

/* No shares are larger than what the optimizer found, near or far. */
static void no_other_model_is_likelier(void **state)
{
    (void)state;
    struct betabinom m = betabinom_fit(uneven, COUNT_OF(uneven));
    double best = betabinom_likelihood(&m, uneven, COUNT_OF(uneven));
    for (double mean = .01; mean < 1; mean += .02)
        for (double strength = .05; strength < 1e4; strength *= 1.3) {
            struct betabinom other = {mean, strength};
            assert_true(
                betabinom_likelihood(&other, uneven, COUNT_OF(uneven)) <= best);
        }
}

/* With a uniform prior, y of n gives (y + 1) / (n + 2): Laplace. */
static void the_uniform_prior_gives_the_rule_of_succession(void **state)
{
    (void)state;
    struct betabinom m = {.5, 2};
    assert_near(betabinom_share(&m, 0, 0), .5, 1e-15);
    assert_near(betabinom_share(&m, 3, 8), .4, 1e-15);
    struct interval of = betabinom_interval(&m, 0, 0, .95);
    assert_near(of.low, .025, 1e-12);
    assert_near(of.high, .975, 1e-12);
    of = betabinom_interval(&m, 1, 1, .95); /* density 2x: x^2 */
    assert_near(of.low, sqrt(.025), 1e-12);
    assert_near(of.high, sqrt(.975), 1e-12);
}

/* 30, 31, 29 of 100: sum of (y - 30)^2 / .21 = 9.5, below the 300 trials. */
static void groups_alike_all_get_the_mean(void **state)
{
    (void)state;
    static const struct betabinom_group alike[] = {
        {30, 100}, {31, 100}, {29, 100}};
    struct betabinom m = betabinom_fit(alike, COUNT_OF(alike));
    assert_true(isinf(m.strength));
    assert_near(betabinom_share(&m, 31, 100), .3, 1e-15);
    assert_true(isnan(betabinom_interval(&m, 31, 100, .95).low));
}

static void nothing_is_made_of_nothing(void **state)
{
    (void)state;
    static const struct betabinom_group none[] = {{0, 0}, {0, 0}};
    static const struct betabinom_group all[] = {{5, 5}, {0, 0}, {9, 9}};
    struct betabinom m = betabinom_fit(none, COUNT_OF(none));
    assert_true(isnan(m.mean) && isnan(betabinom_share(&m, 0, 0)));
    m = betabinom_fit(all, COUNT_OF(all));
    assert_near(betabinom_share(&m, 5, 5), 1, 0);
    m = betabinom_fit(uneven, 1);
    assert_true(isinf(m.strength));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(groups_that_differ_are_fitted_as_in_r),
        cmocka_unit_test(large_groups_that_differ_a_little_are_fitted_as_in_r),
        cmocka_unit_test(no_other_model_is_likelier),
        cmocka_unit_test(the_uniform_prior_gives_the_rule_of_succession),
        cmocka_unit_test(groups_alike_all_get_the_mean),
        cmocka_unit_test(nothing_is_made_of_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
