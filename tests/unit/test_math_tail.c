/* test_math_tail.c - tails against R and closed forms. */
#include "analyze/math/tail.h"

#include "lib/attr.h"
#include "tests/unit/math_near.h"

/* R 4.2: pt(-3, 1e8) * 2 and so on. */
static void tails_are_those_of_r(void **state)
{
    (void)state;
    const struct {
        double got, want;
    } row[] = {
        {tail_t(3, 1e8).p, 0.00269979672803749},
        {tail_t(-0.1, 7).p, 0.923148059604792},
        {tail_t(40, 3).p, 3.43806807891585e-05},
        {tail_f(2.5, 3, 17).p, 0.0942828050789479},
        {tail_f(0.02, 5, 9).p, 0.999770627739172},
        {tail_chisq(3.3, 2).p, 0.192049908620754},
        {tail_chisq(1500, 1000).p, 1.04546403859797e-22},
    };
    for (size_t i = 0; i < COUNT_OF(row); i++)
        assert_near(row[i].got / row[i].want, 1, 1e-11);
}

/* With 2 degrees of freedom chi-square is exponential: log p = -x / 2. */
static void the_logarithm_goes_on_where_p_is_zero(void **state)
{
    (void)state;
    struct tail far = tail_chisq(1e5, 2);
    assert_near(far.p, 0, 0);
    assert_near(far.log10_p / (-5e4 / log(10)), 1, 1e-13);
    assert_near(tail_chisq(3, 2).log10_p / (-1.5 / log(10)), 1, 1e-13);
    /* F with 2 and d: (1 + 2 f / d)^(-d / 2). */
    assert_near(tail_f(1e9, 2, 100).log10_p / (-50 * log10(1 + 2e7)), 1, 1e-13);
}

static void what_cannot_be_is_nan_and_the_ends_are_one_and_zero(void **state)
{
    (void)state;
    assert_true(isnan(tail_t(NAN, 5).p));
    assert_true(isnan(tail_t(1, 0).p));
    assert_true(isnan(tail_chisq(1, 0).log10_p));
    assert_near(tail_chisq(0, 3).p, 1, 0);
    assert_near(tail_f(0, 2, 3).p, 1, 0);
    assert_near(tail_t(INFINITY, 3).p, 0, 0);
    assert_true(isinf(tail_normal(INFINITY).log10_p));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tails_are_those_of_r),
        cmocka_unit_test(the_logarithm_goes_on_where_p_is_zero),
        cmocka_unit_test(what_cannot_be_is_nan_and_the_ends_are_one_and_zero),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
