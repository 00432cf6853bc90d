/* test_math_byterows.c - columns as rows, whatever their number. */
#include "analyze/math/byterows.h"

#include "analyze/math/mixhash.h"
#include "tests/unit/math_near.h"

#include <string.h>

enum { COLUMNS = 37, ROWS = 150, WIDTH = 48 };

static uint8_t column[COLUMNS][ROWS];

static void check(size_t columns, size_t first, size_t count)
{
    static uint8_t rows[(ROWS + BYTEROWS_LANES) * WIDTH];
    const uint8_t *list[COLUMNS];
    size_t width = byterows_width(columns);
    for (size_t k = 0; k < columns; k++)
        list[k] = column[k];
    memset(rows, 77, sizeof rows);
    byterows_fill(list, columns, first, count, rows);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < width; k++)
            assert_int_equal(rows[i * width + k],
                             k < columns ? column[k][first + i] : 0);
    assert_int_equal(rows[(count + BYTEROWS_LANES - 1) / BYTEROWS_LANES *
                          BYTEROWS_LANES * width],
                     77);
}

static void a_row_holds_what_its_columns_hold(void **state)
{
    (void)state;
    static const size_t shapes[][3] = {{1, 0, 1},    {16, 0, 16},  {16, 3, 64},
                                       {37, 0, 150}, {37, 22, 65}, {32, 1, 128},
                                       {5, 149, 1},  {17, 100, 50}};
    for (size_t k = 0; k < COLUMNS; k++)
        for (size_t i = 0; i < ROWS; i++)
            column[k][i] = (uint8_t)mixhash_below(256, k, i, 5);
    for (size_t s = 0; s < sizeof shapes / sizeof *shapes; s++)
        check(shapes[s][0], shapes[s][1], shapes[s][2]);
}

static void a_row_is_as_wide_as_whole_registers(void **state)
{
    (void)state;
    assert_int_equal(byterows_width(0), 0);
    assert_int_equal(byterows_width(1), 16);
    assert_int_equal(byterows_width(16), 16);
    assert_int_equal(byterows_width(17), 32);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_holds_what_its_columns_hold),
        cmocka_unit_test(a_row_is_as_wide_as_whole_registers),
    };
    return cmocka_run_group_tests_name("math_byterows", tests, NULL, NULL);
}
