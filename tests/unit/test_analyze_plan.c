/*
 * test_analyze_plan.c - who gets a place, by hand. The as-of day is the last of
 * 2025; classes are offerings of 2026:
 *
 *   A1  course a, 2 seats, by P, an outside provider
 *   A2  course a, 1 seat, by Q, the organisation of m1 and m2 alone
 *   B1  course b, without seats, at the time of A1
 *   C1  course c, 1 seat, begun in 2025: no class to come
 *
 * Candidates (score): m1: a 4, b 1; m2: a 3; m3: a 2, b 2; m4: c 2, a 1; m5
 * is enrolled in A1, and asks for b 1 and a 1.
 */
#include "analyze/recommend/candidates.h"
#include "analyze/recommend/plan.h"
#include "analyze/requirement/requirement.h"
#include "tests/unit/world.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

static void put_class(struct world *w, int number, const char *id, int course,
                      const char *provider, const char *seats,
                      const char *begins)
{
    world_run(w,
              "INSERT INTO offering (offering, offering_id, course, provider)"
              " VALUES (%d, '%s', %d, %s)",
              number, id, course, provider);
    world_run(w,
              "INSERT INTO session (session, session_id, offering, begins,"
              " ends, minutes, seats, cost) VALUES (%d, 's%s', %d, %" PRId64
              ", %" PRId64 ", 60, %s, 1000)",
              number, id, number, world_minute(begins),
              world_minute(begins) + 60, seats);
}

static void put_facts(struct world *w)
{
    world_run(w, "INSERT INTO organization (org, org_id, name) VALUES"
                 " (1, 'P', 'p'), (2, 'Q', 'q'), (3, 'R', 'r');"
                 "INSERT INTO course (course, course_id, title) VALUES"
                 " (1, 'a', 'a'), (2, 'b', 'b'), (3, 'c', 'c');"
                 "INSERT INTO member (member, member_id) VALUES (1, 'm1'),"
                 " (2, 'm2'), (3, 'm3'), (4, 'm4'), (5, 'm5');"
                 "INSERT INTO membership VALUES (1, 2, 'full', 0, NULL, 0, 0),"
                 " (2, 2, 'full', 0, NULL, 0, 0), (3, 3, 'full', 0, NULL, 0,"
                 " 0), (4, 3, 'full', 0, NULL, 0, 0),"
                 " (5, 3, 'full', 0, NULL, 0, 0)");
    put_class(w, 1, "A1", 1, "1", "2", "2026-03-02T09:00");
    put_class(w, 2, "A2", 1, "2", "1", "2026-04-06T09:00");
    put_class(w, 3, "B1", 2, "1", "NULL", "2026-03-02T09:30");
    put_class(w, 4, "C1", 3, "1", "1", "2025-12-01T09:00");
    world_run(w, "INSERT INTO enrolment VALUES (5, 1, 0, NULL, 0, 0)");
}

/* With MORE facts. */
static struct world *open_world(const char *settings, const char *more)
{
    static const struct candidate m1[] = {
        {.course = 0, .score = 4, .requirement = -1},
        {.course = 1, .score = 1, .requirement = -1}};
    static const struct candidate m2[] = {
        {.course = 0, .score = 3, .requirement = -1}};
    static const struct candidate m3[] = {
        {.course = 0, .score = 2, .requirement = -1},
        {.course = 1, .score = 2, .requirement = -1}};
    static const struct candidate m4[] = {
        {.course = 2, .score = 2, .requirement = -1},
        {.course = 0, .score = 1, .requirement = -1}};
    static const struct candidate m5[] = {
        {.course = 1, .score = 1, .requirement = -1},
        {.course = 0, .score = 1, .requirement = -1}};
    struct world *w = world_open();
    put_facts(w);
    world_run(w, "%s", more);
    world_set(w, "{}", "2025-12-31");
    world_set_analysis(w, settings);
    world_read(w, 2);
    w->run.candidates = candidates_open(5);
    candidates_add(w->run.candidates, m1, 2);
    candidates_add(w->run.candidates, m2, 1);
    candidates_add(w->run.candidates, m3, 2);
    candidates_add(w->run.candidates, m4, 2);
    candidates_add(w->run.candidates, m5, 2);
    world_task(w, &plan_task);
    return w;
}

static struct world *make_world(const char *settings)
{
    return open_world(settings, "");
}

static void close_world(struct world *w)
{
    candidates_free(w->run.candidates);
    w->run.candidates = NULL;
    world_close(w);
}

static void assert_rows(struct world *w, const char *select, const char *want)
{
    char *rows = world_rows(w, select);
    assert_string_equal(rows, want);
    free(rows);
}

static const char lists[] =
    "SELECT member_id, offering_id FROM class_plan JOIN member USING (member)"
    " JOIN offering USING (offering) ORDER BY 1, 2";

/*
 * Worth is the part of a member's best: a is worth 1 to m1, m2 and m3, .5 to
 * m4; b .25 to m1 and 1 to m3. m5 sits in A1, which clashes with B1, and has a:
 * no more. One seat is left in A1 and one in A2, for m1 or m2 alone. Best are
 * A2 and B1 for m1, A1 for m2, B1 for m3: 1 + .25 + 1 + 1.
 */
static void places_go_where_they_gain_most(void **state)
{
    (void)state;
    struct world *w = make_world("{}");
    assert_rows(w, lists, "m1|A2\nm1|B1\nm2|A1\nm3|B1");
    assert_rows(w,
                "SELECT round(value, 6) FROM run_figure WHERE analysis ="
                " 'plan' AND name = 'wished_worth'",
                "3.25");
    assert_rows(w,
                "SELECT value >= 3.25 FROM run_figure WHERE analysis ="
                " 'plan' AND name = 'wished_bound'",
                "1");
    close_world(w);
}

