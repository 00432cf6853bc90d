/* test_math_ranking.c - the figures of a ranking, by hand. */
#include "analyze/math/ranking.h"

#include "tests/unit/math_near.h"

/*
 * Hits at places 1 and 3: 1 + 1 / log2(4) = 1.5. With three taken and room for
 * three, 1 + 1 / log2(3) + 1 / 2 = 2.130929753571457 was possible; with room
 * for two, 1.630929753571457.
 */
static void a_list_is_judged_by_place_and_by_what_was_possible(void **state)
{
    (void)state;
    static const uint32_t list[] = {4, 9, 2}, wanted[] = {2, 4, 7};
    struct ranking_score s = ranking_of(list, 3, 3, wanted, 3);
    assert_near(s.ndcg, 1.5 / 2.130929753571457, 1e-15);
    assert_near(s.recall, 2 / 3.0, 1e-15);
    assert_near(s.hit, 1, 0);
    assert_int_equal(s.taken, 2);
    s = ranking_of(list, 2, 2, wanted, 3);
    assert_near(s.ndcg, 1 / 1.630929753571457, 1e-15);
    s = ranking_of(list + 1, 1, 3, wanted, 3);
    assert_near(s.ndcg + s.recall + s.hit, 0, 0);
    s = ranking_of(list, 0, 3, wanted, 3);
    assert_near(s.ndcg + s.recall + s.hit, 0, 0);
}

/*
 * Four courses, taken 4, 2, 2, 0 of 8. Shown: 0 twice, 1 once, 3 once.
 *   coverage 3 / 4; gini 2 (4 * 0 + 3 * 1 + 2 * 1 + 1 * 2) / 5 / 4 = 14 / 20;
 *   novelty (1 + 1 + 2) / 3, course 3 having no share; the tenth is one
 *   course, 0: 2 / 4.
 */
static void lists_are_judged_by_how_they_spread(void **state)
{
    (void)state;
    static const int64_t taken[] = {4, 2, 2, 0};
    static const uint32_t one[] = {0, 1}, two[] = {0, 3};
    struct ranking_taken t;
    struct ranking_spread s, other;
    ranking_taken_open(&t, taken, 4);
    ranking_spread_open(&s, 4);
    ranking_spread_open(&other, 4);
    ranking_spread_add(&s, one, 2, &t);
    ranking_spread_add(&other, two, 2, &t);
    ranking_spread_merge(&s, &other);
    struct ranking_figures f = ranking_spread_finish(&s);
    assert_near(f.coverage, .75, 1e-15);
    assert_near(f.gini, .7, 1e-15);
    assert_near(f.novelty, 4 / 3.0, 1e-15);
    assert_near(f.popularity_share, .5, 1e-15);
    ranking_spread_close(&s);
    ranking_spread_close(&other);
    ranking_taken_close(&t);
}

static void nothing_shown_has_no_figures(void **state)
{
    (void)state;
    struct ranking_spread s;
    ranking_spread_open(&s, 3);
    struct ranking_figures f = ranking_spread_finish(&s);
    assert_true(isnan(f.coverage) && isnan(f.gini) && isnan(f.novelty) &&
                isnan(f.popularity_share));
    ranking_spread_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_is_judged_by_place_and_by_what_was_possible),
        cmocka_unit_test(lists_are_judged_by_how_they_spread),
        cmocka_unit_test(nothing_shown_has_no_figures),
    };
    return cmocka_run_group_tests_name("math_ranking", tests, NULL, NULL);
}
