/*
 * test_analyze_record.c - three members, a few sessions, all sums by hand.
 *
 * The study's period is 2025, the as-of day its last. Sessions:
 *
 *   s1  A       centralized  T1  2025-03-03 09:00-12:00  180
 *   s2  B       collective   T2  2025-03-03 11:00-13:00  120  runs into s1
 *   s3  A       centralized  T1  2024-05-06 09:00-11:00  120
 *   s4  A       centralized  T1  2024-12-31 20:00-04:00  480  over New Year
 *   s5  (none)  self-study   -   without time, course e1, elective
 *   s6  B       collective   T2  2025-06-02 09:00-10:00   60
 *   s7  A       centralized  T1  2026-01-05 09:00-10:00   60  not known yet
 */
#include "analyze/record/peers.h"
#include "analyze/record/record.h"
#include "tests/unit/world.h"

#include <inttypes.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static void put_session(struct world *w, int number, const char *form, int org,
                        int course, const char *begins, const char *ends,
                        int minutes)
{
    world_run(w,
              "INSERT INTO offering (offering, offering_id, course, provider)"
              " VALUES (%d, 'o%d', %d, nullif(%d, 0))",
              number, number, course, org);
    world_run(w,
              "INSERT INTO session (session, session_id, offering, form, level,"
              " begins, ends, minutes) VALUES (%d, 's%d', %d, '%s', 'county',"
              " %" PRId64 ", %" PRId64 ", %d)",
              number, number, number, form, world_minute(begins),
              world_minute(ends), minutes);
}

static void put_catalogue(struct world *w)
{
    world_run(w, "INSERT INTO organization (org, org_id, name) VALUES"
                 " (1, 'A', 'a'), (2, 'B', 'b');"
                 "INSERT INTO topic (topic, topic_id, name) VALUES"
                 " (1, 'T1', 't1'), (2, 'T2', 't2');"
                 "INSERT INTO course (course, course_id, title, kind) VALUES"
                 " (1, 'c1', 'c', 'public'), (2, 'c2', 'c', 'public'),"
                 " (3, 'e1', 'e', 'elective');"
                 "INSERT INTO course_topic VALUES (1, 1, 100, 0, 0),"
                 " (2, 2, 100, 0, 0), (2, 1, 50, 0, 0)");
    put_session(w, 1, "centralized", 1, 1, "2025-03-03T09:00",
                "2025-03-03T12:00", 180);
    put_session(w, 2, "collective", 2, 2, "2025-03-03T11:00",
                "2025-03-03T13:00", 120);
    put_session(w, 3, "centralized", 1, 1, "2024-05-06T09:00",
                "2024-05-06T11:00", 120);
    put_session(w, 4, "centralized", 1, 1, "2024-12-31T20:00",
                "2025-01-01T04:00", 480);
    world_run(w, "INSERT INTO offering (offering, offering_id, course, made)"
                 " VALUES (5, 'o5', 3, 1);"
                 "INSERT INTO session (session, session_id, offering, form,"
                 " channel, made) VALUES (5, 's5', 5, 'self-study', 'online',"
                 " 1)");
    put_session(w, 6, "collective", 2, 2, "2025-06-02T09:00",
                "2025-06-02T10:00", 60);
    put_session(w, 7, "centralized", 1, 1, "2026-01-05T09:00",
                "2026-01-05T10:00", 60);
}

/* MINUTES below 0 is NULL. */
static void attend(struct world *w, int member, int session, const char *day,
                   int minutes, int status)
{
    world_run(w,
              "INSERT INTO attendance VALUES (%d, %d, %d, NULL,"
              " nullif(%d, -1), %d, NULL, NULL, NULL, NULL, 0, 0, 0)",
              member, session, (int)world_day(day), minutes, status);
}

static void put_members(struct world *w)
{
    world_run(w, "INSERT INTO member (member, member_id) VALUES (1, 'm1'),"
                 " (2, 'm2'), (3, 'm3');"
                 "INSERT INTO membership SELECT member, 1, 'full', NULL, NULL,"
                 " 0, 0 FROM member");
    attend(w, 1, 1, "2025-03-03", 180, 1);
    attend(w, 1, 2, "2025-03-03", 120, 1);
    attend(w, 1, 3, "2024-05-06", 120, 1);
    attend(w, 1, 5, "2025-04-01", -1, 1);
    attend(w, 1, 5, "2025-05-01", 30, 1);
    attend(w, 1, 6, "2025-06-02", 0, 4); /* absent */
    attend(w, 1, 7, "2026-01-05", 60, 1);
    attend(w, 2, 4, "2024-12-31", 480, 1);
    attend(w, 2, 6, "2025-06-02", 45, 2); /* late */
}

