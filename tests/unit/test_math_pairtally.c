/* test_math_pairtally.c - pairs of answers counted by cell. */
#include "analyze/math/pairtally.h"

#include "analyze/math/mixhash.h"
#include "tests/unit/math_near.h"

#include <string.h>

enum { PEOPLE = 2100, CELLS = 5, ROWS = 5 + 2, COLUMNS = 3 + 2 };

static uint8_t x[PEOPLE], y[PEOPLE];
static uint32_t cell[PEOPLE];

static void draw(void)
{
    static const uint8_t bytes[] = {0, 1, 2, 3, 4, 5, 6, 249, 253, 255};
    for (size_t i = 0; i < PEOPLE; i++) {
        x[i] = bytes[mixhash_below(10, 0, i, 1)];
        y[i] = bytes[mixhash_below(10, 1, i, 1)];
        cell[i] = (uint32_t)mixhash_below(CELLS, 2, i, 1);
    }
}

/* Of a scale of SPAN codes of CODES that there are. */
static size_t place(uint8_t byte, size_t span, size_t codes)
{
    if (byte >= codes)
        return span;                      /* no answer */
    return byte < span ? byte : span + 1; /* off the scale */
}

static void pairs_are_counted_as_one_by_one(void **state)
{
    (void)state;
    static const size_t sizes[] = {0, 1, 1024, PEOPLE};
    const struct pairtally_item row = {x, 5, 6}, column = {y, 3, 3};
    draw();
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        uint32_t got[CELLS * ROWS * COLUMNS] = {0};
        uint32_t want[CELLS * ROWS * COLUMNS] = {0};
        got[3] = want[3] = 4; /* what is there already stays */
        for (size_t i = 0; i < sizes[s]; i++)
            want[(cell[i] * ROWS + place(x[i], 5, 6)) * COLUMNS +
                 place(y[i], 3, 3)]++;
        pairtally_add(&row, &column, cell, sizes[s], got);
        assert_memory_equal(got, want, sizeof got);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pairs_are_counted_as_one_by_one),
    };
    return cmocka_run_group_tests_name("math_pairtally", tests, NULL, NULL);
}
