/*
 * test_analyze_followup.c - questionnaires about a course, a few by hand.
 *
 * Survey f, level 3, about course c1, whose session is 10. Items a and b, on
 * 1 .. 5, are of scale use, b being reversed; c on 0 .. 10 of none; d is an
 * attention item. All members were there on 2025-03-01, but for those a test
 * leaves out. Of scale use, a = 4 and b = 1 are 75 and 100 of 100: 87.5.
 */
#include "analyze/survey/followup.h"

#include "tests/unit/math_near.h"
#include "tests/unit/world.h"

#include <stdlib.h>
#include <string.h>

enum { MEMBERS = 9 };

static struct world *open_course(void)
{
    struct world *w = world_open();
    world_run(w,
              "INSERT INTO course (course, course_id, title) VALUES"
              " (1, 'c1', 'c'), (2, 'c2', 'c');"
              "INSERT INTO offering (offering, offering_id, course) VALUES"
              " (1, 'o1', 1), (2, 'o2', 2);"
              "INSERT INTO session (session, session_id, offering) VALUES"
              " (10, 's10', 1), (11, 's11', 1), (20, 's20', 2);"
              "INSERT INTO survey (survey, survey_id, about, course,"
              " kirkpatrick) VALUES (1, 'f', 'course', 1, 3);"
              "INSERT INTO item (item, survey, item_id, position, kind, scale,"
              " facet, low, high, reversed) VALUES"
              " (1, 1, 'a', 1, 'likert', 'use', NULL, 1, 5, 0),"
              " (2, 1, 'b', 2, 'likert', 'use', NULL, 1, 5, 1),"
              " (3, 1, 'c', 3, 'likert', NULL, NULL, 0, 10, 0),"
              " (4, 1, 'd', 4, 'likert', 'use', 'attention', 1, 5, 0);"
              "CREATE TABLE response_f (respondent INTEGER PRIMARY KEY,"
              " respondent_id TEXT, member INTEGER, rater INTEGER,"
              " answered_on INTEGER, seconds INTEGER, batch INTEGER,"
              " line INTEGER, i_a INTEGER, i_b INTEGER, i_c INTEGER,"
              " i_d INTEGER)");
    for (int m = 1; m <= MEMBERS; m++)
        world_run(w,
                  "INSERT INTO member (member, member_id) VALUES (%d, 'm%d')",
                  m, m);
    return w;
}

/* Status 1 is present, 4 absent. */
static void attend(struct world *w, int member, int session, const char *day,
                   int status)
{
    world_run(w,
              "INSERT INTO attendance (member, session, day, status, batch,"
              " line) VALUES (%d, %d, %d, %d, 1, 1)",
              member, session, world_day(day), status);
}

/* WHOM: "member, rater"; CODES: "a, b, c, d". */
static void answer(struct world *w, const char *whom, const char *day,
                   const char *codes)
{
    world_run(w,
              "INSERT INTO response_f (member, rater, answered_on, i_a, i_b,"
              " i_c, i_d) VALUES (%s, %d, %s)",
              whom, world_day(day), codes);
}

static void expect(struct world *w, size_t block, const char *select,
                   const char *expected)
{
    world_read(w, block);
    world_task(w, &followup_task);
    char *rows = world_rows(w, select);
    assert_string_equal(rows, expected);
    free(rows);
    world_close(w);
}

/*
 * m1 says 87.5 after 92 days (a last session on 2025-03-03 counts, later ones
 * and those of others do not), two others say 50 and 100 of m1: 75. m2 says
 * 25 (b is missing) after 30 days. m3 answers before the session, m4 was
 * absent: untaught. Scale "": c = 5 of 10 is 50. Attention never counts.
 */
static void scales_are_means_of_items_by_who_answered(void **state)
{
    (void)state;
    static const size_t blocks[] = {1, 4, 64};
    for (size_t i = 0; i < 3; i++) {
        struct world *w = open_course();
        attend(w, 1, 10, "2025-03-01", 1);
        attend(w, 1, 11, "2025-03-03", 1);
        attend(w, 1, 11, "2025-09-01", 1);
        attend(w, 1, 20, "2025-05-01", 1);
        attend(w, 2, 10, "2025-03-01", 2);
        attend(w, 3, 10, "2025-03-01", 1);
        attend(w, 4, 10, "2025-03-01", 4);
        answer(w, "1, NULL", "2025-06-03", "4, 1, 5, 1");
        answer(w, "1, 5", "2025-06-03", "3, 3, NULL, 1");
        answer(w, "1, 6", "2025-06-04", "5, 1, -1, 1");
        answer(w, "2, 2", "2025-03-31", "2, NULL, -2, 5");
        answer(w, "3, NULL", "2025-02-01", "1, 5, NULL, NULL");
        answer(w, "4, NULL", "2025-06-01", "5, 1, NULL, NULL");
        answer(w, "5, NULL", "2026-06-01", "5, 1, NULL, NULL");
        expect(w, blocks[i],
               "SELECT scale, source, kirkpatrick, people, answers, mean,"
               " round(sd, 4), days, untaught, difference, verdict"
               " FROM effect_followup ORDER BY scale, source",
               "|self|3|1|1|50.0|-|92.0|0|-|too-few\n"
               "use|others|3|1|2|75.0|-|93.0|0|-|too-few\n"
               "use|self|3|2|2|56.25|44.1942|61.0|2|-|too-few");
    }
}

