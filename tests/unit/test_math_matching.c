/* test_math_matching.c - the best matching against trying all of them. */
#include "analyze/math/matching.h"
#include "analyze/math/mixhash.h"

#include "tests/unit/math_near.h"

static void the_best_sum_is_not_the_greedy_one(void **state)
{
    (void)state;
    static const double gains[] = {9, 8, 8, 1};
    size_t match[2];
    matching_best(gains, 2, 2, match);
    assert_int_equal(match[0], 1);
    assert_int_equal(match[1], 0);
}

/* The best sum for rows FROM on, columns in USED taken. Tries everything. */
static double best_sum(const double *gains, size_t rows, size_t columns,
                       size_t from, unsigned used, size_t left_out)
{
    if (from == rows)
        return 0;
    double best = -INFINITY;
    if (left_out > 0)
        best = best_sum(gains, rows, columns, from + 1, used, left_out - 1);
    for (size_t j = 0; j < columns; j++) {
        if (used >> j & 1)
            continue;
        double sum =
            gains[from * columns + j] +
            best_sum(gains, rows, columns, from + 1, used | 1U << j, left_out);
        best = fmax(best, sum);
    }
    return best;
}

static void check_matching(const double *gains, size_t rows, size_t columns)
{
    size_t match[6], matched = 0;
    unsigned used = 0;
    double sum = 0;
    matching_best(gains, rows, columns, match);
    for (size_t i = 0; i < rows; i++) {
        if (match[i] == SIZE_MAX)
            continue;
        assert_true(match[i] < columns);
        assert_true((used >> match[i] & 1) == 0);
        used |= 1U << match[i];
        sum += gains[i * columns + match[i]];
        matched++;
    }
    assert_int_equal(matched, rows < columns ? rows : columns);
    size_t left_out = rows > columns ? rows - columns : 0;
    assert_near(sum, best_sum(gains, rows, columns, 0, 0, left_out), 1e-12);
}

static void no_other_matching_is_better(void **state)
{
    (void)state;
    for (uint64_t i = 0; i < 400; i++) {
        size_t rows = 1 + i % 5, columns = 1 + i / 5 % 5;
        double gains[25];
        for (uint64_t j = 0; j < 25; j++)
            gains[j] = mixhash_uniform(i, j, 1) - 0.3;
        check_matching(gains, rows, columns);
    }
}

static void ties_and_zeros_do_no_harm(void **state)
{
    (void)state;
    for (uint64_t i = 0; i < 400; i++) {
        double gains[25];
        for (uint64_t j = 0; j < 25; j++)
            gains[j] = (double)mixhash_below(3, i, j, 2);
        check_matching(gains, 1 + i % 5, 1 + i / 5 % 5);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_best_sum_is_not_the_greedy_one),
        cmocka_unit_test(no_other_matching_is_better),
        cmocka_unit_test(ties_and_zeros_do_no_harm),
    };
    return cmocka_run_group_tests_name("math_matching", tests, NULL, NULL);
}
