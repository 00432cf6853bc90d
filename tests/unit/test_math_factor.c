/* test_math_factor.c - one factor, by correlations that have one exactly. */
#include "analyze/math/factor.h"

#include "tests/unit/math_near.h"

static const double loading[4] = {0.8, 0.6, 0.7, 0.5};
static const double sd[4] = {1, 2, 0.5, 3};

static void make(double *covariance)
{
    for (size_t i = 0; i < 4; i++)
        for (size_t j = 0; j < 4; j++)
            covariance[4 * i + j] =
                (i == j ? 1 : loading[i] * loading[j]) * sd[i] * sd[j];
}

/*
 * The fit is exact: chi-square 0, loadings those put in. Of standard scores,
 * omega = 2.6^2 / (2.6^2 + 4 - 1.74) with 1.74 the sum of squared loadings.
 */
static void a_factor_that_is_there_is_found(void **state)
{
    (void)state;
    double c[16];
    struct factor f;
    struct diag d = {0};
    make(c);
    assert_int_equal(factor_fit(&f, c, 4, 500, &d), 0);
    for (size_t i = 0; i < 4; i++)
        assert_near(f.loading[i], loading[i], 1e-8);
    assert_near(f.omega_std, 6.76 / (6.76 + 2.26), 1e-8);
    /* 0.8 + 1.2 + 0.35 + 1.5; 0.36, 0.64 4, 0.51 / 4, 0.75 9 */
    double own = 0.36 + 2.56 + 0.1275 + 6.75;
    assert_near(f.omega, 3.85 * 3.85 / (3.85 * 3.85 + own), 1e-8);
    assert_near(f.chi2, 0, 1e-6);
    assert_near(f.df, 2, 0);
    factor_free(&f);
}

static void what_cannot_be_fitted_is_said(void **state)
{
    (void)state;
    double c[16];
    struct factor f;
    struct diag d = {0};
    make(c);
    assert_int_equal(factor_fit(&f, c, 2, 500, &d), -1);
    factor_free(&f);
    c[5] = 0;
    assert_int_equal(factor_fit(&f, c, 4, 500, &d), -1);
    factor_free(&f);
    make(c);
    c[1] = c[4] = NAN;
    assert_int_equal(factor_fit(&f, c, 4, 500, &d), -1);
    factor_free(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_factor_that_is_there_is_found),
        cmocka_unit_test(what_cannot_be_fitted_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
