/*
 * test_math_patterns.c - rows grouped by what they lack.
 */
#include "analyze/math/patterns.h"

#include "tests/unit/math_near.h"

#include <stdlib.h>

/* Lacking nothing twice, number 3 three times, 70 once, 2 once: 70 is the
 * higher word and comes last. */
static void frequent_patterns_come_first_and_rows_keep_their_order(void **state)
{
    (void)state;
    static const uint64_t masks[][PATTERNS_WORDS] = {{0, 1 << 6}, {8}, {0}, {8},
                                                     {4},         {0}, {8}};
    static const uint32_t rows[] = {1, 3, 6, 2, 5, 4, 0};
    static const uint32_t starts[] = {0, 3, 5, 6, 7};
    struct patterns p;
    uint32_t *at;
    patterns_open(&p, 7);
    for (size_t i = 0; i < 7; i++)
        patterns_add(&p, masks[i]);
    uint32_t *got = patterns_finish(&p, &at);
    assert_int_equal(p.count, 4);
    for (size_t i = 0; i < 7; i++)
        assert_int_equal(got[i], rows[i]);
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(at[i], starts[i]);
    free(got);
    free(at);
    patterns_close(&p);
}

/* More patterns than the table first has slots. */
static void many_patterns_are_all_told_apart(void **state)
{
    (void)state;
    enum { MANY = 5000 };
    struct patterns p;
    uint32_t *at;
    patterns_open(&p, 2 * MANY);
    for (uint64_t i = 0; i < 2 * MANY; i++) {
        uint64_t mask[PATTERNS_WORDS] = {i % MANY, 0, 0, i % MANY};
        patterns_add(&p, mask);
    }
    uint32_t *got = patterns_finish(&p, &at);
    assert_int_equal(p.count, MANY);
    for (uint32_t i = 0; i < MANY; i++) {
        assert_int_equal(got[2 * i], i);
        assert_int_equal(got[2 * i + 1], i + MANY);
    }
    free(got);
    free(at);
    patterns_close(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            frequent_patterns_come_first_and_rows_keep_their_order),
        cmocka_unit_test(many_patterns_are_all_told_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
