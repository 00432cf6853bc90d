/*
 * test_math_cholesky.c - factors and solutions worked by hand.
 *
 * A = L L' with L = [2; 1 3; -1 2 1]: A = [4 2 -2; 2 10 5; -2 5 6], det A = (2
 * * 3 * 1)^2 = 36. A (1, 1, 1)' = (4, 17, 9)'.
 */
#include "analyze/math/cholesky.h"

#include "tests/unit/math_near.h"

#include <string.h>

static const double matrix[9] = {4, 2, -2, 2, 10, 5, -2, 5, 6};

static void a_matrix_is_factored_into_its_triangle(void **state)
{
    (void)state;
    static const double want[9] = {2, 2, -2, 1, 3, 5, -1, 2, 1};
    double a[9];
    memcpy(a, matrix, sizeof a);
    assert_true(cholesky_factor(a, 3, 0));
    for (size_t i = 0; i < 9; i++)
        assert_near(a[i], want[i], 1e-14);
    assert_near(cholesky_logdet(a, 3), log(36), 1e-14);
}

static void systems_are_solved_with_several_right_sides(void **state)
{
    (void)state;
    double a[9], x[6] = {4, 8, 17, 34, 9, 18};
    memcpy(a, matrix, sizeof a);
    assert_true(cholesky_factor(a, 3, 0));
    cholesky_forward(a, 3, x, 2);
    cholesky_backward(a, 3, x, 2);
    for (size_t i = 0; i < 3; i++) {
        assert_near(x[2 * i], 1, 1e-13);
        assert_near(x[2 * i + 1], 2, 1e-13);
    }
}

/* The adjugate of A over 36: first row (35, -22, 30) / 36. */
static void an_inverse_is_written_whole(void **state)
{
    (void)state;
    static const double first[3] = {35.0 / 36, -22.0 / 36, 30.0 / 36};
    double a[9], inverse[9];
    memcpy(a, matrix, sizeof a);
    assert_true(cholesky_factor(a, 3, 0));
    cholesky_inverse(a, 3, inverse);
    for (size_t i = 0; i < 3; i++) {
        assert_near(inverse[i], first[i], 1e-13);
        assert_near(inverse[3 * i], first[i], 1e-13);
    }
}

static void what_is_not_positive_definite_is_refused(void **state)
{
    (void)state;
    double flat[4] = {1, 1, 1, 1}, wrong[4] = {1, 2, 2, 1};
    assert_false(cholesky_factor(flat, 2, 0));
    assert_false(cholesky_factor(wrong, 2, 0));
    double close[4] = {1, 0.99, 0.99, 1}; /* second pivot .0199 */
    assert_false(cholesky_factor(close, 2, 0.02));
    double same[4] = {1, 0.99, 0.99, 1};
    assert_true(cholesky_factor(same, 2, 0.0198));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_matrix_is_factored_into_its_triangle),
        cmocka_unit_test(systems_are_solved_with_several_right_sides),
        cmocka_unit_test(an_inverse_is_written_whole),
        cmocka_unit_test(what_is_not_positive_definite_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
