/*
 * test_analyze_effect.c - scores before and after, a few by hand.
 *
 * Courses c1, c2, c3, each with two sessions (10, 11; 20, 21; 30, 31) of
 * provider P, the first a lecture in person, the second a case online. Scores
 * are hundredths.
 */
#include "analyze/survey/effect.h"

#include "tests/unit/world.h"

#include "tests/unit/math_near.h"

#include <stdlib.h>
#include <string.h>

static struct world *open_school(void)
{
    struct world *w = world_open();
    world_run(w, "INSERT INTO organization (org, org_id, name) VALUES"
                 " (1, 'P', 'P')");
    for (int c = 1; c <= 3; c++) {
        world_run(w,
                  "INSERT INTO course (course, course_id, title) VALUES"
                  " (%d, 'c%d', 'c')",
                  c, c);
        world_run(w,
                  "INSERT INTO offering (offering, offering_id, course,"
                  " provider) VALUES (%d, 'o%d', %d, 1)",
                  c, c, c);
        for (int s = 0; s < 2; s++)
            world_run(w,
                      "INSERT INTO session (session, session_id, offering,"
                      " method, channel) VALUES (%d, 's%d', %d, '%s', '%s')",
                      10 * c + s, 10 * c + s, c, s == 0 ? "lecture" : "case",
                      s == 0 ? "in-person" : "online");
    }
    for (int m = 1; m <= 9; m++)
        world_run(w,
                  "INSERT INTO member (member, member_id) VALUES"
                  " (%d, 'm%d')",
                  m, m);
    return w;
}

/* Status 1 is present, 4 absent. SCORES: "pre, post, rating". */
static void attend(struct world *w, int member, int session, const char *day,
                   int status, const char *scores)
{
    world_run(w,
              "INSERT INTO attendance (member, session, day, status, pre,"
              " post, rating, batch, line) VALUES (%d, %d, %d, %d, %s, 1,"
              " 1)",
              member, session, world_day(day), status, scores);
}

/*
 * c1: changes 10, 15, 20; mean 15, sd 5, error 5 / sqrt 3 = 2.886751, t =
 * 5.196152 with 2 df, p = 1 - t / sqrt(2 + t^2) = 1 - 5.196152 / sqrt 29 =
 * .0350987. R: t.test(c(10, 15, 20)) gives (2.579313, 27.42069). d_z = 3; g =
 * 3 * J(2), J(2) = gamma(1) / (sqrt(1) gamma(.5)) = 1 / sqrt(pi): 1.692569.
 * Gain: (70 - 55) / (100 - 55) = .333333.
 * c3: changes -1, 0, 1: t = 0, p = 1. Two tests: q = 2 * .0350987 and 1.
 */
static void put_three_pairs(struct world *w)
{
    attend(w, 1, 10, "2025-01-01", 1, "5000, 6000, 400");
    attend(w, 2, 10, "2025-01-01", 1, "5500, 7000, 500");
    attend(w, 3, 10, "2025-01-01", 1, "6000, 8000, NULL");
    attend(w, 1, 30, "2025-01-01", 1, "6000, 5900, NULL");
    attend(w, 2, 30, "2025-01-01", 1, "6000, 6000, NULL");
    attend(w, 3, 30, "2025-01-01", 1, "6000, 6100, NULL");
}

static const char courses[] =
    "SELECT value, pairs, attrition, printf('%.6g', pre), printf('%.6g', post),"
    " printf('%.6g', change), printf('%.6g', low), printf('%.6g', high),"
    " printf('%.6g', t), df, printf('%.6g', p), printf('%.6g', q),"
    " printf('%.6g', d_z), printf('%.6g', g), printf('%.6g', gain), ratings,"
    " rating, verdict FROM effect WHERE scope = 'course' ORDER BY value";

static void expect(struct world *w, size_t block, const char *select,
                   const char *expected)
{
    world_read(w, block);
    world_task(w, &effect_task);
    char *rows = world_rows(w, select);
    assert_string_equal(rows, expected);
    free(rows);
    world_close(w);
}

static void three_pairs_are_tested_as_by_hand(void **state)
{
    (void)state;
    static const size_t blocks[] = {1, 2, 64};
    for (size_t i = 0; i < 3; i++) {
        struct world *w = open_school();
        put_three_pairs(w);
        world_set_analysis(w, "{\"effect\": {\"min_pairs\": 3, \"fdr\": 0.1}}");
        expect(
            w, blocks[i], courses,
            "c1|3|0|55|70|15|2.57931|27.4207|5.19615|2.0|0.0350987|0.0701974|"
            "3|1.69257|0.333333|2|4.5|works\n"
            "c3|3|0|60|60|0|-2.48414|2.48414|0|2.0|1|1|0|0|0|0|-|unclear");
    }
}