static struct world *record_all(size_t block)
{
    struct world *w = world_open();
    put_catalogue(w);
    put_members(w);
    world_set(w, "{}", "2025-12-31");
    world_read(w, block);
    world_task(w, &record_task);
    return w;
}

static void expect(struct world *w, const char *select, const char *rows)
{
    char *got = world_rows(w, select);
    assert_string_equal(got, rows);
    free(got);
}

static void adds_up_each_member_and_period(void **state)
{
    (void)state;
    struct world *w = record_all(64);
    /*
     * m1 in all: 120 in 2024; 09-13 on 3 March is 240 of 300, 60 dropped; 30
     * self-paced: 390. Sessions s1 s2 s3 s5, events one more; courses c1 c2 e1;
     * listed also s6; months May 2024, March, April, May 2025.
     * m2: of s4 half in each year; s6 45. Percentiles by minutes: in all m2 525
     * > m1 390 > m3 0; in 2025 m2 285 > m1 270 > m3 0.
     */
    expect(w,
           "SELECT member, period, sessions, events, minutes, overlap, courses,"
           " electives, listed, months, date(first_on * 86400, 'unixepoch'),"
           " date(last_on * 86400, 'unixepoch'), round(percentile, 3)"
           " FROM learning_total ORDER BY rowid",
           "1|0|4|5|390|60|3|1|5|4|2024-05-06|2025-05-01|50.0\n"
           "1|1|3|4|270|60|3|1|4|3|2025-03-03|2025-05-01|50.0\n"
           "2|0|2|2|525|0|2|0|2|2|2024-12-31|2025-06-02|83.333\n"
           "2|1|1|1|285|0|1|0|1|1|2025-06-02|2025-06-02|83.333\n"
           "3|0|0|0|0|0|0|0|0|0|-|-|16.667\n"
           "3|1|0|0|0|0|0|0|0|0|-|-|16.667");
    world_close(w);
}

/*
 * s6 becomes the second session of o1; m1 is enrolled in o1 (twice), o3 and o7,
 * which is to come, and has two self-paced courses, of which the first is told
 * twice.
 */
static void put_turnout(struct world *w)
{
    put_catalogue(w);
    put_members(w);
    world_run(w, "UPDATE session SET offering = 1 WHERE session = 6;"
                 "INSERT INTO offering (offering, offering_id, course, made)"
                 " VALUES (9, 'o9', 3, 1);"
                 "INSERT INTO session (session, session_id, offering, made)"
                 " VALUES (9, 's9', 9, 1);"
                 "INSERT INTO enrolment VALUES (1, 1, NULL, NULL, 0, 0),"
                 " (1, 1, 20000, 1, 0, 0), (1, 3, NULL, NULL, 0, 0),"
                 " (1, 7, NULL, NULL, 0, 0)");
    attend(w, 1, 9, "2025-05-01", -1, 1);
    world_run(w, "UPDATE attendance SET progress = CASE WHEN session = 9 THEN"
                 " 2001 WHEN minutes IS NULL THEN 7000 ELSE 4000 END"
                 " WHERE session IN (5, 9)");
}

static void tells_how_much_was_attended_of_what_was_held(void **state)
{
    (void)state;
    for (size_t block = 1; block <= 64; block *= 64) {
        struct world *w = world_open();
        put_turnout(w);
        world_set(w, "{}", "2025-12-31");
        world_read(w, block);
        world_task(w, &record_task);
        /*
         * m1 enrolled: s1 s6 s3 held, s1 s3 attended; in 2025 s1 s6, s1. Begun:
         * o1 o2 o3, so s1 s6 s2 s3 held, all but s6 attended; in 2025 without
         * s3. m2 began o4 and o1: s4 s1 s6, of which s4 s6; s4 is of 2024.
         * Progress (7000 + 2001) / 2. Months: from May 2024 and December 2024.
         * Evenness of 120 240 30 minutes over 20 months, 240 30 over 12; 240
         * 240 45 over 13, 240 45 over 12: entropy / ln(months), by a
         * calculator.
         */
        expect(w,
               "SELECT member, period, enrolled_held, enrolled_attended,"
               " begun_held, begun_attended, self_paced, progress, span,"
               " round(evenness, 4) FROM learning_total ORDER BY rowid",
               "1|0|3|2|4|3|2|4501|20|0.2867\n"
               "1|1|2|1|3|2|2|4501|12|0.1404\n"
               "2|0|0|0|3|2|0|-|13|0.3611\n"
               "2|1|0|0|2|1|0|-|12|0.1755\n"
               "3|0|0|0|0|0|0|-|-|-\n"
               "3|1|0|0|0|0|0|-|12|-");
        world_close(w);
    }
}

