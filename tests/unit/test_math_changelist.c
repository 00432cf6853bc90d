/*
 * test_math_changelist.c - signed ranks from a list of sizes. Numbers of R:
 * tests/reference/effect.R.
 */
#include "analyze/math/changelist.h"

#include "tests/unit/math_near.h"

#include <stdlib.h>

static void it_tests_as_r_does(void **state)
{
    static const int64_t changes[] = {1000, 1500, 2000, 500, -500, 0};
    struct changelist c = {0};
    (void)state;
    for (size_t i = 0; i < 6; i++)
        changelist_add(&c, changes[i]);
    struct signedrank r = changelist_test(&c);
    assert_int_equal(r.n, 5);
    assert_int_equal(c.unchanged, 1);
    assert_near(r.up, 13.5, 0);
    assert_near(r.p_exact, 0.1875, 1e-14);
    assert_near(r.rank_biserial, 0.8, 1e-14);
    changelist_free(&c);
}

static void many_pairs_are_tested_by_the_normal(void **state)
{
    static const int64_t changes[] = {1, 2, -3, 4, 5};
    struct changelist c = {0};
    (void)state;
    for (size_t i = 0; i < 100; i++)
        changelist_add(&c, changes[i % 5]);
    struct signedrank r = changelist_test(&c);
    assert_near(r.up, 4040, 0);
    assert_near(r.p_corrected, 1.66672762565e-07, 1e-17);
    changelist_free(&c);
}

/* 10,000 changes of 0 .. 1,999 either way, in one list and in three. */
static void parts_make_the_whole_whatever_the_order(void **state)
{
    struct changelist all = {0}, part[3] = {{0}};
    struct changes dense = {0};
    struct diag d = {0};
    (void)state;
    for (int64_t i = 0; i < 10000; i++) {
        int64_t change = (i * 7919) % 3999 - 1500;
        changelist_add(&all, change);
        changelist_add(&part[i % 3], change);
        assert_int_equal(changes_add(&dense, change, &d), 0);
    }
    changelist_merge(&part[2], &part[0]);
    changelist_merge(&part[2], &part[1]);
    struct signedrank one = changelist_test(&all);
    struct signedrank merged = changelist_test(&part[2]);
    struct signedrank table = signedrank_test(&dense);
    assert_memory_equal(&one, &merged, sizeof one);
    assert_near(one.up, table.up, 0);
    assert_near(one.p, table.p, 0);
    for (size_t i = 0; i < 3; i++)
        changelist_free(&part[i]);
    changelist_free(&all);
    changes_close(&dense);
}

static void an_empty_list_tests_nothing(void **state)
{
    struct changelist c = {0};
    (void)state;
    changelist_add(&c, 0);
    struct signedrank r = changelist_test(&c);
    assert_int_equal(r.n, 0);
    assert_true(isnan(r.p) && isnan(r.rank_biserial));
    changelist_free(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_tests_as_r_does),
        cmocka_unit_test(many_pairs_are_tested_by_the_normal),
        cmocka_unit_test(parts_make_the_whole_whatever_the_order),
        cmocka_unit_test(an_empty_list_tests_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
