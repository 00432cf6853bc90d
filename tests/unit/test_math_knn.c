/* test_math_knn.c - item-kNN on three courses, by hand. */
#include "analyze/math/knn.h"

#include "tests/unit/math_near.h"

#include <stdlib.h>

/* Takers: of 0 four, of 1 one, of 2 nine; 0 and 1 share one, 0 and 2 three. */
static struct gram three_courses(void)
{
    static const uint32_t rows[][2] = {{0, 1}, {0, 2}, {0, 2}, {0, 2}};
    struct gram g;
    struct diag d = {0};
    assert_int_equal(gram_open(&g, 3, &d), 0);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(gram_add(&g, rows[i], 2, &d), 0);
    for (size_t i = 0; i < 6; i++)
        assert_int_equal(gram_add(&g, (const uint32_t[]){2}, 1, &d), 0);
    return g;
}

/* 1 / sqrt(4 * 1) = 1 / 2; 3 / sqrt(4 * 9) = 1 / 2; the tiny term is 1e-6. */
static void likeness_is_the_cosine(void **state)
{
    (void)state;
    struct gram g = three_courses();
    double *s = knn_fit(&g, 0, 3);
    assert_near(s[0 * 3 + 1], 1 / (2 + 1e-6), 1e-15);
    assert_near(s[0 * 3 + 2], 3 / (6 + 1e-6), 1e-15);
    assert_near(s[2 * 3 + 0], 3 / (6 + 1e-6), 1e-15);
    assert_near(s[1 * 3 + 2], 0, 0);
    assert_near(s[1 * 3 + 1], 0, 0);
    free(s);
    s = knn_fit(&g, 4, 3);
    assert_near(s[0 * 3 + 1], 1 / (6 + 1e-6), 1e-15);
    free(s);
    gram_close(&g);
}

/* Into course 0: 1 / (2 + 1e-6) < 3 / (6 + 1e-6), so course 2 stays. */
static void only_the_nearest_of_a_column_stay(void **state)
{
    (void)state;
    struct gram g = three_courses();
    double *s = knn_fit(&g, 0, 1);
    assert_near(s[1 * 3 + 0], 0, 0);
    assert_near(s[2 * 3 + 0], 3 / (6 + 1e-6), 1e-15);
    free(s);
    gram_close(&g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(likeness_is_the_cosine),
        cmocka_unit_test(only_the_nearest_of_a_column_stay),
    };
    return cmocka_run_group_tests_name("math_knn", tests, NULL, NULL);
}
