/*
 * test_analyze_circle.c - what the groups of newcomers took, by hand.
 *
 * Two branches of 30 members. In A twelve took X; in B one took X and twenty
 * took Y; all today. The last of each branch took nothing, nor did others.
 * Of all 60, 13 took X and 20 took Y.
 *
 *   A  t = 30 / 50 = .6. X: (12 + 20 x 13 / 60) / 50; Y: nobody of A.
 *      X .6 x 1 + .4 ln 14 / ln 21 = .946729; Y .4 x 1.
 *   B  X (1 + 13 / 3) / 50 = .106667, Y (20 + 20 / 3) / 50 = .533333.
 *      Y .6 + .4; X .6 x .2 + .4 ln 14 / ln 21 = .466729.
 */
#include "analyze/recommend/circle.h"
#include "analyze/recommend/recommend.h"
#include "analyze/recommend/history.h"

#include "lib/mem.h"
#include "tests/unit/math_near.h"
#include "tests/unit/world.h"

#include <stdlib.h>

static void put_course(struct world *w, int key, const char *id)
{
    world_run(w,
              "INSERT INTO course (course, course_id, title) VALUES"
              " (%d, '%s', '%s'); INSERT INTO offering (offering, offering_id,"
              " course, made) VALUES (%d, 'o%s', %d, 1); INSERT INTO session"
              " (session, session_id, offering, made) VALUES"
              " (%d, 's%s', %d, 1)",
              key, id, id, key, id, key, key, id, key);
}

static void attend(struct world *w, int first, int last, int course,
                   const char *day)
{
    for (int m = first; m <= last; m++)
        world_run(w,
                  "INSERT INTO attendance (member, session, day, status, batch,"
                  " line) VALUES (%d, %d, %d, 1, 1, 1)",
                  m, course, world_day(day));
}

static struct world *open_branches(void)
{
    struct world *w = world_open();
    world_run(w, "INSERT INTO organization (org, org_id, name, parent) VALUES"
                 " (1, 'R', 'r', NULL), (2, 'A', 'a', 1), (3, 'B', 'b', 1)");
    for (int m = 0; m < 60; m++)
        world_run(w,
                  "INSERT INTO member (member, member_id) VALUES"
                  " (%d, '%c%02d'); INSERT INTO membership VALUES"
                  " (%d, %d, 'full', NULL, NULL, 1, 1)",
                  m + 1, m < 30 ? 'a' : 'b', m % 30, m + 1, m < 30 ? 2 : 3);
    put_course(w, 1, "X");
    put_course(w, 2, "Y");
    attend(w, 1, 12, 1, "2025-12-31");
    attend(w, 31, 31, 1, "2025-12-31");
    attend(w, 31, 50, 2, "2025-12-31");
    world_set_analysis(w, "{\"recommend\": {\"beta\": 1}}");
    return w;
}

static void expect(struct world *w, const char *select, const char *expected)
{
    char *rows = world_rows(w, select);
    assert_string_equal(rows, expected);
    free(rows);
}

static void run_tasks(struct world *w)
{
    world_task(w, &history_task);
    world_task(w, &circle_task);
    world_task(w, &recommend_task);
}

static void a_newcomer_is_told_what_the_branch_took(void **state)
{
    (void)state;
    static const size_t blocks[] = {1, 7, 64};
    for (size_t i = 0; i < 3; i++) {
        struct world *w = open_branches();
        world_read(w, blocks[i]);
        run_tasks(w);
        expect(w,
               "SELECT m.member_id, c.course_id, r.reason,"
               " printf('%.6f', r.grouped), printf('%.6f', r.prior),"
               " printf('%.6f', r.score), r.newcomer, r.confidence"
               " FROM recommendation r JOIN member m USING (member) JOIN course"
               " c USING (course) WHERE m.member_id IN ('a29', 'b29')"
               " ORDER BY m.member_id, r.rank",
               "a29|X|group|0.600000|0.346729|0.946729|1|low\n"
               "a29|Y|popular|0.000000|0.400000|0.400000|1|low\n"
               "b29|Y|group|0.600000|0.400000|1.000000|1|low\n"
               "b29|X|popular|0.120000|0.346729|0.466729|1|low");
        expect(w,
               "SELECT count(*) FROM recommendation WHERE NOT newcomer AND"
               " grouped <> 0",
               "0");
        world_close(w);
    }
}

/*
 * Segment 1: the first 15 of A and 5 of B. Of these 20, 13 took X; of the 15 in
 * A, 12: wide (13 + 13 / 3) / 40, share (12 + 20 wide) / 35, t 15 / 35.
 */
static void a_segment_in_a_branch_is_drawn_to_the_segment(void **state)
{
    (void)state;
    struct world *w = open_branches();
    double share[2];
    world_read(w, 64);
    w->run.segment = mem_alloc(60 * sizeof *w->run.segment);
    w->run.n_segments = 1;
    for (size_t m = 0; m < 60; m++)
        w->run.segment[m] = m % 30 < (m < 30 ? 15 : 5);
    run_tasks(w);
    double wide = (13 + 13 / 3.0) / 40;
    assert_near(circle_shares(w->run.circle, &w->run, 0, share), 15 / 35.0,
                1e-15);
    assert_near(share[0], (12 + 20 * wide) / 35, 1e-15);
    assert_near(share[1], 0, 0);
    /* five are too few to speak of */
    assert_near(circle_shares(w->run.circle, &w->run, 30, share), 0, 0);
    world_close(w);
}

/* Of a year ago or longer it is no news; on the day after, it is. */
static void only_the_past_year_counts(void **state)
{
    (void)state;
    static const struct {
        const char *day;
        bool counts;
    } cases[] = {{"2024-12-31", false}, {"2025-01-01", true}};
    for (size_t i = 0; i < 2; i++) {
        struct world *w = open_branches();
        double share[2];
        world_run(w, "UPDATE attendance SET day = %d", world_day(cases[i].day));
        world_read(w, 64);
        run_tasks(w);
        assert_true(circle_shares(w->run.circle, &w->run, 29, share) > 0);
        assert_int_equal(share[0] > 0, cases[i].counts);
        world_close(w);
    }
}

static void one_branch_of_everybody_is_no_group(void **state)
{
    (void)state;
    struct world *w = open_branches();
    double share[2];
    world_run(w, "UPDATE membership SET org = 2");
    world_read(w, 64);
    run_tasks(w);
    assert_near(circle_shares(w->run.circle, &w->run, 29, share), 0, 0);
    expect(w,
           "SELECT sum(grouped), count(DISTINCT reason) FROM recommendation"
           " WHERE newcomer",
           "0.0|1");
    world_close(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_newcomer_is_told_what_the_branch_took),
        cmocka_unit_test(a_segment_in_a_branch_is_drawn_to_the_segment),
        cmocka_unit_test(only_the_past_year_counts),
        cmocka_unit_test(one_branch_of_everybody_is_no_group),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
