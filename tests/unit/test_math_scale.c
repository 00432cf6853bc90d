/* test_math_scale.c - Cronbach's alpha by hand, merged, with gaps. */
#include "analyze/math/scale.h"

#include "tests/unit/math_near.h"

#include <string.h>

enum { MISS = SCALE_MISSING };

static void add_rows(struct scale *s, const int *answers, size_t rows)
{
    struct diag d = {0};
    for (size_t i = 0; i < rows; i++)
        assert_int_equal(scale_add(s, answers + i * s->items, &d), 0);
}

static struct reliability fit(const int *answers, size_t rows, size_t items)
{
    struct scale s;
    struct diag d = {0};
    struct reliability r;
    assert_int_equal(scale_open(&s, items, &d), 0);
    add_rows(&s, answers, rows);
    scale_finish(&s, &r);
    scale_close(&s);
    return r;
}

static void two_items_give_what_they_give_by_hand(void **state)
{
    (void)state;
    /* Variances 1 and 7/3, covariance 3/2: all 19/3, trace 10/3. */
    static const int answers[] = {1, 2, 2, 3, 3, 5};
    struct reliability r = fit(answers, 3, 2);
    double correlation = 1.5 / sqrt(7.0 / 3);
    assert_int_equal(r.respondents, 3);
    assert_near(r.alpha, 2 * (1 - 10.0 / 19), 1e-14);
    assert_near(r.mean_r, correlation, 1e-14);
    /* Spearman and Brown for two halves. */
    assert_near(r.alpha_std, 2 * correlation / (1 + correlation), 1e-14);
    assert_near(r.item[0].rest_r, correlation, 1e-14);
    assert_near(r.item[1].mean, 10.0 / 3, 1e-14);
    assert_near(r.item[1].sd, sqrt(7.0 / 3), 1e-14);
    assert_near(r.mean, (2 + 10.0 / 3) / 2, 1e-14);
    assert_near(r.sd, sqrt(19.0 / 3) / 2, 1e-14);
    assert_true(isnan(r.item[0].alpha_without));
    reliability_free(&r);
}

static void a_pair_counts_who_answered_both(void **state)
{
    (void)state;
    /* The rows above, and one of each item alone: the covariance stays. */
    static const int answers[] = {1,    2,  2, 3,    3,    5,
                                  MISS, 10, 2, MISS, MISS, MISS};
    struct reliability r = fit(answers, 6, 2);
    assert_int_equal(r.respondents, 5);
    assert_int_equal(r.item[0].n, 4);
    assert_int_equal(r.item[1].n, 4);
    /* Variances 2/3 (1 2 3 2) and 38/3 (2 3 5 10), covariance 3/2. */
    assert_near(r.alpha, 2 * (3 / (2.0 / 3 + 38.0 / 3 + 3)), 1e-14);
    reliability_free(&r);
}

static void an_item_that_all_answer_alike_is_left_out(void **state)
{
    (void)state;
    static const int answers[] = {1, 4, 2, 2, 4, 3, 3, 4, 5};
    struct reliability r = fit(answers, 3, 3);
    assert_int_equal(r.used, 2);
    assert_near(r.alpha, 2 * (1 - 10.0 / 19), 1e-14);
    assert_true(isnan(r.item[1].rest_r));
    assert_near(r.item[1].sd, 0, 0);
    /* The means 7/3, 9/3, 12/3 of the respondents have it in them. */
    assert_near(r.mean, 28.0 / 9, 1e-14);
    assert_near(r.sd, sqrt(57) / 9, 1e-14);
    assert_true(!isnan(r.item[2].rest_r));
    reliability_free(&r);
}

static void what_all_answer_alike_has_a_mean(void **state)
{
    (void)state;
    static const int alike[] = {4, 4, 4, 4, 4, 4};
    struct reliability r = fit(alike, 3, 2);
    assert_near(r.mean, 4, 0);
    assert_near(r.sd, 0, 0);
    reliability_free(&r);
    r = fit(alike, 1, 2);
    assert_near(r.mean, 4, 0);
    assert_true(isnan(r.sd));
    reliability_free(&r);
}

