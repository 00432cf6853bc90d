/* test_math_ridge.c - the ridge bridge on two topics, by hand. */
#include "analyze/math/ridge.h"

#include "tests/unit/math_near.h"

/*
 * Units of 1/2. m1 asked for topic 0 (1) and took course 0; m2 asked for topics
 * 0 (1/2) and 1 (1) and took courses 0 and 1; m3 asked for nothing.
 *
 * Z'Z = [1.25 .5; .5 1], + 1 on the diagonal = [2.25 .5; .5 2]; its inverse is
 * [2 -.5; -.5 2.25] / 4.25. Z'X = [1.5 .5; 1 1].
 *   W = [2 * 1.5 - .5, 2 * .5 - .5; -.75 + 2.25, -.25 + 2.25] / 4.25
 *     = [2.5 .5; 1.5 2] / 4.25
 */
static struct ridge three_members(void)
{
    static const struct ridge_wish one[] = {{0, 2}}, two[] = {{0, 1}, {1, 2}};
    static const uint32_t taken[] = {0, 1};
    struct ridge r;
    ridge_open(&r, 2, 2);
    ridge_add(&r, one, 1, taken, 1);
    ridge_add(&r, two, 2, taken, 2);
    ridge_add(&r, NULL, 0, taken, 2);
    return r;
}

static void two_topics_give_what_they_give_by_hand(void **state)
{
    (void)state;
    static const double want[] = {2.5, .5, 1.5, 2};
    struct ridge r = three_members();
    struct diag d = {0};
    double w[4];
    assert_int_equal(r.members, 2);
    assert_int_equal(ridge_solve(&r, 2, 1, w, &d), 0);
    for (size_t i = 0; i < 4; i++)
        assert_near(w[i], want[i] / 4.25, 1e-15);
    ridge_close(&r);
}

static void a_mu_that_is_not_above_0_is_refused(void **state)
{
    (void)state;
    static const double bad[] = {0, -1, NAN, INFINITY};
    struct ridge r = three_members();
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        struct diag d = {0};
        double w[4];
        assert_int_equal(ridge_solve(&r, 2, bad[i], w, &d), -1);
        assert_true(d.text[0] != '\0');
    }
    ridge_close(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_topics_give_what_they_give_by_hand),
        cmocka_unit_test(a_mu_that_is_not_above_0_is_refused),
    };
    return cmocka_run_group_tests_name("math_ridge", tests, NULL, NULL);
}
