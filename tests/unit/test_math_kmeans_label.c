/* test_math_kmeans_label.c - labels are those of looking one by one. */
#include "analyze/math/kmeans.h"
#include "analyze/math/kmeans_label.h"
#include "analyze/math/mixhash.h"

#include "tests/unit/math_near.h"

enum { ROWS = 60, MOST_DIM = 7, MOST_K = 20 };

/* Whole numbers: distances are exact, and many are equal. */
static void each_row_gets_its_nearest_centre_the_first_of_several(void **state)
{
    (void)state;
    double points[ROWS * MOST_DIM], centres[MOST_K * MOST_DIM];
    for (size_t dim = 1; dim <= MOST_DIM; dim++)
        for (size_t k = 1; k <= MOST_K; k++) {
            uint32_t label[ROWS] = {0};
            size_t sizes[MOST_K] = {0}, counted[MOST_K] = {0}, changed = 0;
            struct rows rows = {points, ROWS, dim};
            for (size_t i = 0; i < ROWS * dim; i++)
                points[i] = (double)mixhash_below(5, 1, i, k);
            for (size_t i = 0; i < k * dim; i++)
                centres[i] = (double)mixhash_below(5, 2, i, k);
            size_t got = kmeans_label(rows, centres, k, label, sizes);
            for (size_t i = 0; i < ROWS; i++) {
                size_t want = kmeans_nearest(centres, k, rows_at(rows, i), dim);
                assert_int_equal(label[i], want);
                counted[want]++;
                changed += want != 0;
            }
            assert_int_equal(got, changed);
            assert_memory_equal(sizes, counted, sizeof sizes);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_row_gets_its_nearest_centre_the_first_of_several),
    };
    return cmocka_run_group_tests_name("math_kmeans_label", tests, NULL, NULL);
}
