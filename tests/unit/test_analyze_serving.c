/*
 * test_analyze_serving.c - which courses stand in for what a member owes. Five
 * courses, by score 5 to 1; of course c the session to come is number c, but of
 * the last there is none. Rules 0 and 2 are owed, 1 is not.
 *
 *   course   0        1    2   3        4
 *   serves   nothing  0    1   0 and 2  (0)
 */
#include "analyze/recommend/serving.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { COURSES = 5 };

static uint64_t rules[] = {0, 1, 2, 5};
static const struct serving serving = {rules};
static const int32_t next[COURSES] = {0, 1, 2, 3, FACT_NONE};
static const double score[COURSES] = {5, 4, 3, 2, 1};

static struct serving_look look(const bool *open, double *left)
{
    return (struct serving_look){.serving = &serving,
                                 .owed = 5,
                                 .courses = COURSES,
                                 .next = next,
                                 .open = open,
                                 .score = score,
                                 .left = left};
}

static void what_serves_comes_behind_the_best(void **state)
{
    (void)state;
    static const bool open[COURSES] = {true, true, true, true, true};
    double left[COURSES];
    uint32_t best[4] = {0, 2};
    struct serving_look k = look(open, left);
    assert_int_equal(serving_add(&k, best, 2, 4), 4);
    assert_int_equal(best[2], 1);
    assert_int_equal(best[3], 3);
    assert_int_equal(serving_add(&k, best, 4, 4), 4);
}

static void it_takes_the_place_of_the_last_where_the_list_is_full(void **state)
{
    (void)state;
    static const bool open[COURSES] = {true, false, true, true, true};
    double left[COURSES];
    uint32_t best[2] = {0, 2};
    struct serving_look k = look(open, left);
    assert_int_equal(serving_add(&k, best, 2, 2), 2);
    assert_int_equal(best[0], 0);
    assert_int_equal(best[1], 3);
}

static void a_course_stands_for_the_rule_with_the_fewest_ways(void **state)
{
    (void)state;
    double left[COURSES];
    size_t ways[SERVING_RULES] = {0};
    struct serving_look k = look(NULL, left);
    assert_int_equal(serving_rarest(&k, 0, ways), FACT_NONE);
    assert_int_equal(serving_rarest(&k, 2, ways), FACT_NONE);
    assert_int_equal(serving_rarest(&k, 4, ways), FACT_NONE);
    assert_int_equal(serving_rarest(&k, 1, ways), 0);
    assert_int_equal(serving_rarest(&k, 3, ways), 2);
    assert_int_equal(serving_rarest(&k, 3, ways), 0);
    assert_int_equal(ways[0], 2);
    assert_int_equal(ways[2], 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_serves_comes_behind_the_best),
        cmocka_unit_test(it_takes_the_place_of_the_last_where_the_list_is_full),
        cmocka_unit_test(a_course_stands_for_the_rule_with_the_fewest_ways),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