/* With m5 in it; C1 is no class. */
static void classes_tell_their_seats(void **state)
{
    (void)state;
    struct world *w = make_world("{}");
    assert_rows(w,
                "SELECT offering_id, seats, enrolled, required, wished FROM"
                " plan_class JOIN offering USING (offering) ORDER BY 1",
                "A1|2|1|0|1\nA2|1|0|0|1\nB1|-|0|0|2");
    close_world(w);
}

/*
 * B1 says no seats: it has those of its course or its room, the fewer, and one
 * place costs 10 / 1, which is more than the budget. A1 says 2 and keeps them.
 */
static void the_room_and_the_course_bound_a_class_without_seats(void **state)
{
    (void)state;
    static const char seats[] =
        "SELECT offering_id, seats, wished FROM plan_class JOIN offering"
        " USING (offering) WHERE offering_id <> 'A2' ORDER BY 1";
    static const char rooms[] =
        "INSERT INTO venue (venue, venue_id, name, seats) VALUES"
        " (1, 'v', 'v', 1); UPDATE session SET venue = 1 WHERE session <> 2;"
        "UPDATE course SET seats = 7";
    struct world *w = open_world("{}", rooms);
    assert_rows(w, seats, "A1|2|1\nB1|1|1");
    close_world(w);
    w = open_world("{\"plan\": {\"budget\": 9}}", rooms);
    assert_rows(w, seats, "A1|2|1\nB1|1|0");
    close_world(w);
    w = open_world("{}", "UPDATE course SET seats = 7");
    assert_rows(w, seats, "A1|2|1\nB1|7|2");
    close_world(w);
}

/* a: wanted by all five, m5 has it; m3 and m4 go without. c has no class. */
static void what_is_not_met_is_told(void **state)
{
    (void)state;
    struct world *w = make_world("{}");
    assert_rows(w,
                "SELECT course_id, org_id, wanted, placed, unmet FROM"
                " class_demand JOIN course USING (course)"
                " JOIN organization USING (org) ORDER BY 1, 2",
                "a|Q|2|2|0\na|R|3|0|2\nb|Q|1|1|0\nb|R|2|1|1\nc|R|1|0|1");
    close_world(w);
}

/* One each, those enrolled in counted: 3 in all; with A2 for m2 but 2.75. */
static void nobody_gets_more_than_the_quota(void **state)
{
    (void)state;
    struct world *w = make_world("{\"plan\": {\"per_member\": 1}}");
    assert_rows(w, lists, "m1|A2\nm2|A1\nm3|B1");
    close_world(w);
}

/*
 * A place in A1 costs 10 / 2 = 5, in A2 10 / 1, in B1 nothing: one in A1, and
 * best for m2, as m1 and m3 would lose B1 for it.
 */
static void the_budget_is_kept(void **state)
{
    (void)state;
    struct world *w = make_world("{\"plan\": {\"budget\": 9}}");
    assert_rows(w,
                "SELECT offering_id, wished FROM plan_class JOIN offering"
                " USING (offering) ORDER BY 1",
                "A1|1\nA2|0\nB1|2");
    assert_rows(w, lists, "m1|B1\nm2|A1\nm3|B1");
    close_world(w);
}

/*
 * m3 and m4 owe a session, and a and b both count. One seat is left in A1, so
 * one of them goes to B1, and nobody gets two places for it: a is worth 1 + 1
 * to m3 and 1 + .5 to m4, b 1 + 1 to both. Nobody goes without, so of what was
 * wanted for the rule nothing is unmet.
 */
static void what_is_owed_is_met_in_any_class_that_counts(void **state)
{
    (void)state;
    static const struct candidate m3[] = {{.score = 2, .course = 0},
                                          {.score = 2, .course = 1}};
    static const struct candidate m4[] = {{.score = 1, .course = 0},
                                          {.score = 2, .course = 1}};
    struct world *w = world_open();
    put_facts(w);
    world_set(w,
              "{\"requirements\": [{\"id\": \"r\", \"title\": \"r\","
              " \"what\": {\"unit\": \"sessions\", \"amount\": 1},"
              " \"window\": {\"kind\": \"rolling-years\", \"years\": 1}}]}",
              "2025-12-31");
    world_set_analysis(w, "{\"plan\": {\"per_member\": 1}}");
    world_read(w, 2);
    world_task(w, &requirement_task); /* reads the policy */
    w->run.candidates = candidates_open(5);
    candidates_add(w->run.candidates, NULL, 0);
    candidates_add(w->run.candidates, NULL, 0);
    candidates_add(w->run.candidates, m3, 2);
    candidates_add(w->run.candidates, m4, 2);
    candidates_add(w->run.candidates, NULL, 0);
    world_task(w, &plan_task);
    assert_rows(w,
                "SELECT member_id, offering_id, requirement FROM class_plan"
                " JOIN member USING (member) JOIN offering USING (offering)"
                " ORDER BY 1, 2",
                "m3|A1|0\nm4|B1|0");
    assert_rows(w,
                "SELECT course_id, wanted, placed, unmet FROM class_demand"
                " JOIN course USING (course) ORDER BY 1",
                "a|2|1|0\nb|2|1|1");
    close_world(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_go_where_they_gain_most),
        cmocka_unit_test(classes_tell_their_seats),
        cmocka_unit_test(the_room_and_the_course_bound_a_class_without_seats),
        cmocka_unit_test(what_is_not_met_is_told),
        cmocka_unit_test(nobody_gets_more_than_the_quota),
        cmocka_unit_test(the_budget_is_kept),
        cmocka_unit_test(what_is_owed_is_met_in_any_class_that_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
