/* test_math_counts.c - answers counted, merged, summed up by hand. */
#include "analyze/math/counts.h"

#include "tests/unit/math_near.h"

#include <limits.h>
#include <string.h>

static struct counts scale_1_5(void)
{
    struct counts c;
    struct diag d = {0};
    assert_int_equal(counts_open(&c, 1, 5, &d), 0);
    return c;
}

static void four_answers_give_what_they_give_by_hand(void **state)
{
    (void)state;
    static const int answers[] = {5, 2, 1, 2};
    struct counts c = scale_1_5();
    for (size_t i = 0; i < COUNT_OF(answers); i++)
        counts_add(&c, answers[i]);
    counts_add_missing(&c);
    assert_int_equal(counts_total(&c), 4);
    assert_near(counts_mean(&c), 2.5, 1e-15);
    assert_near(counts_sd(&c), sqrt(3), 1e-15);
    assert_near(counts_median(&c), 2, 0);
    assert_near(counts_quantile(&c, 0), 1, 0);
    assert_near(counts_quantile(&c, 1), 5, 0);
    /* Place 0.75 * 3 = 2.25 of 1 2 2 5: a quarter of the way from 2 to 5. */
    assert_near(counts_quantile(&c, 0.75), 2.75, 1e-15);
    assert_near(counts_share_from(&c, 2), 0.75, 0);
    assert_near(counts_share(&c, 2), 0.5, 0);
    assert_near(counts_share(&c, 9), 0, 0);
    assert_int_equal(c.missing, 1);
}

static void codes_outside_the_scale_are_kept_apart(void **state)
{
    (void)state;
    static const int codes[] = {0, 6, 99, INT_MAX, INT_MIN};
    struct counts c = scale_1_5();
    counts_add(&c, 3);
    for (size_t i = 0; i < COUNT_OF(codes); i++)
        counts_add(&c, codes[i]);
    assert_int_equal(counts_total(&c), 1);
    assert_int_equal(c.refused, COUNT_OF(codes));
}

static void merging_adds_every_count(void **state)
{
    (void)state;
    struct counts a = scale_1_5(), b = scale_1_5(), whole = scale_1_5();
    for (int i = 0; i < 40; i++) {
        int code = 1 + i * i % 7;
        counts_add(i < 13 ? &a : &b, code);
        counts_add(&whole, code);
    }
    counts_add_missing(&b);
    counts_add_missing(&whole);
    counts_merge(&a, &b);
    assert_memory_equal(&a, &whole, sizeof a);
}

static void counts_beyond_32_bits_are_exact(void **state)
{
    (void)state;
    struct counts c = scale_1_5();
    c.n[0] = INT64_C(5000000000);
    c.n[4] = INT64_C(5000000001);
    assert_int_equal(counts_total(&c), INT64_C(10000000001));
    assert_near(counts_median(&c), 5, 0);
    assert_near(counts_mean(&c), 3 + 2 / 1.0000000001e10, 1e-14);
}

static void an_empty_table_has_no_numbers(void **state)
{
    (void)state;
    struct counts c = scale_1_5();
    assert_true(isnan(counts_mean(&c)));
    assert_true(isnan(counts_sd(&c)));
    assert_true(isnan(counts_median(&c)));
    assert_true(isnan(counts_share_from(&c, 4)));
    counts_add(&c, 4);
    assert_true(isnan(counts_sd(&c)));
    assert_near(counts_median(&c), 4, 0);
    assert_true(isnan(counts_quantile(&c, 1.5)));
}

static void a_scale_of_no_or_too_many_codes_is_refused(void **state)
{
    (void)state;
    static const int bad[] = {-1, 0, COUNTS_MAX + 1};
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        struct counts c;
        struct diag d = {0};
        assert_int_equal(counts_open(&c, 1, bad[i], &d), -1);
        assert_true(d.text[0] != '\0');
    }
    struct counts c;
    struct diag d = {0};
    assert_int_equal(counts_open(&c, -3, COUNTS_MAX, &d), 0);
    counts_add(&c, COUNTS_MAX - 4);
    assert_near(counts_mean(&c), COUNTS_MAX - 4, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(four_answers_give_what_they_give_by_hand),
        cmocka_unit_test(codes_outside_the_scale_are_kept_apart),
        cmocka_unit_test(merging_adds_every_count),
        cmocka_unit_test(counts_beyond_32_bits_are_exact),
        cmocka_unit_test(an_empty_table_has_no_numbers),
        cmocka_unit_test(a_scale_of_no_or_too_many_codes_is_refused),
    };
    return cmocka_run_group_tests_name("math_counts", tests, NULL, NULL);
}
