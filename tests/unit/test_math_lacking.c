/* test_math_lacking.c - sums over those who lack an item. */
#include "analyze/math/lacking.h"

#include "analyze/math/mixhash.h"
#include "tests/unit/math_near.h"

#include <stdbool.h>

enum { ITEMS = 70, PEOPLE = 1000 };

static uint8_t byte[ITEMS][PEOPLE];

/* Half of the answers are missing; one in ten respondents answers nothing. */
static void draw(struct scale_column *column)
{
    for (size_t k = 0; k < ITEMS; k++) {
        int codes = k % 2 ? 5 : 250;
        for (size_t i = 0; i < PEOPLE; i++)
            byte[k][i] = (uint8_t)(i % 10 == 3 || mixhash_below(2, k, i, 1) == 0
                                       ? 255
                                       : (uint64_t)codes - 1 -
                                             mixhash_below(4, k, i, 2));
        column[k] = (struct scale_column){byte[k], 1, codes};
    }
}

static bool lacks(const struct scale_column *column, size_t item, size_t i)
{
    return byte[item][i] >= column[item].codes;
}

static void each_row_sums_up_those_who_lack_its_item(void **state)
{
    (void)state;
    struct scale_column column[ITEMS];
    struct lacking l;
    draw(column);
    lacking_open(&l, column, ITEMS);
    lacking_add(&l, 0, 600);
    lacking_finish(&l);
    lacking_add(&l, 600, 1);
    lacking_add(&l, 601, PEOPLE - 601);
    lacking_finish(&l);
    assert_int_equal(l.any, PEOPLE / 10 * 9);
    for (size_t j = 0; j < ITEMS; j++) {
        int64_t lack = 0;
        for (size_t i = 0; i < PEOPLE; i++)
            lack += lacks(column, j, i);
        assert_int_equal(l.lack[j], lack);
        for (size_t k = 0; k < ITEMS; k++) {
            int64_t there = 0, sum = 0;
            for (size_t i = 0; i < PEOPLE; i++)
                if (lacks(column, j, i) && !lacks(column, k, i)) {
                    there++;
                    sum += byte[k][i];
                }
            assert_int_equal(l.there[j * l.width + k], there);
            assert_int_equal(l.sum[j * l.width + k], sum);
        }
    }
    lacking_close(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_row_sums_up_those_who_lack_its_item),
    };
    return cmocka_run_group_tests_name("math_lacking", tests, NULL, NULL);
}