static void fewer_pairs_than_asked_for_are_not_tested(void **state)
{
    (void)state;
    struct world *w = open_school();
    put_three_pairs(w);
    expect(w, 64,
           "SELECT value, pairs, q, verdict FROM effect WHERE scope ="
           " 'course' ORDER BY value",
           "c1|3|-|too-few\nc3|3|-|too-few");
}

/*
 * m1: the second score came a session later. m2: scores after, but before the
 * first before, say nothing. m3 never had a second: attrition. m4 was absent.
 * m5: the first pair counts, 10 to 20, not the second. m6: after the as-of day.
 */
static void a_pair_is_the_first_of_its_member_and_course(void **state)
{
    (void)state;
    struct world *w = open_school();
    attend(w, 1, 10, "2025-01-01", 1, "3000, NULL, NULL");
    attend(w, 1, 11, "2025-02-01", 1, "9000, 5000, NULL");
    attend(w, 2, 10, "2025-01-01", 1, "NULL, 9900, NULL");
    attend(w, 2, 11, "2025-02-01", 1, "2000, 2500, NULL");
    attend(w, 3, 11, "2025-02-01", 1, "4000, NULL, NULL");
    attend(w, 4, 11, "2025-02-01", 4, "1000, 9000, 500");
    attend(w, 5, 10, "2025-01-01", 1, "1000, 2000, NULL");
    attend(w, 5, 11, "2025-02-01", 1, "1000, 9900, NULL");
    attend(w, 6, 10, "2026-01-01", 1, "1000, 9900, 500");
    world_set_analysis(w, "{\"effect\": {\"min_pairs\": 2}}");
    /* Changes 20, 5, 10: means 20 and 31.6667, change 11.6667. */
    expect(w, 2,
           "SELECT scope, value, pairs, attrition, printf('%.6g', change)"
           " FROM effect ORDER BY scope, value",
           "channel|in-person|1|0|10\n"
           "channel|online|2|1|12.5\n"
           "course|c1|3|1|11.6667\n"
           "method|case|2|1|12.5\n"
           "method|lecture|1|0|10\n"
           "provider|P|3|1|11.6667");
}

/*
 * All rose by 5: no spread, so no test; not "does-not", and not proven. All
 * fell by 5: they did not rise.
 */
/* A score before from one offering is no pair with one after from another. */
static void a_pair_comes_from_one_offering(void **state)
{
    (void)state;
    struct world *w = open_school();
    world_run(w, "INSERT INTO offering (offering, offering_id, course)"
                 " VALUES (9, 'o9', 1);"
                 "INSERT INTO session (session, session_id, offering)"
                 " VALUES (90, 's90', 9)");
    attend(w, 1, 10, "2024-01-01", 1, "1000, NULL, NULL");
    attend(w, 1, 90, "2025-01-01", 1, "5000, 6000, NULL");
    attend(w, 2, 10, "2024-01-01", 1, "1000, NULL, NULL");
    attend(w, 2, 90, "2025-01-01", 1, "NULL, 9000, NULL");
    expect(w, 64,
           "SELECT value, pairs, attrition, pre, post FROM effect"
           " WHERE scope = 'course'",
           "c1|1|1|50.0|60.0");
}

static void without_any_spread_there_is_no_test(void **state)
{
    (void)state;
    struct world *w = open_school();
    for (int m = 1; m <= 3; m++) {
        attend(w, m, 10, "2025-01-01", 1, "3000, 3500, NULL");
        attend(w, m, 20, "2025-01-01", 1, "3000, 2500, NULL");
    }
    world_set_analysis(w, "{\"effect\": {\"min_pairs\": 3}}");
    expect(w, 64,
           "SELECT value, pairs, change, t, p, q, d_z, verdict FROM"
           " effect WHERE scope = 'course' ORDER BY value",
           "c1|3|5.0|-|-|-|-|unclear\nc2|3|-5.0|-|-|-|-|does-not");
}

/*
 * 4 + 4 changes of -1 and 1: d_z = 0, its error sqrt(1 / 8) = .3535534, the
 * interval reaches to .692951, which is not below .5: unclear. With 9 + 9 it
 * is sqrt(1 / 18) * 1.959964 = .461968: does not.
 */