/*
 * A fourth member comes; the questionnaire asks of T2 by a tick, of T1 by
 * importance and ability from 1 to 5.
 */
static void put_demand(struct world *w)
{
    world_run(w, "INSERT INTO member (member, member_id) VALUES (4, 'm4');"
                 "INSERT INTO survey (survey, survey_id, about) VALUES"
                 " (1, 'd', 'demand');"
                 "INSERT INTO item (survey, item_id, position, kind, facet,"
                 " question, topic, low, high) VALUES"
                 " (1, 'w', 1, 'option', 'interest', 'q', 2, NULL, NULL),"
                 " (1, 'imp', 2, 'likert', 'importance', NULL, 1, 1, 5),"
                 " (1, 'abi', 3, 'likert', 'ability', NULL, 1, 1, 5);"
                 "CREATE TABLE response_d (respondent INTEGER PRIMARY KEY,"
                 " respondent_id TEXT, member INTEGER, rater INTEGER,"
                 " answered_on INTEGER, seconds INTEGER, batch INTEGER,"
                 " line INTEGER, i_w INTEGER, i_imp INTEGER, i_abi INTEGER);"
                 "INSERT INTO response_d (respondent, member, batch, line,"
                 " i_w, i_imp, i_abi) VALUES (1, 1, 0, 0, 1, 2, 4),"
                 " (2, 3, 0, 0, 0, 3, 3), (3, 4, 0, 0, 0, 5, 4);"
                 "INSERT INTO course_choice VALUES (2, 1, 1, 18000, 0, 0),"
                 " (3, 2, 1, 30000, 0, 0)");
    attend(w, 4, 3, "2024-05-06", 120, 1);
    attend(w, 4, 6, "2025-06-02", 50, 1);
}

static void tells_what_of_it_lies_inside_the_declared_demand(void **state)
{
    (void)state;
    struct world *w = world_open();
    put_catalogue(w);
    put_members(w);
    put_demand(w);
    world_set(w, "{}", "2025-12-31");
    world_read(w, 64);
    world_task(w, &record_task);
    /*
     * m1 ticked T2 and can do T1 better than needed: of s1 and s2 at once, s2
     * keeps the hour after s1; c2 is mainly of T2. m2 ordered c1: s4, half in
     * each year, but not s6. m3 wants nothing, and orders after the as-of day.
     * m4 lacks T1: s3, but not s6, of which T1 is the lesser topic.
     */
    expect(w,
           "SELECT member, period, minutes, inside FROM learning_total"
           " ORDER BY rowid",
           "1|0|390|60\n1|1|270|60\n"
           "2|0|525|480\n2|1|285|240\n"
           "3|0|0|-\n3|1|0|-\n"
           "4|0|170|120\n4|1|50|0");
    world_close(w);
}

static void divides_it_by_every_dimension(void **state)
{
    (void)state;
    struct world *w = record_all(64);
    /* s1 and s2 share an hour: it goes to s1, begun first. */
    expect(w,
           "SELECT dimension, value, sessions, minutes FROM learning_record"
           " JOIN record_slot USING (run, slot) WHERE member = 1 AND period = 1"
           " ORDER BY slot",
           "channel||2|240\n"
           "channel|online|1|30\n"
           "form|centralized|1|180\n"
           "form|collective|1|60\n"
           "form|self-study|1|30\n"
           "level||1|30\n"
           "level|county|2|240\n"
           "method||3|270\n"
           "month|2025-03|2|240\n"
           "month|2025-04|1|0\n"
           "month|2025-05|0|30\n"
           "provider||1|30\n"
           "provider|A|1|180\n"
           "provider|B|1|60\n"
           "topic||1|30\n"
           "topic|T1|1|180\n"
           "topic|T2|1|60");
    expect(w,
           "SELECT period, value, sessions, minutes FROM learning_record"
           " JOIN record_slot USING (run, slot) WHERE member = 2 AND"
           " dimension = 'month' ORDER BY slot",
           "0|2024-12|1|240\n"
           "0|2025-01|0|240\n"
           "0|2025-06|1|45\n"
           "1|2025-01|0|240\n"
           "1|2025-06|1|45");
    world_close(w);
}

