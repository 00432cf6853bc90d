/* test_math_need_index.c - need scores by hand. */
#include "analyze/math/need_index.h"

#include "tests/unit/math_near.h"

#include <limits.h>

static struct need_table open_table(void)
{
    struct need_table t;
    struct diag d = {0};
    assert_int_equal(need_open(&t, 1, 5, &d), 0);
    return t;
}

/* Importance 4 on average, ability 3: differences 3, 0, 2, -1. */
static const int pairs[][2] = {{5, 2}, {4, 4}, {5, 3}, {2, 3}};

static void four_respondents_give_what_they_give_by_hand(void **state)
{
    (void)state;
    struct need_table t = open_table();
    for (size_t i = 0; i < COUNT_OF(pairs); i++)
        need_add(&t, pairs[i][0], pairs[i][1]);
    need_add_incomplete(&t);
    struct need_index r = need_finish(&t);
    assert_int_equal(r.n, 4);
    assert_near(r.importance, 4, 1e-15);
    assert_near(r.ability, 3, 1e-15);
    assert_near(r.discrepancy, 1, 1e-15);
    assert_near(r.discrepancy_sd, sqrt(10.0 / 3), 1e-14);
    assert_near(r.mwds, 4, 1e-14);
    /* 5 I - 4 A: 9, -4, 5, -10 about their mean; squares 222, over 3 and 4. */
    assert_near(r.mwds_error, sqrt(222.0 / 3 / 4), 1e-14);
    assert_near(r.negative, 0.5, 0);
    assert_near(r.tied, 0.25, 0);
    assert_near(r.positive, 0.25, 0);
    assert_near(r.rds, -25, 0);
    assert_int_equal(t.incomplete, 1);
}

static void mwds_has_the_bounds_that_are_known(void **state)
{
    (void)state;
    struct need_table most = open_table(), least = open_table();
    need_add(&most, 5, 1);
    need_add(&least, 2, 5);
    need_add(&least, 3, 5);
    struct need_index r = need_finish(&most);
    assert_near(r.mwds, 20, 1e-14);
    assert_near(r.rds, -100, 0);
    assert_true(isnan(r.mwds_error));
    r = need_finish(&least);
    assert_near(r.mwds, -6.25, 1e-14);
    assert_near(r.rds, 100, 0);
}

static void merging_is_exact_and_codes_outside_count_apart(void **state)
{
    (void)state;
    struct need_table a = open_table(), b = open_table(), whole = open_table();
    for (int i = 0; i < 50; i++) {
        int importance = i * i % 6, ability = 1 + i % 5;
        need_add(i < 20 ? &a : &b, importance, ability);
        need_add(&whole, importance, ability);
    }
    need_add(&b, 3, INT_MAX);
    need_add(&whole, INT_MIN, 3);
    need_merge(&a, &b);
    assert_memory_equal(&a, &whole, sizeof a);
    assert_true(a.refused > 1);
    assert_int_equal(need_finish(&a).n + a.refused, 51);
}

static void nobody_gives_no_numbers(void **state)
{
    (void)state;
    struct need_table t = open_table();
    struct need_index r = need_finish(&t);
    assert_int_equal(r.n, 0);
    assert_true(isnan(r.mwds) && isnan(r.rds) && isnan(r.negative));
    struct diag d = {0};
    assert_int_equal(need_open(&t, 1, 1, &d), -1);
    assert_int_equal(need_open(&t, 1, NEED_MAX + 1, &d), -1);
}

static void quadrants_lie_where_they_should(void **state)
{
    (void)state;
    assert_int_equal(need_quadrant(4, 2, 3, 3), NEED_CONCENTRATE);
    assert_int_equal(need_quadrant(4, 4, 3, 3), NEED_KEEP);
    assert_int_equal(need_quadrant(2, 2, 3, 3), NEED_LOW);
    assert_int_equal(need_quadrant(2, 4, 3, 3), NEED_OVERKILL);
    assert_int_equal(need_quadrant(3, 3, 3, 3), NEED_KEEP);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(four_respondents_give_what_they_give_by_hand),
        cmocka_unit_test(mwds_has_the_bounds_that_are_known),
        cmocka_unit_test(merging_is_exact_and_codes_outside_count_apart),
        cmocka_unit_test(nobody_gives_no_numbers),
        cmocka_unit_test(quadrants_lie_where_they_should),
    };
    return cmocka_run_group_tests_name("math_need_index", tests, NULL, NULL);
}
