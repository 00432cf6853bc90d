/*
 * test_analyze_standing.c - how organisations stand and the annual figures,
 * all numbers by hand. The period is 2025, the as-of day its last; the tree is
 *
 *   R - A - A1        R - B        P, a provider outside
 *
 *   m1  A1 until June 2025, then B      2 h in March, 1 h in July 2025
 *   m2  A1                              2 h in March 2025; 3 h in May 2024
 *   m3  B                               1 h in July 2025, online
 *   m4  B until June 2025, then none    2 h in March 2025: no member any more
 *   m5  B from July 2025                nothing
 */
#include "analyze/record/record.h"
#include "analyze/requirement/requirement.h"
#include "analyze/standing/annual.h"
#include "analyze/standing/standing.h"
#include "tests/unit/world.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

static void put_session(struct world *w, int number, const char *channel,
                        int course, const char *begins, int minutes)
{
    world_run(w,
              "INSERT INTO offering (offering, offering_id, course, provider)"
              " VALUES (%d, 'o%d', %d, 9)",
              number, number, course);
    world_run(w,
              "INSERT INTO session (session, session_id, offering, level,"
              " channel, begins, ends, minutes, cost, materials, venue,"
              " headcount) VALUES (%d, 's%d', %d, 'county', '%s', %" PRId64
              ", %" PRId64 ", %d, 10000, 5, 1, %s)",
              number, number, number, channel, world_minute(begins),
              world_minute(begins) + minutes, minutes,
              number == 4 ? "30" : "NULL");
    world_run(w, "INSERT INTO session_instructor VALUES (%d, 1, 0, 0)", number);
}

static void put_catalogue(struct world *w)
{
    world_run(w, "INSERT INTO organization (org, org_id, name, parent) VALUES"
                 " (1, 'R', 'r', NULL), (2, 'A', 'a', 1), (3, 'A1', 'a1', 2),"
                 " (4, 'B', 'b', 1), (9, 'P', 'p', NULL);"
                 "INSERT INTO course (course, course_id, title, kind) VALUES"
                 " (1, 'c1', 'c', 'public'), (2, 'e1', 'e', 'elective');"
                 "INSERT INTO venue (venue, venue_id, name) VALUES"
                 " (1, 'v', 'v');"
                 "INSERT INTO instructor (instructor, instructor_id) VALUES"
                 " (1, 'i')");
    put_session(w, 1, "in-person", 1, "2025-03-03T09:00", 120);
    put_session(w, 2, "online", 2, "2025-07-07T09:00", 60);
    put_session(w, 3, "in-person", 1, "2024-05-06T09:00", 180);
    put_session(w, 4, "in-person", 1, "2025-09-01T09:00", 60);
    put_session(w, 5, "in-person", 1, "2026-01-05T09:00", 60);
}

static void join(struct world *w, int member, int org, const char *from,
                 const char *to)
{
    world_run(w, "INSERT INTO membership VALUES (%d, %d, 'full', %s, %s, 0, 0)",
              member, org, from, to);
}

static void attend(struct world *w, int member, int session, const char *day,
                   int minutes)
{
    world_run(w,
              "INSERT INTO attendance VALUES (%d, %d, %d, NULL, %d, 1,"
              " NULL, NULL, NULL, NULL, 0, 0, 0)",
              member, session, (int)world_day(day), minutes);
}

static void put_members(struct world *w)
{
    char june[16], july[16];
    snprintf(june, sizeof june, "%d", (int)world_day("2025-06-30"));
    snprintf(july, sizeof july, "%d", (int)world_day("2025-07-01"));
    world_run(w, "INSERT INTO member (member, member_id) VALUES (1, 'm1'),"
                 " (2, 'm2'), (3, 'm3'), (4, 'm4'), (5, 'm5')");
    join(w, 1, 3, "NULL", june);
    join(w, 1, 4, july, "NULL");
    join(w, 2, 3, "NULL", "NULL");
    join(w, 3, 4, "NULL", "NULL");
    join(w, 4, 4, "NULL", june);
    join(w, 5, 4, july, "NULL");
    attend(w, 1, 1, "2025-03-03", 120);
    attend(w, 1, 2, "2025-07-07", 60);
    attend(w, 2, 1, "2025-03-03", 120);
    attend(w, 2, 3, "2024-05-06", 180);
    attend(w, 3, 2, "2025-07-07", 60);
    attend(w, 4, 1, "2025-03-03", 120);
}

