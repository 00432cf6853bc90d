/* test_math_celltally.c - bytes counted by cell, value and column. */
#include "analyze/math/celltally.h"

#include "analyze/math/mixhash.h"
#include "tests/unit/math_near.h"

#include <string.h>

enum { COLUMNS = 70, ROWS = 5000, CELLS = 3, VALUES = 4 };

static uint8_t byte[COLUMNS][ROWS];
static uint32_t cell[ROWS];
static const uint8_t value[VALUES] = {0, 3, 1, 255};

/* Nine rows of ten are of cell 1; of cell 2 there is none. */
static void draw(const uint8_t **column)
{
    for (size_t i = 0; i < ROWS; i++)
        cell[i] = i % 10 > 0;
    for (size_t k = 0; k < COLUMNS; k++) {
        column[k] = byte[k];
        for (size_t i = 0; i < ROWS; i++) {
            uint64_t x = mixhash_below(50, k, i, 6);
            byte[k][i] = (uint8_t)(x > 2 ? 3 : x == 2 ? 255 : x);
        }
    }
}

static void check(size_t columns, const uint8_t *const *column)
{
    static int64_t got[CELLS * VALUES * COLUMNS],
        want[CELLS * VALUES * COLUMNS];
    const struct celltally t = {columns, CELLS, VALUES, column, cell, value};
    memset(got, 0, sizeof got);
    memset(want, 0, sizeof want);
    want[0] = got[0] = 7; /* what is there already stays */
    for (size_t i = 0; i < ROWS; i++)
        for (size_t v = 0; v < VALUES; v++)
            for (size_t k = 0; k < columns; k++)
                want[(cell[i] * VALUES + v) * columns + k] +=
                    byte[k][i] == value[v];
    celltally_add(&t, ROWS, got);
    assert_memory_equal(got, want, sizeof got);
}

static void each_value_is_counted_in_its_cell_and_column(void **state)
{
    (void)state;
    static const size_t columns[] = {1, 16, 20, 33, 48, 64, COLUMNS};
    const uint8_t *column[COLUMNS];
    draw(column);
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        check(columns[i], column);
}

static void no_rows_count_nothing(void **state)
{
    (void)state;
    const uint8_t *column[COLUMNS];
    int64_t got[CELLS * VALUES * 2] = {0};
    draw(column);
    const struct celltally t = {2, CELLS, VALUES, column, cell, value};
    celltally_add(&t, 0, got);
    for (size_t i = 0; i < CELLS * VALUES * 2; i++)
        assert_int_equal(got[i], 0);
    assert_true(celltally_bytes(&t) >= CELLS * VALUES * 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_value_is_counted_in_its_cell_and_column),
        cmocka_unit_test(no_rows_count_nothing),
    };
    return cmocka_run_group_tests_name("math_celltally", tests, NULL, NULL);
}
