/*
 * test_math_need_weighted.c - weighted needs; numbers of R:
 * tests/reference/need.R.
 */
#include "analyze/math/need_weighted.h"

#include "tests/unit/math_near.h"

static const int importance[] = {5, 4, 3, 5, 2}, ability[] = {2, 2, 3, 1, 4};
static const double weight[] = {1, 0.5, 2, 1.5, 0.25};

static struct need_weighted open_scale(void)
{
    struct need_table t;
    struct need_weighted s;
    struct diag d = {0};
    assert_int_equal(need_open(&t, 1, 5, &d), 0);
    need_weighted_open(&s, &t);
    return s;
}

static void means_and_errors_are_those_of_r(void **state)
{
    (void)state;
    struct need_weighted s = open_scale();
    for (int i = 0; i < 5; i++)
        need_weighted_add(&s, importance[i], ability[i], weight[i]);
    need_weighted_add(&s, 6, 1, 1); /* off the scale */
    need_weighted_add(&s, 5, 1, 0); /* excluded */
    struct need_estimate r = need_weighted_finish(&s);
    assert_int_equal(r.n, 5);
    assert_near(r.effective, 3.64462809917355, 1e-13);
    assert_near(r.deff, 1.3718820861678, 1e-13);
    assert_near(r.importance, 4, 1e-13);
    assert_near(r.ability, 2.19047619047619, 1e-13);
    assert_near(r.discrepancy, 1.80952380952381, 1e-13);
    assert_near(r.discrepancy_error, 1.09060630061006, 1e-13);
    assert_near(r.mwds, 7.23809523809524, 1e-13);
    assert_near(r.mwds_error, 5.40613537948902, 1e-13);
}

/* With equal weights it is what need_index.h finds. */
static void equal_weights_change_nothing(void **state)
{
    (void)state;
    struct need_weighted part[2] = {open_scale(), open_scale()};
    struct need_table t;
    struct diag d = {0};
    assert_int_equal(need_open(&t, 1, 5, &d), 0);
    for (int i = 0; i < 5; i++) {
        need_add(&t, importance[i], ability[i]);
        need_weighted_add(&part[i % 2], importance[i], ability[i], 0.5);
    }
    need_weighted_merge(&part[0], &part[1]);
    struct need_estimate r = need_weighted_finish(&part[0]);
    struct need_index plain = need_finish(&t);
    assert_near(r.deff, 1, 1e-15);
    assert_near(r.mwds, plain.mwds, 1e-14);
    assert_near(r.discrepancy_error, plain.discrepancy_sd / sqrt(5), 1e-14);
}

static void nobody_has_no_figures(void **state)
{
    (void)state;
    struct need_weighted s = open_scale();
    struct need_estimate r = need_weighted_finish(&s);
    assert_int_equal(r.n, 0);
    assert_true(isnan(r.importance) && isnan(r.mwds) && isnan(r.deff));
    need_weighted_add(&s, 5, 1, 2);
    r = need_weighted_finish(&s);
    assert_near(r.importance, 5, 0);
    assert_true(isnan(r.discrepancy_error));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(means_and_errors_are_those_of_r),
        cmocka_unit_test(equal_weights_change_nothing),
        cmocka_unit_test(nobody_has_no_figures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