static struct world *make_world(const char *policy)
{
    struct world *w = world_open();
    put_catalogue(w);
    put_members(w);
    world_run(w, "INSERT INTO target VALUES (4, 'hours', 2025, 200, 0, 0),"
                 " (4, 'hours', 2024, 900, 0, 0);"
                 "INSERT INTO assessment VALUES"
                 " (4, 'hours', 2025, 'self', 9000, 0, 0),"
                 " (4, 'coverage', 2025, 'supervisors', 5000, 0, 0)");
    world_set(w, policy, "2025-12-31");
    world_read(w, 2);
    world_task(w, &record_task);
    world_task(w, &requirement_task);
    world_task(w, &annual_task);
    world_task(w, &standing_task);
    return w;
}

static void assert_rows(struct world *w, const char *select, const char *want)
{
    char *rows = world_rows(w, select);
    assert_string_equal(rows, want);
    free(rows);
}

/*
 * B has m1, m3 and m5: two of three took part, 4 h in all; m1's hours at A1
 * moved along. Before, on 31 December 2024, B had m3 and m4: nothing.
 */
static void members_count_where_they_are_and_once(void **state)
{
    (void)state;
    struct world *w = make_world("{}");
    assert_rows(w,
                "SELECT coalesce(org_id, '*'), indicator, numerator,"
                " denominator, previous_numerator, previous_denominator"
                " FROM standing LEFT JOIN organization USING (org)"
                " WHERE indicator IN ('coverage', 'hours')"
                " ORDER BY org_id, indicator",
                "*|coverage|3|4|1|4\n*|hours|360|4|180|4\n"
                "A|coverage|1|1|1|2\nA|hours|120|1|180|2\n"
                "A1|coverage|1|1|1|2\nA1|hours|120|1|180|2\n"
                "B|coverage|2|3|0|2\nB|hours|240|3|0|2\n"
                "R|coverage|3|4|1|4\nR|hours|360|4|180|4");
    world_close(w);
}

/*
 * Three hours a year. In 2025 m1 has them, at B now; m2, m3 and m5 have not. In
 * 2024 m2 had them; m1, then at A1, and m3 and m4 of B had not, and m5 was no
 * member yet.
 */
static void
requirements_of_the_period_before_are_judged_on_its_last_day(void **state)
{
    (void)state;
    struct world *w = make_world(
        "{\"requirements\": [{\"id\": \"h\", \"title\": \"h\", \"what\":"
        " {\"unit\": \"hours\", \"amount\": 3}, \"window\": {\"kind\":"
        " \"calendar-year\"}}]}");
    assert_rows(w,
                "SELECT coalesce(org_id, '*'), numerator, denominator,"
                " previous_numerator, previous_denominator, previous"
                " FROM standing LEFT JOIN organization USING (org)"
                " WHERE indicator = 'requirements-met' ORDER BY org_id",
                "*|1|4|1|4|0.25\nA|0|1|1|2|0.5\nA1|0|1|1|2|0.5\n"
                "B|1|3|0|2|0.0\nR|1|4|1|4|0.25");
    world_close(w);
}

/* B: m1 took c1 and e1, m3 e1; online are 120 of 240 minutes. */
static void shares_of_courses_and_hours(void **state)
{
    (void)state;
    struct world *w = make_world("{}");
    assert_rows(w,
                "SELECT indicator, numerator, denominator FROM standing"
                " WHERE org = 4 AND indicator LIKE '%%-share'"
                " ORDER BY indicator",
                "elective-share|2|3\nonline-share|120|240");
    world_close(w);
}

/* Of the year of the period alone; marks beside. */
static void targets_and_marks_stand_beside(void **state)
{
    (void)state;
    struct world *w = make_world("{}");
    assert_rows(w,
                "SELECT indicator, target, self, participants, supervisors"
                " FROM standing WHERE org = 4 AND indicator IN"
                " ('coverage', 'hours', 'composite') ORDER BY indicator",
                "coverage|-|-|-|50.0\nhours|2.0|90.0|-|-");
    world_close(w);
}

/*
 * Coverage of B: the depth has A, 1 of 1, and B, 2 of 3, which is no more than
 * chance: both get 3/4. hours: 4/3 of a target of 2 is 2/3. With measured 3
 * and the marks 1 each: coverage (3 * .75 + .5) / 4 = .6875, hours
 * (3 * 2/3 + .9) / 4 = .725; weighted 1 and 3: 71.5625.
 */
