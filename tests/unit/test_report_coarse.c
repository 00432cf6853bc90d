/* test_report_coarse.c - what is told of groups gives no small group away. */
#include "report/coarse.h"

#include "lib/attr.h"
#include "tests/unit/math_near.h"

#include <stdbool.h>

/* 17 in cells of 5 make 3 steps, 60 make 12, 1000 a hundred, 4 one. */
static void steps_are_of_a_cell_or_a_hundredth(void **state)
{
    (void)state;
    static const struct {
        int64_t part, whole, cell;
        double share;
    } rows[] = {{0, 17, 5, 0},    {2, 17, 5, 0},    {3, 17, 5, .33},
                {9, 17, 5, .67},  {17, 17, 5, 1},   {20, 60, 5, .33},
                {22, 60, 5, .33}, {23, 60, 5, .42}, {507, 1000, 5, .51},
                {1, 4, 5, 0},     {2, 4, 5, 1},     {1, 3, 1, .33}};
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_near(coarse_share(rows[i].part, rows[i].whole, rows[i].cell),
                    rows[i].share, 1e-15);
}

/*
 * A branch of 8 is held back beside one of 52, of 60 in all, the sizes being
 * known: whatever is told of the whole and of the other, at least three counts
 * of the small one fit.
 */
static void subtraction_leaves_several_counts(void **state)
{
    (void)state;
    enum { SMALL = 8, OTHER = 52, CELL = 5 };
    for (int64_t a = 0; a <= OTHER; a++)
        for (int64_t b = 0; b <= SMALL; b++) {
            double all = coarse_share(a + b, OTHER + SMALL, CELL);
            double other = coarse_share(a, OTHER, CELL);
            bool fits[SMALL + 1] = {false};
            int counts = 0;
            for (int64_t x = 0; x <= OTHER; x++)
                for (int64_t y = 0; y <= SMALL; y++)
                    if (coarse_share(x + y, OTHER + SMALL, CELL) == all &&
                        coarse_share(x, OTHER, CELL) == other)
                        fits[y] = true;
            for (int y = 0; y <= SMALL; y++)
                counts += fits[y];
            assert_true(counts >= 3);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(steps_are_of_a_cell_or_a_hundredth),
        cmocka_unit_test(subtraction_leaves_several_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
