/* test_math_topk.c - the best of a list, ties by place. */
#include "analyze/math/mixhash.h"
#include "analyze/math/topk.h"
#include "lib/mem.h"

#include "tests/unit/math_near.h"

static void equal_scores_keep_the_order_of_places(void **state)
{
    (void)state;
    static const double scores[] = {1, 3, 2, 3, 2, 3};
    static const uint32_t want[] = {1, 3, 5, 2};
    uint32_t out[4];
    assert_int_equal(topk(scores, 6, 4, out), 4);
    assert_memory_equal(out, want, sizeof want);
}

static void what_is_not_eligible_is_never_chosen(void **state)
{
    (void)state;
    static const double scores[] = {-INFINITY, -5, NAN, INFINITY, -INFINITY};
    uint32_t out[5];
    assert_int_equal(topk(scores, 5, 5, out), 2);
    assert_int_equal(out[0], 3);
    assert_int_equal(out[1], 1);
}

static void none_asked_or_none_there_gives_none(void **state)
{
    (void)state;
    static const double scores[] = {1, 2};
    uint32_t out[1];
    assert_int_equal(topk(scores, 2, 0, NULL), 0);
    assert_int_equal(topk(scores, 0, 1, out), 0);
}

/* How many of SCORES come before place I. */
static size_t rank_of(const double *scores, size_t count, size_t i)
{
    size_t rank = 0;
    for (size_t j = 0; j < count; j++)
        rank += scores[j] > scores[i] || (scores[j] == scores[i] && j < i);
    return rank;
}

static void every_place_is_the_one_by_rank(void **state)
{
    (void)state;
    for (uint64_t trial = 0; trial < 200; trial++) {
        double scores[50];
        uint32_t out[12];
        for (uint64_t i = 0; i < 50; i++)
            scores[i] = (double)mixhash_below(20, trial, i, 4);
        assert_int_equal(topk(scores, 50, 12, out), 12);
        for (size_t i = 0; i < 12; i++)
            assert_int_equal(rank_of(scores, 50, out[i]), i);
    }
}

/* Long lists, in which scores rise, fall, are equal or in no order. */
static void long_lists_are_by_rank_in_any_order(void **state)
{
    (void)state;
    static const size_t count = 1500;
    static const size_t sizes[] = {1, 5, 12, 13, 40, 127, 128, 256, 257};
    for (uint64_t trial = 0; trial < 20; trial++) {
        double scores[1500];
        uint32_t out[257];
        for (uint64_t i = 0; i < count; i++)
            scores[i] = trial == 0   ? (double)i
                        : trial == 1 ? -(double)i
                        : trial == 2 ? 7
                                     : (double)mixhash_below(10 * trial * trial,
                                                             trial, i, 5);
        for (uint64_t i = 0; trial > 9 && i < count; i += 3)
            scores[i] = trial % 2 == 0 ? -INFINITY : NAN;
        for (size_t s = 0; s < COUNT_OF(sizes); s++) {
            assert_int_equal(topk(scores, count, sizes[s], out), sizes[s]);
            for (size_t i = 0; i < sizes[s]; i++)
                assert_int_equal(rank_of(scores, count, out[i]), i);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_scores_keep_the_order_of_places),
        cmocka_unit_test(what_is_not_eligible_is_never_chosen),
        cmocka_unit_test(none_asked_or_none_there_gives_none),
        cmocka_unit_test(every_place_is_the_one_by_rank),
        cmocka_unit_test(long_lists_are_by_rank_in_any_order),
    };
    return cmocka_run_group_tests_name("math_topk", tests, NULL, NULL);
}
