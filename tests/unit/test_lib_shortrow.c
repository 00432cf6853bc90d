/* test_lib_shortrow.c - a row of numbers is the record of tablerecord.h. */
#include "lib/shortrow.h"

#include "lib/attr.h"
#include "lib/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static void check(const int64_t *integers, const double *reals, size_t count)
{
    struct tablerecord slow = {0};
    struct shortrow row;
    shortrow_begin(&row, 2 * count);
    tablerecord_begin(&slow);
    for (size_t i = 0; i < count; i++) {
        shortrow_integer(&row, integers[i]);
        shortrow_real(&row, reals[i]);
        tablerecord_integer(&slow, integers[i]);
        tablerecord_real(&slow, reals[i]);
    }
    unsigned char *want = mem_alloc(tablerecord_length(&slow));
    tablerecord_write(&slow, want);
    assert_int_equal(row.length, tablerecord_length(&slow));
    assert_memory_equal(row.bytes, want, row.length);
    free(want);
    tablerecord_free(&slow);
}

static void integers_of_all_sizes_and_reals_are_those_of_a_record(void **state)
{
    (void)state;
    static const int64_t integers[][4] = {
        {0, 1, 2, -1},
        {127, 128, -128, -129},
        {32767, 32768, -8388608, 8388608},
        {INT32_MAX, INT64_C(1) << 40, INT64_MAX, INT64_MIN},
    };
    static const double reals[] = {0, -1.5, NAN, 1e300};
    for (size_t i = 0; i < COUNT_OF(integers); i++)
        check(integers[i], reals, 4);
}

static void the_longest_row_fits(void **state)
{
    (void)state;
    static const int64_t integers[8] = {INT64_MIN, INT64_MIN, INT64_MIN,
                                        INT64_MIN, INT64_MIN, INT64_MIN,
                                        INT64_MIN, INT64_MIN};
    static const double reals[8] = {1, 2, 3, 4, 5, 6, 7, 8};
    check(integers, reals, SHORTROW_COLUMNS / 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(integers_of_all_sizes_and_reals_are_those_of_a_record),
        cmocka_unit_test(the_longest_row_fits),
    };
    return cmocka_run_group_tests_name("lib_shortrow", tests, NULL, NULL);
}
