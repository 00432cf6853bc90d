/* test_math_ranktest.c - tests of ranks by hand and against R. */
#include "analyze/math/ranktest.h"

#include "analyze/math/friedman.h"
#include "analyze/math/signedrank.h"
#include "tests/unit/math_near.h"

/* 1 2 2 3 5 against 2 4 4 6: R's wilcox.test has W = 5, p .210902926. */
static void mann_and_whitney_with_ties(void **state)
{
    (void)state;
    int64_t n[] = {1, 0, 2, 1, 1, 0, 0, 2, 1, 0, 0, 1}; /* 1 2 3 4 5 6 */
    struct crosstab t = {.rows = 6, .columns = 2, .n = n};
    struct mannwhitney m = ranktest_mannwhitney(&t, 0, 1);
    assert_near(m.u, 5, 0);
    assert_near(m.auc, 0.25, 0);
    assert_near(m.rank_biserial, -0.5, 0);
    assert_near(m.p, 0.21090292605661, 1e-13);
    struct mannwhitney turned = ranktest_mannwhitney(&t, 1, 0);
    assert_near(turned.u, 15, 0);
    assert_near(turned.p_exact, m.p_exact, 1e-15);
}

/* 1 2 against 3 4: of the 6 ways to draw two, one has so low a sum. */
static void its_exact_p_counts_the_ways(void **state)
{
    (void)state;
    int64_t n[] = {1, 0, 1, 0, 0, 1, 0, 1};
    struct crosstab t = {.rows = 4, .columns = 2, .n = n};
    struct mannwhitney m = ranktest_mannwhitney(&t, 0, 1);
    assert_near(m.p_exact, 2.0 / 6, 1e-15);
    assert_near(m.p_exact_above, 1, 1e-15);
    int64_t tied[] = {2, 2};
    t = (struct crosstab){.rows = 1, .columns = 2, .n = tied};
    assert_true(isnan(ranktest_mannwhitney(&t, 0, 1).p));
    assert_near(ranktest_mannwhitney(&t, 0, 1).p_exact, 1, 0);
}

/* R: kruskal.test(list(c(1, 2, 2), c(3, 3, 4), c(1, 5, 5))). */
static void kruskal_and_wallis_with_ties(void **state)
{
    (void)state;
    int64_t n[] = {1, 0, 1, 2, 0, 0, 0, 2, 0, 0, 1, 0, 0, 0, 2};
    struct crosstab t = {.rows = 5, .columns = 3, .n = n};
    struct kruskal k = ranktest_kruskal(&t, NULL);
    assert_near(k.h, 2.91954022988506, 1e-13);
    assert_near(k.df, 2, 0);
    assert_near(k.epsilon2, 2.91954022988506 / 8, 1e-13);
}

/* Friedman by R, of four rows by three. */
static void friedman_with_ties_and_merged(void **state)
{
    (void)state;
    static const double rows[][3] = {
        {1, 2, 2}, {3, 1, 2}, {1, 1, 2}, {2, 3, 3}, {1, NAN, 2}};
    struct friedman all, half;
    struct diag d = {0};
    assert_int_equal(friedman_open(&all, 3, &d), 0);
    assert_int_equal(friedman_open(&half, 3, &d), 0);
    for (size_t i = 0; i < 5; i++)
        friedman_add(i < 2 ? &all : &half, rows[i]);
    friedman_merge(&all, &half);
    struct friedman_result r = friedman_finish(&all);
    assert_int_equal(r.n, 4);
    assert_near(r.chi2, 2, 1e-14);
    friedman_close(&all);
    friedman_close(&half);
    assert_int_equal(friedman_open(&all, 1, &d), -1);
    friedman_close(&all);
}

/*
 * +1 +2 +3 -1: sizes 1 1 2 3, ranks 1.5 1.5 3 4: W+ 8.5, W- 1.5. Of the 16
 * signs, W+ is 8.5 or 10 in 3 (all; all but one of the smallest two).
 */
static void changes_are_ranked_by_size(void **state)
{
    (void)state;
    static const int64_t change[] = {1, 2, 3, -1, 0};
    struct changes a = {0}, b = {0};
    struct diag d = {0};
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(changes_add(i < 2 ? &a : &b, change[i], &d), 0);
    changes_merge(&a, &b);
    struct signedrank r = signedrank_test(&a);
    assert_int_equal(r.n, 4);
    assert_near(r.up, 8.5, 0);
    assert_near(r.down, 1.5, 0);
    assert_near(r.rank_biserial, 0.7, 1e-15);
    assert_near(r.p_exact_above, 3.0 / 16, 1e-15);
    assert_near(r.p_exact, 6.0 / 16, 1e-15);
    changes_close(&a);
    changes_close(&b);
}

static void changes_beyond_bounds_are_refused_and_none_is_nan(void **state)
{
    (void)state;
    struct changes c = {0};
    struct diag d = {0};
    assert_int_equal(changes_add(&c, SIGNEDRANK_MAX + 1, &d), -1);
    assert_true(isnan(signedrank_test(&c).p));
    assert_int_equal(changes_add(&c, 0, &d), 0);
    assert_true(isnan(signedrank_test(&c).rank_biserial));
    changes_close(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mann_and_whitney_with_ties),
        cmocka_unit_test(its_exact_p_counts_the_ways),
        cmocka_unit_test(kruskal_and_wallis_with_ties),
        cmocka_unit_test(friedman_with_ties_and_merged),
        cmocka_unit_test(changes_are_ranked_by_size),
        cmocka_unit_test(changes_beyond_bounds_are_refused_and_none_is_nan),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
