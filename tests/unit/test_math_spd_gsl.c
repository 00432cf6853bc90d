/* test_math_spd_gsl.c - inverses by GSL, against some worked out by hand. */
#include "analyze/math/spd.h"

#include "tests/unit/math_near.h"

#include <gsl/gsl_errno.h>
#include <stdlib.h>
#include <string.h>

static void invert(double *a, size_t n)
{
    struct diag d = {0};
    if (spd_invert_gsl(a, n, &d) != 0)
        fail_msg("%s", d.text);
    assert_string_equal(d.text, "");
}

/*
 * 4 2 2    Cofactors: 5*6-3*3 = 21, -(2*6-3*2) = -6, 2*3-5*2 = -4;
 * 2 5 3    4*6-2*2 = 20, -(4*3-2*2) = -8; 4*5-2*2 = 16.
 * 2 3 6    The determinant is 4*21 - 2*6 - 2*4 = 64.
 * Below the diagonal stands what must not be read.
 */
static void three_rows_have_the_inverse_worked_out_by_hand(void **state)
{
    (void)state;
    static const double want[] = {21, -6, -4, -6, 20, -8, -4, -8, 16};
    double a[] = {4, 2, 2, NAN, 5, 3, INFINITY, -99, 6};
    invert(a, 3);
    for (size_t i = 0; i < 9; i++)
        assert_near(a[i], want[i] / 64, 1e-15);
}

/* 1/4 to the bit, for the root of 4 is; and 1e-150 beside 1e150. */
static void small_and_large_numbers_keep_their_digits(void **state)
{
    (void)state;
    double one[] = {4}, two[] = {1e-150, 0, 0, 1e150};
    invert(one, 1);
    assert_near(one[0], 0.25, 0);
    invert(two, 2);
    assert_near(two[0] / 1e150, 1, 1e-15);
    assert_near(two[3] / 1e-150, 1, 1e-15);
    assert_near(two[1], 0, 0);
}

/*
 * 2 on the diagonal and -1 beside it, N rows: the inverse has
 * min(i, j) (N + 1 - max(i, j)) / (N + 1), i and j from 1.
 */
static void a_chain_of_springs_has_its_known_inverse(void **state)
{
    (void)state;
    enum { N = 60 };
    double a[N * N];
    for (size_t i = 0; i < N; i++)
        for (size_t j = 0; j < N; j++)
            a[i * N + j] = i == j ? 2 : i + 1 == j ? -1 : i > j ? NAN : 0;
    invert(a, N);
    for (size_t i = 0; i < N; i++)
        for (size_t j = 0; j < N; j++) {
            double low = (double)((i < j ? i : j) + 1);
            double high = (double)((i > j ? i : j) + 1);
            assert_near(a[i * N + j], low * (N + 1 - high) / (N + 1), 1e-12);
        }
}

static void what_is_not_positive_definite_is_told(void **state)
{
    (void)state;
    static const double bad[][9] = {
        {0, 0, 0, 0, 0, 0, 0, 0, 0},
        {1, 0, 0, 0, 1, 0, 0, 0, -1},  /* the last row alone is at fault */
        {1, 1, 1, 1, 1, 1, 1, 1, 1},   /* of rank 1 */
        {1, 2, 0, 2, 1, 0, 0, 0, 1},   /* 1 - 4 < 0 */
        {-4, 0, 0, 0, -5, 0, 0, 0, -6} /* negative definite */
    };
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        double a[9];
        struct diag d = {0};
        memcpy(a, bad[i], sizeof a);
        assert_int_equal(spd_invert_gsl(a, 3, &d), -1);
        assert_string_equal(d.text, "the matrix is not positive definite; "
                                    "raise the regularisation");
    }
}

static void what_is_not_finite_is_named_by_its_cell(void **state)
{
    (void)state;
    static const struct {
        size_t cell;
        double value;
        const char *part;
    } cases[] = {{0, NAN, "cell 0, 0: not finite"},
                 {2, INFINITY, "cell 0, 2: not finite"},
                 {5, -INFINITY, "cell 1, 2: not finite"},
                 {8, NAN, "cell 2, 2: not finite"}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        double a[] = {4, 2, 2, 2, 5, 3, 2, 3, 6};
        struct diag d = {0};
        a[cases[i].cell] = cases[i].value;
        assert_int_equal(spd_invert_gsl(a, 3, &d), -1);
        assert_non_null(strstr(d.text, cases[i].part));
    }
}

static void too_many_rows_are_refused_before_any_is_read(void **state)
{
    (void)state;
    struct diag d = {0}, huge = {0}, none = {0};
    double a[1] = {1};
    assert_int_equal(spd_prepare(a, SPD_MAX + 1, &d), -1);
    assert_string_equal(d.text, "a matrix of 20001 rows; at most 20000");
    assert_int_equal(spd_invert_gsl(a, SIZE_MAX, &huge), -1);
    assert_non_null(strstr(huge.text, "at most 20000"));
    assert_int_equal(spd_invert_gsl(NULL, 0, &none), 0);
}

static void mirroring_copies_the_upper_triangle_alone(void **state)
{
    (void)state;
    static const double want[] = {1, 2, 3, 2, 4, 5, 3, 5, 6};
    double a[] = {1, 2, 3, NAN, 4, 5, 0, -7, 6};
    struct diag d = {0};
    assert_int_equal(spd_prepare(a, 3, &d), 0);
    spd_mirror(a, 3);
    assert_memory_equal(a, want, sizeof want);
}

/* Larger than a tile of the copying, and no multiple of it. */
static void every_cell_of_a_large_matrix_is_mirrored(void **state)
{
    (void)state;
    enum { N = 71 };
    double *a = malloc(sizeof(double[N * N]));
    for (size_t i = 0; i < (size_t)N * N; i++)
        a[i] = i / N <= i % N ? (double)i : NAN;
    spd_mirror(a, N);
    for (size_t i = 0; i < (size_t)N * N; i++)
        assert_near(a[i], (double)(i / N <= i % N ? i : i % N * N + i / N), 0);
    free(a);
}

static int quieten(void **state)
{
    (void)state;
    gsl_set_error_handler_off();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(three_rows_have_the_inverse_worked_out_by_hand),
        cmocka_unit_test(small_and_large_numbers_keep_their_digits),
        cmocka_unit_test(a_chain_of_springs_has_its_known_inverse),
        cmocka_unit_test(what_is_not_positive_definite_is_told),
        cmocka_unit_test(what_is_not_finite_is_named_by_its_cell),
        cmocka_unit_test(too_many_rows_are_refused_before_any_is_read),
        cmocka_unit_test(mirroring_copies_the_upper_triangle_alone),
        cmocka_unit_test(every_cell_of_a_large_matrix_is_mirrored),
    };
    return cmocka_run_group_tests_name("math_spd_gsl", tests, quieten, NULL);
}
