/* test_math_rake.c - raking, trimming and collapsing by hand. */
#include "analyze/math/rake.h"

#include "analyze/math/sampling.h"
#include "tests/unit/math_near.h"

#include <string.h>

static const double women_men[] = {60, 40};
static const double town_land[] = {30, 70};
static const struct rake_margin two[] = {{women_men, 2}, {town_land, 2}};

/*
 * One margin: 2 women and 8 men for 60 and 40: weights 3 and 1/2, mean 1;
 * deff = 10 (2 * 9 + 8 / 4) / 100 = 2.
 */
static void one_margin_is_met_at_once(void **state)
{
    (void)state;
    static const uint32_t category[] = {0, 1};
    static const double count[] = {2, 8};
    struct rake r = {two, 1, 2, category, count, NULL};
    struct rake_end end;
    struct diag d = {0};
    double weight[2];
    assert_int_equal(rake_fit(&r, 0, weight, &end, &d), 0);
    assert_near(weight[0], 3, 1e-14);
    assert_near(weight[1], 0.5, 1e-14);
    assert_near(end.deff, 2, 1e-14);
    assert_near(end.effective, 5, 1e-14);
    assert_int_equal(end.state, RAKE_CONVERGED);
}

static double share(const struct rake *r, const double *weight, size_t margin,
                    uint32_t category)
{
    double in = 0, all = 0;
    for (size_t i = 0; i < r->cells; i++) {
        uint32_t c = r->category[i * r->margins + margin];
        if (c == RAKE_NONE)
            continue;
        all += weight[i] * r->count[i];
        in += c == category ? weight[i] * r->count[i] : 0;
    }
    return in / all;
}

static const uint32_t four[] = {0, 0, 0, 1, 1, 0, 1, 1, RAKE_NONE, 1};
static const double counts[] = {10, 3, 20, 7, 5};
static const struct rake sample = {two, 2, 5, four, counts, NULL};

static void
both_margins_are_met_and_the_unknown_count_by_themselves(void **state)
{
    (void)state;
    struct rake_end end;
    struct diag d = {0};
    double weight[5], sum = 0;
    assert_int_equal(rake_fit(&sample, 0, weight, &end, &d), 0);
    assert_near(share(&sample, weight, 0, 0), 0.6, 1e-10);
    assert_near(share(&sample, weight, 1, 0), 0.3, 1e-10);
    for (size_t i = 0; i < 5; i++)
        sum += weight[i] * counts[i];
    assert_near(sum, 45, 1e-9);
    assert_true(end.error <= 1e-10);
}

/* Weights reach 3.4 untrimmed; with a limit of 1.5 the margins cannot hold. */
static void trimming_keeps_the_limit_and_tells_the_error(void **state)
{
    (void)state;
    struct rake_end end;
    struct diag d = {0};
    double weight[5];
    assert_int_equal(rake_fit(&sample, 1.5, weight, &end, &d), 0);
    assert_int_equal(end.state, RAKE_TRIMMED);
    assert_true(end.trims <= RAKE_TRIMS);
    assert_true(end.most <= 1.5 * (1 + 1e-9));
    assert_true(end.error_before <= 1e-10);
    double off = fabs(share(&sample, weight, 0, 0) / 0.6 - 1);
    assert_true(end.error >= off - 1e-12 && end.error > 0.01);
}

static void an_empty_category_is_refused(void **state)
{
    (void)state;
    static const uint32_t category[] = {0, 0};
    static const double count[] = {2, 8};
    struct rake r = {two, 1, 2, category, count, NULL};
    struct rake_end end;
    struct diag d = {0};
    double weight[2];
    assert_int_equal(rake_fit(&r, 0, weight, &end, &d), -1);
    assert_non_null(strstr(d.text, "category 2"));
}

/* Women are all in town and men on the land: 60 of 30 cannot be. */
static void margins_that_contradict_diverge(void **state)
{
    (void)state;
    static const uint32_t category[] = {0, 0, 1, 1};
    static const double count[] = {5, 5};
    struct rake r = {two, 2, 2, category, count, NULL};
    struct rake_end end;
    struct diag d = {0};
    double weight[2];
    assert_int_equal(rake_fit(&r, 3, weight, &end, &d), 0);
    assert_int_equal(end.state, RAKE_DIVERGED);
    assert_true(end.error > 0.1);
}

/* 6 is cut to 4; 2 are spread over the two others: 3, 4. Then all is within. */
static void what_is_cut_goes_to_the_others(void **state)
{
    (void)state;
    double weight[] = {6, 2, 3};
    rake_trim(weight, NULL, 3, 0, 4);
    assert_near(weight[0], 4, 0);
    assert_near(weight[1], 3, 1e-15);
    assert_near(weight[2], 4, 1e-15);
}

/* 3 joins 5 (8 >= 6, the first of them stays); 20 and 6 stay alone. */
static void the_smallest_joins_the_next_smallest(void **state)
{
    (void)state;
    static const int64_t n[] = {20, 5, 6, 3};
    uint32_t into[4];
    assert_int_equal(rake_collapse(n, 4, 6, into), 3);
    assert_int_equal(into[0], 0);
    assert_int_equal(into[1], 1);
    assert_int_equal(into[2], 2);
    assert_int_equal(into[3], 1);
    assert_int_equal(rake_collapse(n, 4, 100, into), 1);
    assert_int_equal(into[3], into[0]);
}

/* s^2 of 1 2 3 is 1; 3 of 12 drawn: (1 - 1/4) 3 1. Endless: 3. */
static void a_total_varies_by_its_units_and_the_share_drawn(void **state)
{
    (void)state;
    struct moments m = {0};
    const double population = 12, all = 3;
    for (int i = 1; i <= 3; i++)
        moments_add(&m, i, 1);
    assert_near(sampling_variance(&m, &population, 1), 2.25, 1e-15);
    assert_near(sampling_variance(&m, NULL, 1), 3, 1e-15);
    assert_near(sampling_variance(&m, &all, 1), 0, 0);
}

/* Two by two, additive: nothing is left but the interaction. */
static void a_sweep_takes_all_margins_out(void **state)
{
    (void)state;
    static const uint32_t category[] = {0, 0, 0, 1, 1, 0, 1, 1};
    double e[] = {1, 4, 11, 14 + 4}; /* 1 + 10 i + 3 j, and 4 more */
    sampling_sweep(e, NULL, 4, category, 2);
    assert_near(e[0], 1, 1e-12);
    assert_near(e[1], -1, 1e-12);
    assert_near(e[3], 1, 1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_margin_is_met_at_once),
        cmocka_unit_test(
            both_margins_are_met_and_the_unknown_count_by_themselves),
        cmocka_unit_test(trimming_keeps_the_limit_and_tells_the_error),
        cmocka_unit_test(an_empty_category_is_refused),
        cmocka_unit_test(margins_that_contradict_diverge),
        cmocka_unit_test(what_is_cut_goes_to_the_others),
        cmocka_unit_test(the_smallest_joins_the_next_smallest),
        cmocka_unit_test(a_total_varies_by_its_units_and_the_share_drawn),
        cmocka_unit_test(a_sweep_takes_all_margins_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
