/* test_analyze_outreach.c - to how many members courses are recommended. */
#include "analyze/recommend/outreach.h"

#include "tests/unit/math_near.h"

enum { COURSES = 4 };

static struct outreach outreach_of_two_segments(void)
{
    struct outreach r;
    outreach_open(&r, 2, COURSES);
    outreach_add(&r, 0, 3, 1);
    outreach_add(&r, 0, 1, 4);
    outreach_add(&r, 0, 2, 0);
    outreach_add(&r, 0, 2, 4);
    outreach_add(&r, 1, 2, 4);
    return r;
}

static void the_most_members_come_first_and_ties_go_by_course(void **state)
{
    (void)state;
    static const uint32_t want[] = {2, 1, 3};
    struct reached list[COURSES];
    struct outreach r = outreach_of_two_segments();
    assert_int_equal(outreach_list(&r, 0, list), 3);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(list[i].course, want[i]);
    assert_int_equal(list[0].members, 2);
    assert_int_equal(list[0].by[0], 1);
    assert_int_equal(list[0].by[4], 1);
    assert_int_equal(outreach_list(&r, 1, list), 1);
    assert_int_equal(list[0].members, 1);
    outreach_close(&r);
}

static void what_was_cleared_is_as_new(void **state)
{
    (void)state;
    struct reached list[COURSES];
    struct outreach r = outreach_of_two_segments();
    outreach_clear(&r);
    assert_int_equal(outreach_list(&r, 0, list), 0);
    assert_int_equal(outreach_list(&r, 1, list), 0);
    outreach_add(&r, 1, 2, 3);
    assert_int_equal(outreach_list(&r, 1, list), 1);
    assert_int_equal(list[0].members, 1);
    assert_int_equal(list[0].by[4], 0);
    assert_int_equal(list[0].by[3], 1);
    outreach_close(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_most_members_come_first_and_ties_go_by_course),
        cmocka_unit_test(what_was_cleared_is_as_new),
    };
    return cmocka_run_group_tests_name("analyze_outreach", tests, NULL, NULL);
}