static void the_composite_is_what_the_policy_weighs(void **state)
{
    (void)state;
    struct world *w = make_world(
        "{\"standing\": {\"indicators\": {\"coverage\": 1, \"hours\": 3},"
        " \"sources\": {\"measured\": 3, \"self\": 1, \"supervisors\": 1}}}");
    assert_rows(w,
                "SELECT round(value, 9) FROM standing"
                " WHERE org = 4 AND indicator = 'composite'",
                "71.5625");
    world_close(w);
}

/*
 * B teaches: its participants rose by 3 points of the 4 agreed, .75; they give
 * it 90. With coverage (.75, mark .5) weighted 1 and the change 2, measured 3
 * and marks 1 each: coverage .6875, change (3 * .75 + .9) / 4 = .7875; in all
 * (.6875 + 2 * .7875) / 3 = 75.41667. A rose by 3 too, but nothing was agreed:
 * its coverage alone, .75. P lost 2, of 4 agreed: 0. P has no members.
 */
static void what_was_learned_counts_where_it_was_agreed(void **state)
{
    (void)state;
    struct world *w = world_open();
    put_catalogue(w);
    put_members(w);
    world_run(w, "INSERT INTO target VALUES (4, 'change', 2025, 400, 0, 0),"
                 " (9, 'change', 2025, 400, 0, 0);"
                 "INSERT INTO assessment VALUES"
                 " (4, 'change', 2025, 'participants', 9000, 0, 0),"
                 " (4, 'coverage', 2025, 'supervisors', 5000, 0, 0)");
    world_set(w,
              "{\"standing\": {\"indicators\": {\"coverage\": 1, \"change\":"
              " 2}, \"sources\": {\"measured\": 3, \"participants\": 1,"
              " \"supervisors\": 1}}}",
              "2025-12-31");
    world_read(w, 2);
    world_task(w, &record_task);
    world_run(w,
              "INSERT INTO effect (run, scope, value, pairs, attrition, change,"
              " low, high, verdict) VALUES (%" PRId64
              ", 'provider', 'A', 12, 0,"
              " 3, 1, 5, 'works'), (%" PRId64
              ", 'provider', 'B', 12, 0, 3, 1, 5, 'works'), (%" PRId64
              ", 'provider', 'P', 12, 0, -2, -3, -1, 'unclear')",
              w->run.key, w->run.key, w->run.key);
    world_task(w, &standing_task);
    assert_rows(w,
                "SELECT org_id, denominator, value, low, high, target,"
                " participants FROM standing JOIN organization USING (org)"
                " WHERE indicator = 'change' ORDER BY 1",
                "A|12|3.0|1.0|5.0|-|-\nB|12|3.0|1.0|5.0|4.0|90.0\n"
                "P|12|-2.0|-3.0|-1.0|4.0|-");
    assert_rows(w,
                "SELECT org_id, round(value, 5) FROM standing JOIN"
                " organization USING (org) WHERE indicator = 'composite'"
                " AND org_id IN ('A', 'B', 'P') ORDER BY 1",
                "A|75.0\nB|75.41667\nP|0.0");
    world_close(w);
}

/*
 * 2025: three sessions were held, 5 person-times and a headcount of 30; four
 * members came, m4 among them. Nothing of 2026, which is to come.
 */
static void the_year_is_stated(void **state)
{
    (void)state;
    struct world *w = make_world("{}");
    assert_rows(w,
                "SELECT figure, amount FROM annual_figure WHERE year = 2025"
                " AND month = 0 AND dimension = 'all' ORDER BY figure",
                "classes|3\ncost|30000\ninstructors|1\nmaterials|15\n"
                "members|4\nminutes|480\nperson-times|35\nsessions|3\n"
                "venues|1");
    assert_rows(w, "SELECT max(year), min(year) FROM annual_figure",
                "2025|2024");
    assert_rows(w,
                "SELECT month, value, amount FROM annual_figure"
                " WHERE year = 2025 AND dimension = 'channel'"
                " AND figure = 'person-times' ORDER BY 1, 2",
                "0|in-person|33\n0|online|2\n3|in-person|3\n7|online|2\n"
                "9|in-person|30");
    world_close(w);
}

/*
 * The scanner has m1 in s1 again, for half an hour: still 480 minutes and 35
 * person-times. Of the self-paced s6 m3 had 20 minutes, and 20 once more on the
 * same day: 40 more, twice.
 */
