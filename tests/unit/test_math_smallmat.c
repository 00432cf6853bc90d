/* test_math_smallmat.c - products by hand, and of any shape. */
#include "analyze/math/smallmat.h"

#include "tests/unit/math_near.h"

static void a_product_is_that_by_hand(void **state)
{
    (void)state;
    static const double a[] = {1, 2, 3, 4, 5, 6};  /* 3 x 2 */
    static const double b[] = {1, 0, -1, 2, 1, 0}; /* 2 x 3 */
    static const double want[] = {5, 2, -1, 11, 4, -3, 17, 6, -5};
    double got[9];
    smallmat_multiply(a, 3, 2, b, 3, got);
    for (size_t i = 0; i < 9; i++)
        assert_near(got[i], want[i], 0);
}

/* (A B)_ij with a_ik = i + k, b_kj = k - j: whole numbers, so exact. */
static void shapes_do_not_matter(void **state)
{
    (void)state;
    double a[7 * 11], b[11 * 21], got[7 * 21];
    for (size_t n = 0; n <= 7; n++)
        for (size_t width = 1; width <= 21; width++) {
            size_t inner = 1 + (n + width) % 11;
            for (size_t i = 0; i < n * inner; i++)
                a[i] = (double)(i / inner + i % inner);
            for (size_t i = 0; i < inner * width; i++)
                b[i] = (double)(i / width) - (double)(i % width);
            smallmat_multiply(a, n, inner, b, width, got);
            for (size_t i = 0; i < n * width; i++) {
                double want = 0;
                for (size_t k = 0; k < inner; k++)
                    want += (double)(i / width + k) *
                            ((double)k - (double)(i % width));
                assert_near(got[i], want, 0);
            }
        }
}

static void a_transpose_has_rows_for_columns(void **state)
{
    (void)state;
    static const double a[] = {1, 2, 3, 4, 5, 6}, want[] = {1, 4, 2, 5, 3, 6};
    double got[6];
    smallmat_transpose(a, 2, 3, got);
    for (size_t i = 0; i < 6; i++)
        assert_near(got[i], want[i], 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_product_is_that_by_hand),
        cmocka_unit_test(shapes_do_not_matter),
        cmocka_unit_test(a_transpose_has_rows_for_columns),
    };
    return cmocka_run_group_tests_name("math_smallmat", tests, NULL, NULL);
}