static void dropping_an_item_gives_the_alpha_of_the_others(void **state)
{
    (void)state;
    static const int three[] = {1, 2, 9, 2, 3, 1, 3, 5, 4};
    struct reliability r = fit(three, 3, 3);
    assert_near(r.item[2].alpha_without, 2 * (1 - 10.0 / 19), 1e-14);
    reliability_free(&r);
}

/* Variances 1, 7/3, 49/3; covariances 3/2, -5/2, -17/6. */
static void three_items_give_what_they_give_by_hand(void **state)
{
    (void)state;
    static const int three[] = {1, 2, 9, 2, 3, 1, 3, 5, 4};
    struct reliability r = fit(three, 3, 3);
    double trace = 59.0 / 3, sum = 3.0 / 2 - 5.0 / 2 - 17.0 / 6;
    double a = 1.5 / sqrt(7.0 / 3), b = -2.5 / sqrt(49.0 / 3);
    double c = -17.0 / 6 / (sqrt(343) / 3);
    assert_near(r.alpha, 1.5 * (1 - trace / (trace + 2 * sum)), 1e-14);
    assert_near(r.mean_r, (a + b + c) / 3, 1e-14);
    assert_near(r.item[0].rest_r,
                (1.5 - 2.5) / sqrt(7.0 / 3 + 49.0 / 3 - 17.0 / 3), 1e-14);
    reliability_free(&r);
}

static void merging_is_exact(void **state)
{
    (void)state;
    int answers[60];
    for (int i = 0; i < 60; i++)
        answers[i] = i % 11 == 0 ? MISS : 1 + i * i % 5;
    struct scale a, b, whole;
    struct diag d = {0};
    assert_int_equal(scale_open(&a, 4, &d), 0);
    assert_int_equal(scale_open(&b, 4, &d), 0);
    assert_int_equal(scale_open(&whole, 4, &d), 0);
    add_rows(&whole, answers, 15);
    add_rows(&b, answers, 6);
    add_rows(&a, answers + 24, 9);
    scale_merge(&a, &b);
    assert_memory_equal(a.pairs, whole.pairs, 10 * sizeof *a.pairs);
    assert_int_equal(a.respondents, whole.respondents);
    scale_close(&a);
    scale_close(&b);
    scale_close(&whole);
}

static void nothing_added_gives_no_numbers(void **state)
{
    (void)state;
    struct reliability r = fit(NULL, 0, 3);
    assert_int_equal(r.used, 0);
    assert_true(isnan(r.alpha));
    assert_true(isnan(r.alpha_std));
    assert_true(isnan(r.item[0].mean));
    assert_true(isnan(r.mean) && isnan(r.sd));
    reliability_free(&r);
}

static void an_answer_beyond_all_codes_is_refused_whole(void **state)
{
    (void)state;
    static const int answers[] = {3, SCALE_MAX_CODE + 1};
    struct scale s;
    struct diag d = {0};
    assert_int_equal(scale_open(&s, 2, &d), 0);
    assert_int_equal(scale_add(&s, answers, &d), -1);
    assert_non_null(strstr(d.text, "item 2"));
    assert_int_equal(s.respondents, 0);
    assert_int_equal(s.pairs[0].n, 0);
    scale_close(&s);
    assert_int_equal(scale_open(&s, 0, &d), -1);
    assert_int_equal(scale_open(&s, SCALE_MAX_ITEMS + 1, &d), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_items_give_what_they_give_by_hand),
        cmocka_unit_test(a_pair_counts_who_answered_both),
        cmocka_unit_test(an_item_that_all_answer_alike_is_left_out),
        cmocka_unit_test(what_all_answer_alike_has_a_mean),
        cmocka_unit_test(dropping_an_item_gives_the_alpha_of_the_others),
        cmocka_unit_test(three_items_give_what_they_give_by_hand),
        cmocka_unit_test(merging_is_exact),
        cmocka_unit_test(nothing_added_gives_no_numbers),
        cmocka_unit_test(an_answer_beyond_all_codes_is_refused_whole),
    };
    return cmocka_run_group_tests_name("math_scale", tests, NULL, NULL);
}