static void a_narrow_interval_around_nothing_is_does_not(void **state)
{
    (void)state;
    for (int pairs = 8; pairs <= 18; pairs += 10) {
        struct world *w = open_school();
        for (int m = 10; m < 10 + pairs; m++) {
            world_run(w,
                      "INSERT INTO member (member, member_id) VALUES"
                      " (%d, 'm%d')",
                      m, m);
            attend(w, m, 10, "2025-01-01", 1,
                   m % 2 ? "5000, 5100, NULL" : "5000, 4900, NULL");
        }
        world_set_analysis(w, "{\"effect\": {\"min_pairs\": 3}}");
        expect(w, 64,
               "SELECT value, pairs, p, verdict FROM effect WHERE scope"
               " = 'course'",
               pairs == 8 ? "c1|8|1.0|unclear" : "c1|18|1.0|does-not");
    }
}

/* A member's ratings of a course count once, as their mean: 3 and 5. */
static void each_member_rates_a_course_once(void **state)
{
    (void)state;
    struct world *w = open_school();
    attend(w, 1, 10, "2025-01-01", 1, "NULL, NULL, 200");
    attend(w, 1, 11, "2025-02-01", 1, "NULL, NULL, 400");
    attend(w, 2, 10, "2025-01-01", 1, "NULL, NULL, 500");
    expect(w, 64,
           "SELECT value, pairs, ratings, rating, kirkpatrick, verdict"
           " FROM effect WHERE scope = 'course'",
           "c1|0|2|4.0|1|too-few");
}

/*
 * Six taught: changes 10, 15, 20, 5, -5, 0. Four tested twice who did not come:
 * 1, 2, 0, -3. m5 missed one session and came to the other: taught. m11 has a
 * score before only. R: tests/reference/effect.R.
 */
static void put_compared(struct world *w)
{
    static const char *const taught[] = {"5000, 6000", "5000, 6500",
                                         "5000, 7000", "5000, 5500",
                                         "5000, 4500", "5000, 5000"};
    static const char *const untaught[] = {"5000, 5100", "5000, 5200",
                                           "5000, 5000", "5000, 4700"};
    char scores[64];
    for (int m = 10; m < 12; m++)
        world_run(w,
                  "INSERT INTO member (member, member_id) VALUES (%d, 'n%d')",
                  m, m);
    for (int i = 0; i < 6; i++) {
        snprintf(scores, sizeof scores, "%s, NULL", taught[i]);
        attend(w, i + 1, 10, "2025-01-01", 1, scores);
    }
    attend(w, 5, 11, "2025-02-01", 4, "1000, 9000, NULL");
    for (int i = 0; i < 4; i++) {
        snprintf(scores, sizeof scores, "%s, 500", untaught[i]);
        attend(w, i + 7, 10, "2025-01-01", 4, scores);
    }
    attend(w, 11, 10, "2025-01-01", 4, "5000, NULL, NULL");
}

static void a_change_is_compared_with_that_of_those_not_taught(void **state)
{
    (void)state;
    static const char select[] =
        "SELECT comparison, pairs, attrition, ratings, wilcoxon, wilcoxon_p,"
        " printf('%.6g', rank_biserial), printf('%.6g', d_z_low),"
        " printf('%.6g', d_z_high), printf('%.6g', g_low),"
        " printf('%.6g', g_high), basis, untaught, untaught_change, effect,"
        " printf('%.6g', effect_low), printf('%.6g', effect_high),"
        " printf('%.6g', effect_p), printf('%.6g', q) FROM effect"
        " WHERE scope = 'course'";
    struct world *w = open_school();
    put_compared(w);
    world_set_analysis(w, "{\"effect\": {\"min_pairs\": 4}}");
    expect(w, 2, select,
           "not-attended|6|0|0|13.5|0.1875|0.8|-0.118018|1.72159|-0.0992236|1."
           "44742|effect|"
           "4|0.0|7.5|-2.30529|17.3053|0.109616|0.109616");
    w = open_school();
    put_compared(w);
    world_set_analysis(w, "{\"effect\": {\"min_pairs\": 5}}");
    expect(w, 2,
           "SELECT basis, comparison, untaught, untaught_change, effect, q = p"
           " FROM effect WHERE scope = 'course'",
           "change|none|4|-|-|1");
}

static const char compared[] =
    "SELECT comparison, untaught, compared, compared_taught,"
    " printf('%.6g', untaught_change), printf('%.6g', effect),"
    " printf('%.6g', effect_low), printf('%.6g', effect_high),"
    " printf('%.6g', effect_p), printf('%.6g', q), verdict FROM effect"
    " WHERE scope = 'course'";

