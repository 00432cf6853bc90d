/* test_analyze_keymap.c - keys find their index, dense or sparse. */
#include "analyze/base/keymap.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void finds_every_key_and_no_other(void **state)
{
    (void)state;
    const int64_t dense[] = {3, 1, 2, 9};
    const int64_t sparse[] = {INT64_C(1) << 40, 7, INT64_C(1) << 50, 1};
    const int64_t *lists[] = {dense, sparse};
    for (size_t l = 0; l < 2; l++) {
        struct keymap map;
        keymap_make(&map, lists[l], sizeof lists[l][0], 4);
        assert_int_equal(map.dense == NULL, l == 1);
        for (int32_t i = 0; i < 4; i++)
            assert_int_equal(keymap_find(&map, lists[l][i]), i);
        const int64_t absent[] = {-1, 0, 4, 8, 10, 1 << 20, INT64_MAX};
        for (size_t i = 0; i < 7; i++)
            assert_int_equal(keymap_find(&map, absent[i]), -1);
        keymap_free(&map);
    }
}

static void keys_in_a_row_need_no_table(void **state)
{
    (void)state;
    const struct {
        int64_t key;
        char other[8];
    } list[] = {{41, ""}, {42, ""}, {43, ""}};
    struct keymap map;
    keymap_make(&map, &list[0].key, sizeof list[0], 3);
    assert_null(map.dense);
    for (int32_t i = 0; i < 3; i++)
        assert_int_equal(keymap_find(&map, 41 + i), i);
    const int64_t absent[] = {INT64_MIN, -1, 0, 40, 44, INT64_MAX};
    for (size_t i = 0; i < 6; i++)
        assert_int_equal(keymap_find(&map, absent[i]), -1);
    keymap_free(&map);
}

static void an_empty_map_finds_nothing(void **state)
{
    (void)state;
    struct keymap map;
    keymap_make(&map, NULL, sizeof(int64_t), 0);
    assert_int_equal(keymap_find(&map, 0), -1);
    assert_int_equal(keymap_find(&map, 1), -1);
    keymap_free(&map);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_every_key_and_no_other),
        cmocka_unit_test(keys_in_a_row_need_no_table),
        cmocka_unit_test(an_empty_map_finds_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
