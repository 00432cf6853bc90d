/*
 * test_analyze_others.c - members without a questionnaire, by what else is
 * known of them.
 *
 * Members 1 to 4 are of the hills and in S7, 5 and 6 of the valley and in S3.
 * By Laplace's rule the shares are 5/8 and 3/8, and of the hills are 5/6 of S7
 * and 1/4 of S3, of the valley 1/6 and 3/4, of the coast 1/6 and 1/4.
 */
#include "analyze/segment/others.h"

#include "lib/mem.h"
#include "tests/unit/math_near.h"
#include "tests/unit/world.h"

#include <stdlib.h>
#include <string.h>

enum { MEMBERS = 9 };
static const char *const homes[MEMBERS] = {
    "hill", "hill", "hill", "hill", "valley", "valley", "hill", "coast", NULL};

static struct world *open_world(const char *analysis)
{
    struct world *w = world_open();
    world_set_analysis(w, analysis);
    for (int m = 0; m < MEMBERS; m++) {
        world_run(w,
                  "INSERT INTO member (member, member_id) VALUES (%d, 'm%d')",
                  m + 1, m + 1);
        if (homes[m] != NULL)
            world_run(w,
                      "INSERT INTO member_attribute VALUES (%d, 'home', '%s',"
                      " NULL, NULL, 1, 1)",
                      m + 1, homes[m]);
    }
    world_read(w, 64);
    return w;
}

/* Class 0 is S7, class 1 is S3. */
static void open_grouping(struct grouping *g)
{
    *g = (struct grouping){.found.model.k = 2, .number = {7, 3}};
    g->member = mem_alloc(MEMBERS * sizeof *g->member);
    for (int m = 0; m < 6; m++)
        g->member[m] = (struct grouping_member){
            .segment = m < 4 ? 7 : 3, .second = 0, .posterior = 0.9F};
}

static void check_assign(const char *analysis, int assigned)
{
    struct world *w = open_world(analysis);
    struct grouping g;
    open_grouping(&g);
    others_assign(&g, &w->run);
    assert_int_equal(g.assigned[0] + g.assigned[1], assigned);
    for (int m = 0; m < MEMBERS; m++)
        if (m >= 6 && assigned == 0)
            assert_int_equal(g.member[m].segment, 0);
    free(g.member);
    world_close(w);
}

static void nobody_is_assigned_unless_asked_for(void **state)
{
    (void)state;
    check_assign("{}", 0);
    check_assign("{\"segment\": {\"others\": \"leave-out\"}}", 0);
    check_assign("{\"segment\": {\"others\": \"assign\"}}", 2);
}

/*
 * Member 7, of the hills: 5/8 x 5/6 = 25/48 against 3/8 x 1/4 = 3/32, p = (25 /
 * 48) / (25 / 48 + 3 / 32) = .847458. Member 8, of the coast: 5/48 against
 * 3/32, p = .526316. Of member 9 nothing is known.
 */
static void a_member_goes_by_the_groups_it_is_in(void **state)
{
    (void)state;
    struct world *w = open_world("{\"segment\": {\"others\": \"assign\"}}");
    struct grouping g;
    open_grouping(&g);
    others_assign(&g, &w->run);
    assert_int_equal(g.member[6].segment, 7);
    assert_int_equal(g.member[6].second, 3);
    assert_int_equal(g.member[6].assigned, 1);
    assert_near(g.member[6].posterior, 0.847458, 1e-6);
    assert_int_equal(g.member[7].segment, 7);
    assert_near(g.member[7].posterior, 0.526316, 1e-6);
    assert_int_equal(g.member[8].segment, 0);
    assert_int_equal(g.assigned[0], 2);
    assert_int_equal(g.assigned[1], 0);
    free(g.member);
    world_close(w);
}

static void who_answered_stays_and_is_not_marked(void **state)
{
    (void)state;
    struct world *w = open_world("{\"segment\": {\"others\": \"assign\"}}");
    struct grouping g;
    open_grouping(&g);
    g.member[4].segment = 7; /* of the valley, and answers like the hills */
    others_assign(&g, &w->run);
    for (int m = 0; m < 6; m++) {
        assert_int_equal(g.member[m].segment, m < 5 ? 7 : 3);
        assert_int_equal(g.member[m].assigned, 0);
        assert_near(g.member[m].posterior, 0.9, 1e-6);
    }
    free(g.member);
    world_close(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_is_assigned_unless_asked_for),
        cmocka_unit_test(a_member_goes_by_the_groups_it_is_in),
        cmocka_unit_test(who_answered_stays_and_is_not_marked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