static void each_dimension_adds_up_to_the_total(void **state)
{
    (void)state;
    struct world *w = record_all(64);
    expect(w,
           "SELECT count(*) FROM (SELECT member, period, dimension,"
           " sum(r.minutes) m, sum(r.sessions) s FROM learning_record r"
           " JOIN record_slot USING (run, slot) GROUP BY 1, 2, 3) x"
           " JOIN learning_total t USING (member, period)"
           " WHERE x.m <> t.minutes OR x.s <> t.sessions",
           "0");
    world_close(w);
}

static void the_size_of_blocks_changes_nothing(void **state)
{
    (void)state;
    static const char *const tables[] = {
        "SELECT * FROM learning_total ORDER BY rowid",
        "SELECT * FROM learning_record ORDER BY rowid",
        "SELECT * FROM record_slot ORDER BY slot",
        "SELECT * FROM run_period ORDER BY period"};
    struct world *one = record_all(1), *all = record_all(64);
    for (size_t i = 0; i < COUNT_OF(tables); i++) {
        char *expected = world_rows(all, tables[i]);
        assert_true(expected[0] != '\0');
        expect(one, tables[i], expected);
        free(expected);
    }
    world_close(one);
    world_close(all);
}

static void ties_share_the_middle_of_their_places(void **state)
{
    (void)state;
    /* in group 0: 10, 20, 20, 40: 1/2, 1 + 2/2 of 4, the same, 3.5 of 4 */
    const uint32_t group[] = {0, 1, 0, 0, PEERS_NONE, 0};
    const int64_t value[] = {20, 7, 10, 40, 5, 20};
    double got[6];
    peers_percentile(group, value, 6, got);
    assert_float_equal(got[0], 50, 1e-12);
    assert_float_equal(got[1], 50, 1e-12);
    assert_float_equal(got[2], 12.5, 1e-12);
    assert_float_equal(got[3], 87.5, 1e-12);
    assert_true(isnan(got[4]));
    assert_float_equal(got[5], 50, 1e-12);
}

static void peers_share_roles_and_attributes(void **state)
{
    (void)state;
    struct world *w = world_open();
    world_run(w, "INSERT INTO organization (org, org_id, name) VALUES"
                 " (1, 'A', 'a');"
                 "INSERT INTO member (member, member_id) VALUES (1, 'm1'),"
                 " (2, 'm2'), (3, 'm3'), (4, 'm4'), (5, 'm5');"
                 "INSERT INTO membership SELECT member, 1, 'full', NULL, CASE"
                 " member WHEN 5 THEN 10 END, 0, 0 FROM member;"
                 "INSERT INTO role VALUES (2, 1, 'secretary', 0, NULL, 0, 0),"
                 " (4, 1, 'secretary', 0, 9, 0, 0);"
                 "INSERT INTO member_attribute SELECT member, 'residence', CASE"
                 " member WHEN 3 THEN 'urban' ELSE 'rural' END, NULL, NULL, 0,"
                 " 0 FROM member");
    world_set(w, "{}", "2025-12-31");
    world_set_analysis(w, "{\"record\": {\"peers\": [\"residence\"]}}");
    world_read(w, 64);
    uint32_t *group = peers_group(&w->facts, &w->study);
    assert_int_equal(group[0], group[3]); /* no post any more */
    assert_int_not_equal(group[0], group[1]);
    assert_int_not_equal(group[0], group[2]);
    assert_int_not_equal(group[1], group[2]);
    assert_true(group[4] == PEERS_NONE); /* has left */
    free(group);
    world_close(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(adds_up_each_member_and_period),
        cmocka_unit_test(tells_how_much_was_attended_of_what_was_held),
        cmocka_unit_test(tells_what_of_it_lies_inside_the_declared_demand),
        cmocka_unit_test(divides_it_by_every_dimension),
        cmocka_unit_test(each_dimension_adds_up_to_the_total),
        cmocka_unit_test(the_size_of_blocks_changes_nothing),
        cmocka_unit_test(ties_share_the_middle_of_their_places),
        cmocka_unit_test(peers_share_roles_and_attributes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