/*
 * Items a alone: 100 75 50 75 of those who attended (m1 .. m4), 25 0 25 50
 * of those who did not (m5 .. m8). Means 75 and 25, both variances 1250 / 3:
 * Welch's df is that of equal variances, 6, t = 50 / sqrt(2 * 1250 / 12) =
 * 2 sqrt 3; R: 2 * pt(-2 * sqrt(3), 6) is .0133999. Interval: 50 -+ 2.446912
 * * 14.433757. Of those who attended alone: 75 -+ 3.182446 * 10.206207.
 */
static void those_taught_are_compared_with_the_others_asked(void **state)
{
    (void)state;
    static const char *const codes[] = {"5", "4", "3", "4", "2", "1", "2", "3"};
    struct world *w = open_course();
    char whom[32], row[64];
    for (int m = 1; m <= 8; m++) {
        if (m <= 4)
            attend(w, m, 10, "2025-03-01", 1);
        snprintf(whom, sizeof whom, "%d, NULL", m);
        snprintf(row, sizeof row, "%s, NULL, NULL, NULL", codes[m - 1]);
        answer(w, whom, "2025-06-01", row);
    }
    world_set_analysis(w, "{\"effect\": {\"min_pairs\": 4}}");
    expect(w, 3,
           "SELECT source, people, mean, printf('%.6g', low), printf('%.6g',"
           " high), comparison, untaught, compared, untaught_mean, difference,"
           " printf('%.6g', difference_low), printf('%.6g', difference_high),"
           " printf('%.6g', p), p = q, verdict FROM effect_followup",
           "self|4|75.0|42.5193|107.481|not-attended|4|4|25.0|50.0|14.6819|"
           "85.3181|0.0134|1|higher");
}

/* Without a link nobody can look it up: they were asked because they came. */
static void who_is_linked_to_nobody_counts_as_one_who_attended(void **state)
{
    (void)state;
    struct world *w = open_course();
    world_run(w, "UPDATE survey SET kirkpatrick = 1, course = NULL,"
                 " session = 10, about = 'session'");
    attend(w, 1, 11, "2025-03-01", 1);
    attend(w, 2, 10, "2025-03-01", 1);
    answer(w, "NULL, NULL", "2025-03-01", "5, NULL, NULL, NULL");
    answer(w, "NULL, NULL", "2025-03-01", "3, NULL, NULL, NULL");
    answer(w, "1, NULL", "2025-03-02", "1, NULL, NULL, NULL");
    answer(w, "2, NULL", "2025-03-02", "2, NULL, NULL, NULL");
    world_set_analysis(w, "{\"effect\": {\"min_pairs\": 2}}");
    expect(w, 64,
           "SELECT kirkpatrick, people, mean, days, untaught, verdict"
           " FROM effect_followup",
           "1|3|58.3333333333333|1.0|1|alone");
}

static void demand_surveys_and_those_of_no_level_are_none_of_it(void **state)
{
    (void)state;
    static const char *const changes[] = {
        "about = 'demand'", "kirkpatrick = NULL", "course = NULL"};
    for (size_t i = 0; i < COUNT_OF(changes); i++) {
        struct world *w = open_course();
        world_run(w, "UPDATE survey SET %s", changes[i]);
        attend(w, 1, 10, "2025-03-01", 1);
        answer(w, "1, NULL", "2025-06-01", "4, 1, 5, 1");
        expect(w, 64, "SELECT * FROM effect_followup", "");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scales_are_means_of_items_by_who_answered),
        cmocka_unit_test(those_taught_are_compared_with_the_others_asked),
        cmocka_unit_test(who_is_linked_to_nobody_counts_as_one_who_attended),
        cmocka_unit_test(demand_surveys_and_those_of_no_level_are_none_of_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
