/* test_math_rowsum.c - sums of rows, all widths and lengths. */
#include "analyze/math/rowsum.h"

#include "analyze/math/mixhash.h"
#include "lib/mem.h"
#include "tests/unit/math_near.h"

#include <stdlib.h>
#include <string.h>

enum { ROWS = 9, WIDEST = 131 };

static double *make_matrix(size_t width)
{
    double *m = mem_array(NULL, ROWS * width, sizeof *m);
    for (size_t i = 0; i < ROWS * width; i++)
        m[i] = mixhash_uniform(i, 0, 1) - .5;
    return m;
}

/* The sum as the header says it, one column after the other. */
static double plain(const double *m, size_t width, const uint32_t *item,
                    const double *weight, size_t count, size_t column)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += (weight != NULL ? weight[i] : 1) * m[item[i] * width + column];
    return sum;
}

static void every_sum_runs_in_the_order_of_the_items(void **state)
{
    (void)state;
    static const uint32_t item[] = {8, 0, 3, 5, 1, 2, 7};
    static const double weight[] = {.1, 1, -3, .7, .3, 2, .9};
    static const size_t widths[] = {1, 3, 8, 96, 97, WIDEST};
    for (size_t w = 0; w < COUNT_OF(widths); w++) {
        double *m = make_matrix(widths[w]), out[WIDEST];
        for (size_t count = 0; count <= COUNT_OF(item); count++)
            for (int weighed = 0; weighed < 2; weighed++) {
                const double *by = weighed ? weight : NULL;
                rowsum(m, widths[w], item, by, count, out);
                for (size_t j = 0; j < widths[w]; j++)
                    assert_true(out[j] ==
                                plain(m, widths[w], item, by, count, j));
            }
        free(m);
    }
}

static void many_members_get_what_each_would_get(void **state)
{
    (void)state;
    static const uint32_t item[] = {0, 1, 8, 2, 3, 4, 5, 6, 7};
    static const double weight[] = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    static const size_t starts[] = {0, 3, 3, 4, 9};
    double *m = make_matrix(WIDEST), out[4 * WIDEST], one[WIDEST];
    rowsum_many(m, WIDEST, item, weight, starts, 4, out);
    for (size_t i = 0; i < 4; i++) {
        rowsum(m, WIDEST, item + starts[i], weight + starts[i],
               starts[i + 1] - starts[i], one);
        assert_memory_equal(one, out + i * WIDEST, sizeof one);
    }
    free(m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_sum_runs_in_the_order_of_the_items),
        cmocka_unit_test(many_members_get_what_each_would_get),
    };
    return cmocka_run_group_tests_name("math_rowsum", tests, NULL, NULL);
}
