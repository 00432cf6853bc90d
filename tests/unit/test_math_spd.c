/* test_math_spd.c - inverses by LAPACK and by GSL, known and against each
 * other. */
#include "analyze/math/mixhash.h"
#include "analyze/math/spd.h"

#include "tests/unit/math_near.h"

#include <gsl/gsl_errno.h>
#include <stdlib.h>
#include <string.h>

typedef int invert(double *a, size_t n, struct diag *d);
static invert *const ways[] = {spd_invert, spd_invert_gsl};

/* The inverse of the Hilbert matrix of 4 rows is made of whole numbers. */
static void the_hilbert_matrix_has_its_known_inverse(void **state)
{
    (void)state;
    static const double want[] = {16,    -120, 240,   -140,  -120, 1200,
                                  -2700, 1680, 240,   -2700, 6480, -4200,
                                  -140,  1680, -4200, 2800};
    for (size_t w = 0; w < COUNT_OF(ways); w++) {
        double a[16];
        struct diag d = {0};
        for (size_t i = 0; i < 16; i++)
            a[i] = 1 / (double)(i / 4 + i % 4 + 1);
        assert_int_equal(ways[w](a, 4, &d), 0);
        for (size_t i = 0; i < 16; i++)
            assert_near(a[i], want[i], 1e-8);
    }
}

/* G + 3 I for G of random numbers; only the upper triangle is filled. */
static double *make_matrix(size_t n)
{
    double *a = malloc(n * n * sizeof *a);
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < n; j++) {
            double sum = i == j ? 3 : 0;
            for (size_t l = 0; l < n; l++)
                sum += mixhash_uniform(i, l, 1) * mixhash_uniform(j, l, 1);
            a[i * n + j] = j >= i ? sum : NAN;
        }
    }
    return a;
}

static void both_ways_agree_and_give_an_inverse(void **state)
{
    (void)state;
    static const size_t sizes[] = {1, 2, 17, 90};
    for (size_t s = 0; s < COUNT_OF(sizes); s++) {
        size_t n = sizes[s];
        double *a = make_matrix(n), *p = make_matrix(n), *q = make_matrix(n);
        struct diag d = {0};
        assert_int_equal(spd_invert(p, n, &d), 0);
        assert_int_equal(spd_invert_gsl(q, n, &d), 0);
        for (size_t i = 0; i < n * n; i++) {
            double sum = 0;
            size_t row = i / n, column = i % n;
            for (size_t l = 0; l < n; l++)
                sum += (row <= l ? a[row * n + l] : a[l * n + row]) *
                       p[l * n + column];
            assert_near(p[i], q[i], 1e-12);
            assert_near(sum, row == column, 1e-10);
        }
        free(a);
        free(p);
        free(q);
    }
}

static void what_has_no_inverse_is_refused(void **state)
{
    (void)state;
    static const double bad[][4] = {{1, 2, 2, 1},
                                    {0, 0, 0, 0},
                                    {-1, 0, 0, 1},
                                    {1, NAN, 0, 1},
                                    {INFINITY, 0, 0, 1}};
    for (size_t w = 0; w < COUNT_OF(ways); w++) {
        for (size_t i = 0; i < COUNT_OF(bad); i++) {
            double a[4];
            struct diag d = {0};
            memcpy(a, bad[i], sizeof a);
            assert_int_equal(ways[w](a, 2, &d), -1);
            assert_true(d.text[0] != '\0');
        }
    }
}

static void nothing_is_its_own_inverse(void **state)
{
    (void)state;
    struct diag d = {0};
    for (size_t w = 0; w < COUNT_OF(ways); w++)
        assert_int_equal(ways[w](NULL, 0, &d), 0);
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
        cmocka_unit_test(the_hilbert_matrix_has_its_known_inverse),
        cmocka_unit_test(both_ways_agree_and_give_an_inverse),
        cmocka_unit_test(what_has_no_inverse_is_refused),
        cmocka_unit_test(nothing_is_its_own_inverse),
    };
    return cmocka_run_group_tests_name("math_spd", tests, quieten, NULL);
}