/* Runs the analysis on W, whose members SEGMENT has in groups; 0: in none. */
static void expect_segments(struct world *w, const uint16_t *segment,
                            const char *expected)
{
    world_read(w, 2);
    w->run.segment = calloc(w->facts.n_members, sizeof *w->run.segment);
    memcpy(w->run.segment, segment,
           w->facts.n_members * sizeof *w->run.segment);
    world_task(w, &effect_task);
    char *rows = world_rows(w, compared);
    assert_string_equal(rows, expected);
    free(rows);
    free(w->run.segment);
    w->run.segment = NULL;
    world_close(w);
}

/* Segment 1: taught 10 15 20, not 1 2; segment 2: 5 -5 0 and 0 -3. effect.R. */
static void like_are_compared_with_like_where_there_are_segments(void **state)
{
    (void)state;
    static const uint16_t segment[] = {1, 1, 1, 2, 2, 2, 1, 1, 2, 2, 0};
    struct world *w = open_school();
    put_compared(w);
    world_set_analysis(w, "{\"effect\": {\"min_pairs\": 4}}");
    expect_segments(w, segment,
                    "same-segment|4|4|6|0|7.5|1.89376|13.1062|0.0183489|"
                    "0.0183489|works");
    /* Two of four in a segment are fewer than asked: everybody, then. */
    static const uint16_t few[] = {1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0};
    w = open_school();
    put_compared(w);
    world_set_analysis(w, "{\"effect\": {\"min_pairs\": 4}}");
    expect_segments(w, few,
                    "not-attended|4|4|6|0|7.5|-2.30529|17.3053|0.109616|"
                    "0.109616|unclear");
}

/*
 * m9 and n10 (0, -3) are called to a class of c1 that begins after the day of
 * the study; m7's call came after that day, m8's class is over, and n11 has no
 * second score. effect.R.
 */
static void those_who_wait_for_a_class_are_compared_with_first(void **state)
{
    (void)state;
    static const uint16_t segment[11] = {1, 1, 1, 2, 2, 2, 1, 1, 2, 2, 0};
    struct world *w = open_school();
    put_compared(w);
    world_run(w,
              "INSERT INTO offering (offering, offering_id, course) VALUES"
              " (8, 'o8', 1), (9, 'o9', 1);"
              "INSERT INTO session (session, session_id, offering, begins)"
              " VALUES (80, 's80', 8, %lld), (90, 's90', 9, %lld)",
              (long long)world_minute("2025-12-31T18:30"),
              (long long)world_minute("2026-01-01T00:00"));
    world_run(w,
              "INSERT INTO enrolment (member, offering, called_on, batch, line)"
              " VALUES (9, 9, NULL, 1, 1), (10, 9, %d, 1, 1),"
              " (7, 9, %d, 1, 1), (8, 8, NULL, 1, 1), (11, 9, NULL, 1, 1)",
              world_day("2025-12-31"), world_day("2026-01-01"));
    world_set_analysis(w, "{\"effect\": {\"min_pairs\": 2}}");
    expect_segments(w, segment,
                    "waiting|4|2|6|-1.5|9|-1.05841|19.0584|0.0710751|"
                    "0.0710751|unclear");
}

/* Three rows in the session of a part-time, two in that of both kinds. */
static void pairs_are_told_by_kind_of_instructors(void **state)
{
    (void)state;
    struct world *w = open_school();
    put_three_pairs(w);
    attend(w, 1, 20, "2025-01-01", 1, "6000, 5900, NULL");
    world_run(w, "INSERT INTO instructor (instructor, instructor_id,"
                 " engagement) VALUES (1, 'i', 'part-time'), (2, 'j',"
                 " 'full-time'), (3, 'k', NULL);"
                 "INSERT INTO session_instructor VALUES (10, 1, 1, 1),"
                 " (10, 3, 1, 1), (30, 1, 1, 1), (30, 2, 1, 1), (20, 3, 1, 1)");
    expect(w, 64,
           "SELECT value, pairs, change FROM effect"
           " WHERE scope = 'instructors' ORDER BY value",
           "mixed|3|0.0\npart-time|3|15.0");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(three_pairs_are_tested_as_by_hand),
        cmocka_unit_test(fewer_pairs_than_asked_for_are_not_tested),
        cmocka_unit_test(a_pair_is_the_first_of_its_member_and_course),
        cmocka_unit_test(a_pair_comes_from_one_offering),
        cmocka_unit_test(without_any_spread_there_is_no_test),
        cmocka_unit_test(a_narrow_interval_around_nothing_is_does_not),
        cmocka_unit_test(each_member_rates_a_course_once),
        cmocka_unit_test(a_change_is_compared_with_that_of_those_not_taught),
        cmocka_unit_test(like_are_compared_with_like_where_there_are_segments),
        cmocka_unit_test(those_who_wait_for_a_class_are_compared_with_first),
        cmocka_unit_test(pairs_are_told_by_kind_of_instructors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