static void what_two_inputs_tell_counts_once(void **state)
{
    (void)state;
    struct world *w = world_open();
    put_catalogue(w);
    put_members(w);
    world_run(w, "INSERT INTO offering (offering, offering_id, course, made)"
                 " VALUES (6, 'o6', 2, 1);"
                 "INSERT INTO session (session, session_id, offering, made)"
                 " VALUES (6, 's6', 6, 1)");
    attend(w, 1, 1, "2025-03-03", 30);
    attend(w, 3, 6, "2025-05-05", 20);
    attend(w, 3, 6, "2025-05-05", 20);
    world_set(w, "{}", "2025-12-31");
    world_read(w, 2);
    world_task(w, &record_task);
    world_task(w, &annual_task);
    assert_rows(w,
                "SELECT figure, amount FROM annual_figure WHERE year = 2025"
                " AND month = 0 AND dimension = 'all' AND figure IN"
                " ('minutes', 'members', 'person-times') ORDER BY figure",
                "members|4\nminutes|520\nperson-times|37");
    world_close(w);
}

/* By the branch on the as-of day; m4 has left, and counts at its last one. */
static void person_times_and_minutes_add_up_over_organisations(void **state)
{
    (void)state;
    struct world *w = make_world("{}");
    assert_rows(w,
                "SELECT value, figure, amount FROM annual_figure WHERE year ="
                " 2025 AND month = 0 AND dimension = 'org' ORDER BY 1, 2",
                "A|members|1\nA|minutes|120\nA|person-times|1\n"
                "B|members|3\nB|minutes|360\nB|person-times|4");
    assert_rows(w,
                "SELECT count(*) FROM (SELECT year, month, figure,"
                " sum(amount * (dimension = 'level')) AS l,"
                " sum(amount * (dimension = 'all')) AS a FROM annual_figure"
                " WHERE figure IN ('minutes', 'person-times', 'sessions')"
                " GROUP BY 1, 2, 3) WHERE l <> a",
                "0");
    world_close(w);
}

/*
 * Answers to a survey of members: m1 on the day, m2 the day after, m3 without a
 * day; m5 was answered for by m1. All of the other survey are of the day after.
 */
static void put_answers(struct world *w)
{
    int day = (int)world_day("2025-12-31");
    world_run(w, "INSERT INTO survey (survey, survey_id, about) VALUES"
                 " (1, 'd', 'demand'), (2, 'c', 'demand');"
                 "CREATE TABLE response_d (respondent INTEGER PRIMARY KEY,"
                 " member INTEGER, rater INTEGER, answered_on INTEGER);"
                 "CREATE TABLE response_c (respondent INTEGER PRIMARY KEY,"
                 " member INTEGER, rater INTEGER, answered_on INTEGER)");
    world_run(w,
              "INSERT INTO response_d VALUES (1, 1, NULL, %d),"
              " (2, 2, NULL, %d), (3, 3, NULL, NULL), (4, 5, 1, %d);"
              "INSERT INTO response_c VALUES (1, 1, NULL, %d)",
              day, day + 1, day, day + 1);
}

static const char select_rates[] =
    "SELECT coalesce(org_id, '*'), numerator, denominator FROM standing"
    " LEFT JOIN organization USING (org) WHERE indicator = 'response-rate'"
    " ORDER BY org_id";

/* 'd' is the last by id; 'c' must be asked for. */
static void later_answers_are_in_no_response_rate(void **state)
{
    (void)state;
    struct world *w = make_world("{}");
    put_answers(w);
    world_run(w, "DELETE FROM standing; DELETE FROM standing_model");
    world_task(w, &standing_task);
    assert_rows(w, select_rates, "*|2|4\nA|0|1\nA1|0|1\nB|2|3\nR|2|4");
    world_set_analysis(w, "{\"survey\": {\"survey\": \"c\"}}");
    world_run(w, "DELETE FROM standing; DELETE FROM standing_model");
    world_task(w, &standing_task);
    assert_rows(w, select_rates, "*|0|4\nA|0|1\nA1|0|1\nB|0|3\nR|0|4");
    world_close(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_count_where_they_are_and_once),
        cmocka_unit_test(
            requirements_of_the_period_before_are_judged_on_its_last_day),
        cmocka_unit_test(shares_of_courses_and_hours),
        cmocka_unit_test(targets_and_marks_stand_beside),
        cmocka_unit_test(the_composite_is_what_the_policy_weighs),
        cmocka_unit_test(what_was_learned_counts_where_it_was_agreed),
        cmocka_unit_test(the_year_is_stated),
        cmocka_unit_test(what_two_inputs_tell_counts_once),
        cmocka_unit_test(person_times_and_minutes_add_up_over_organisations),
        cmocka_unit_test(later_answers_are_in_no_response_rate),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
