/*
 * test_math_mixture_floor.c - covariances that come down to the noise of
 * rounding.
 */
#include "analyze/math/mixture_floor.h"

#include "tests/unit/math_near.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void check(const double *cov, const double *least, const double *wanted,
                  bool changed)
{
    double out[4] = {cov[0], cov[1], cov[2], cov[3]};
    assert_int_equal(mixture_floor(out, 2, least), changed);
    for (int i = 0; i < 4; i++)
        assert_near(out[i], wanted[i], 1e-12);
}

static void what_is_above_the_floor_stays(void **state)
{
    (void)state;
    const double cov[] = {1, 0.5, 0.5, 1}, least[] = {0.25, 0.25};
    check(cov, least, cov, false);
    const double on[] = {0.25, 0, 0, 0.25};
    check(on, least, on, false);
}

/* Of 1 .9 .9 1 the eigenvalues are 1.9 along (1, 1) and .1 along (1, -1): the
 * .1 becomes .25, so (1.9 + .25) / 2 and (1.9 - .25) / 2. */
static void a_difference_that_hardly_varies_is_lifted(void **state)
{
    (void)state;
    const double cov[] = {1, 0.9, 0.9, 1}, least[] = {0.25, 0.25};
    const double wanted[] = {1.075, 0.825, 0.825, 1.075};
    check(cov, least, wanted, true);
}

/* D is .25 and 1: in its units .16 0 0 2 is .64 and 2, so .25 and 2. */
static void each_item_has_a_floor_of_its_own(void **state)
{
    (void)state;
    const double cov[] = {0.16, 0, 0, 2}, least[] = {0.25, 1};
    const double wanted[] = {0.25, 0, 0, 2};
    check(cov, least, wanted, true);
}

/* 1 1 1 1 has eigenvalues 2 and 0; a number that is no code has 1e-6. */
static void numbers_that_are_one_are_kept_apart(void **state)
{
    (void)state;
    const double cov[] = {1, 1, 1, 1}, least[] = {0, 0};
    const double wanted[] = {1 + 5e-7, 1 - 5e-7, 1 - 5e-7, 1 + 5e-7};
    check(cov, least, wanted, true);
}

static void nothing_has_no_floor(void **state)
{
    (void)state;
    assert_false(mixture_floor(NULL, 0, NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_above_the_floor_stays),
        cmocka_unit_test(a_difference_that_hardly_varies_is_lifted),
        cmocka_unit_test(each_item_has_a_floor_of_its_own),
        cmocka_unit_test(numbers_that_are_one_are_kept_apart),
        cmocka_unit_test(nothing_has_no_floor),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
