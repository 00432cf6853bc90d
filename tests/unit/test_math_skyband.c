/* test_math_skyband.c - the best of every mix of two lists are in the band. */
#include "analyze/math/mixhash.h"
#include "analyze/math/skyband.h"
#include "analyze/math/topk.h"

#include "tests/unit/math_near.h"

enum { ITEMS = 60, BEST = 5 };

/* By hand: 1 and 4 lead one list each, 0 is behind both, 3 is behind 4. */
static void of_a_band_of_one_only_the_frontier_is_left(void **state)
{
    (void)state;
    static const double first[] = {1, 9, 5, 2, 3}, second[] = {0, 1, 4, 5, 6};
    static const bool open[] = {true, true, true, true, true};
    static const uint32_t want[] = {1, 2, 4};
    uint32_t order[5], out[5];
    skyband_order(second, 5, order);
    assert_int_equal(skyband(first, order, open, 5, 1, out), 3);
    assert_memory_equal(out, want, sizeof want);
}

static void what_is_not_open_neither_stands_nor_shadows(void **state)
{
    (void)state;
    static const double first[] = {9, 1}, second[] = {9, 1};
    static const bool open[] = {false, true};
    uint32_t order[2], out[2];
    skyband_order(second, 2, order);
    assert_int_equal(skyband(first, order, open, 2, 1, out), 1);
    assert_int_equal(out[0], 1);
}

static void equal_values_are_ordered_by_index(void **state)
{
    (void)state;
    static const double second[] = {1, 2, 1, 2};
    static const uint32_t want[] = {1, 3, 0, 2};
    uint32_t order[4];
    skyband_order(second, 4, order);
    assert_memory_equal(order, want, sizeof want);
}

struct lists {
    double first[ITEMS], second[ITEMS];
    bool open[ITEMS];
};

/* Few different values, so that many are equal. */
static void draw(struct lists *l, uint64_t trial)
{
    for (uint64_t i = 0; i < ITEMS; i++) {
        l->first[i] = (double)mixhash_below(8, trial, i, 1) - 3;
        l->second[i] = (double)mixhash_below(8, trial, i, 2);
        l->open[i] = mixhash_below(10, trial, i, 3) > 0;
    }
}

static void mix(const struct lists *l, double a, double b, double *out)
{
    for (size_t i = 0; i < ITEMS; i++)
        out[i] = l->open[i] ? a * l->first[i] + b * l->second[i] : -INFINITY;
}

/* The best of the whole list are the best of the band, in the same order. */
static void assert_same_best(const struct lists *l, const uint32_t *band,
                             size_t n, double b)
{
    double all[ITEMS], some[ITEMS];
    uint32_t want[BEST], got[BEST];
    mix(l, 1, b, all);
    for (size_t i = 0; i < n; i++)
        some[i] = all[band[i]];
    assert_int_equal(topk(all, ITEMS, BEST, want), BEST);
    assert_int_equal(topk(some, n, BEST, got), BEST);
    for (size_t i = 0; i < BEST; i++)
        assert_int_equal(band[got[i]], want[i]);
}

static void the_best_of_every_mix_are_in_the_band(void **state)
{
    (void)state;
    size_t left = 0;
    for (uint64_t trial = 0; trial < 300; trial++) {
        struct lists l;
        uint32_t order[ITEMS], band[ITEMS];
        draw(&l, trial);
        skyband_order(l.second, ITEMS, order);
        size_t n = skyband(l.first, order, l.open, ITEMS, BEST, band);
        for (size_t b = 0; b < 9; b++)
            assert_same_best(&l, band, n, (double)b / 2);
        left += n;
    }
    assert_true(left < 300 * ITEMS * 3 / 4); /* it does leave some out */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_a_band_of_one_only_the_frontier_is_left),
        cmocka_unit_test(what_is_not_open_neither_stands_nor_shadows),
        cmocka_unit_test(equal_values_are_ordered_by_index),
        cmocka_unit_test(the_best_of_every_mix_are_in_the_band),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
