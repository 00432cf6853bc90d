/* test_analyze_duplicate.c - classes given twice, and what only looks so. */
#include "analyze/duplicate/duplicate.h"
#include "analyze/requirement/requirement.h"
#include "tests/unit/world.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* Organizations A, B, C; topics T1 and T2, each of one course. */
static struct world *open_county(int members)
{
    struct world *w = world_open();
    world_run(w,
              "INSERT INTO organization (org, org_id, name) VALUES"
              " (1, 'A', 'a'), (2, 'B', 'b'), (3, 'C', 'c');"
              "INSERT INTO topic (topic, topic_id, name) VALUES"
              " (1, 'T1', 't1'), (2, 'T2', 't2');"
              "INSERT INTO course (course, course_id, title) VALUES"
              " (1, 'c1', 'c'), (2, 'c2', 'c');"
              "INSERT INTO course_topic VALUES (1, 1, 100, 0, 0),"
              " (2, 2, 100, 0, 0);"
              "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
              " WHERE i < %d)"
              " INSERT INTO member (member, member_id)"
              " SELECT i, printf('m%%04d', i) FROM n",
              members);
    return w;
}

static void put_offering(struct world *w, int number, int course, int provider)
{
    world_run(w,
              "INSERT INTO offering (offering, offering_id, course, provider)"
              " VALUES (%d, 'o%d', %d, %d)",
              number, number, course, provider);
}

/* A session on one day; its members are FIRST..LAST. */
static void put_class(struct world *w, int number, int offering,
                      const char *form, const char *begins, const char *ends,
                      int first, int last)
{
    int64_t from = world_minute(begins), to = world_minute(ends);
    world_run(w,
              "INSERT INTO session (session, session_id, offering, form,"
              " begins, ends, minutes) VALUES (%d, 's%d', %d, '%s', %" PRId64
              ", %" PRId64 ", %d);"
              "INSERT INTO attendance SELECT member, %d, %" PRId64 ", NULL, %d,"
              " 1, NULL, NULL, NULL, NULL, 0, 0, 0 FROM member"
              " WHERE member BETWEEN %d AND %d",
              number, number, offering, form, from, to, (int)(to - from),
              number, from / 1440, (int)(to - from), first, last);
}

static void expect(struct world *w, const char *policy, size_t block,
                   const char *rows)
{
    world_set(w, policy, "2025-12-31");
    world_read(w, block);
    world_task(w, &requirement_task); /* reads the policy */
    world_task(w, &duplicate_task);
    char *got = world_rows(
        w, "SELECT finding, kind, member, topic, first_session,"
           " second_session, first_provider, second_provider, year, members,"
           " minutes FROM duplicate ORDER BY finding");
    assert_string_equal(got, rows);
    free(got);
    world_close(w);
}

#define MORNING "2025-03-03T09:00", "2025-03-03T11:00"

static void finds_two_providers_with_one_audience(void **state)
{
    (void)state;
    /* A teaches 1..40, B 21..40 and 41..50: 20 of B's 30, 20 * 60 minutes. */
    for (size_t block = 1; block <= 64; block *= 4) {
        struct world *w = open_county(60);
        put_offering(w, 1, 1, 1);
        put_offering(w, 2, 1, 2);
        put_class(w, 1, 1, "centralized", MORNING, 1, 40);
        put_class(w, 2, 2, "collective", "2025-05-05T09:00", "2025-05-05T10:00",
                  21, 50);
        expect(w, "{}", block, "1|multi-provider|-|1|-|-|1|2|2025|20|1200");
    }
}

static void half_of_the_smaller_audience_is_enough_and_less_is_not(void **state)
{
    (void)state;
    /* 10 in both: of 20 that is half, of 21 it is less. */
    struct world *w = open_county(60);
    put_offering(w, 1, 1, 1);
    put_offering(w, 2, 1, 2);
    put_offering(w, 3, 1, 3);
    put_class(w, 1, 1, "centralized", MORNING, 1, 25);
    put_class(w, 2, 2, "collective", "2025-05-05T09:00", "2025-05-05T10:00", 16,
              35);
    put_class(w, 3, 3, "collective", "2025-06-02T09:00", "2025-06-02T10:00", 40,
              60);
    expect(w, "{}", 64, "1|multi-provider|-|1|-|-|1|2|2025|10|600");
    w = open_county(60);
    put_offering(w, 1, 1, 1);
    put_offering(w, 2, 1, 2);
    put_class(w, 1, 1, "centralized", MORNING, 1, 25);
    put_class(w, 2, 2, "collective", "2025-05-05T09:00", "2025-05-05T10:00", 16,
              36);
    expect(w, "{}", 64, "");
}

static void a_small_audience_is_not_told(void **state)
{
    (void)state;
    struct world *w = open_county(20);
    put_offering(w, 1, 1, 1);
    put_offering(w, 2, 1, 2);
    put_class(w, 1, 1, "centralized", MORNING, 1, 9);
    put_class(w, 2, 2, "collective", "2025-05-05T09:00", "2025-05-05T10:00", 1,
              9);
    expect(w, "{}", 64, "");
    w = open_county(20);
    put_offering(w, 1, 1, 1);
    put_offering(w, 2, 1, 2);
    put_class(w, 1, 1, "centralized", MORNING, 1, 9);
    put_class(w, 2, 2, "collective", "2025-05-05T09:00", "2025-05-05T10:00", 1,
              9);
    expect(w, "{\"duplicate\": {\"min_members\": 9}}", 64,
           "1|multi-provider|-|1|-|-|1|2|2025|9|540");
}

static void other_years_topics_and_forms_are_no_duplicates(void **state)
{
    (void)state;
    struct world *w = open_county(40);
    put_offering(w, 1, 1, 1);
    put_offering(w, 2, 1, 2);
    put_offering(w, 3, 2, 2);
    put_offering(w, 4, 1, 1);
    put_class(w, 1, 1, "centralized", MORNING, 1, 40);
    put_class(w, 2, 2, "centralized", "2024-05-05T09:00", "2024-05-05T10:00", 1,
              40);
    put_class(w, 3, 3, "centralized", "2025-05-05T09:00", "2025-05-05T10:00", 1,
              40);
    put_class(w, 4, 2, "practice", "2025-05-06T09:00", "2025-05-06T10:00", 1,
              40);
    put_class(w, 5, 4, "centralized", "2025-05-07T09:00", "2025-05-07T10:00", 1,
              40);
    expect(w, "{}", 64, "");
}

static void two_parts_of_one_offering_are_no_duplicate(void **state)
{
    (void)state;
    /* Even if the second part is another provider's, at the same time. */
    struct world *w = open_county(40);
    put_offering(w, 1, 1, 1);
    put_class(w, 1, 1, "centralized", MORNING, 1, 40);
    put_class(w, 2, 1, "centralized", "2025-03-03T10:00", "2025-03-03T12:00", 1,
              40);
    world_run(w, "UPDATE session SET provider = 2 WHERE session = 2");
    expect(w, "{}", 64, "");
}

static void finds_a_member_in_two_places_at_a_time(void **state)
{
    (void)state;
    /* s1 9-11 and s2 10:30-12: 30 minutes; s3 begins as s2 ends. */
    for (size_t block = 1; block <= 4; block *= 4) {
        struct world *w = open_county(3);
        put_offering(w, 1, 1, 1);
        put_offering(w, 2, 2, 2);
        put_offering(w, 3, 2, 1);
        put_class(w, 1, 1, "centralized", MORNING, 1, 2);
        put_class(w, 2, 2, "collective", "2025-03-03T10:30", "2025-03-03T12:00",
                  2, 3);
        put_class(w, 3, 3, "collective", "2025-03-03T12:00", "2025-03-03T13:00",
                  2, 3);
        expect(w, "{}", block, "1|overlapping-time|2|-|1|2|1|2|2025|1|30");
    }
}

static void who_was_absent_was_not_in_two_places(void **state)
{
    (void)state;
    struct world *w = open_county(2);
    put_offering(w, 1, 1, 1);
    put_offering(w, 2, 2, 2);
    put_class(w, 1, 1, "centralized", MORNING, 1, 1);
    put_class(w, 2, 2, "collective", MORNING, 1, 1);
    world_run(w, "UPDATE attendance SET status = 4 WHERE session = 2");
    expect(w, "{}", 64, "");
}

#define REPEATS "{\"duplicate\": {\"repeat_topic\": true}}"

/*
 * Member 1 is taught topic 1 by offerings 1 and 2 (its two parts, 60 + 60
 * minutes) and hears it at home; offering 3 is of the year before, offering 4
 * of another topic. Member 2 had offering 1 alone.
 */
static void put_repeats(struct world *w)
{
    for (int o = 1; o <= 5; o++)
        put_offering(w, o, o == 4 ? 2 : 1, 1);
    put_class(w, 1, 1, "centralized", MORNING, 1, 2);
    put_class(w, 2, 2, "collective", "2025-05-05T09:00", "2025-05-05T10:00", 1,
              1);
    put_class(w, 3, 2, "collective", "2025-05-06T09:00", "2025-05-06T10:00", 1,
              1);
    put_class(w, 4, 3, "collective", "2024-05-05T09:00", "2024-05-05T10:00", 1,
              1);
    put_class(w, 5, 4, "collective", "2025-06-05T09:00", "2025-06-05T10:00", 1,
              1);
    put_class(w, 6, 5, "self-study", "2025-07-05T09:00", "2025-07-05T10:00", 1,
              1);
}

static void finds_a_topic_taught_twice_if_the_policy_asks(void **state)
{
    (void)state;
    struct world *w = open_county(2);
    put_repeats(w);
    expect(w, REPEATS, 1, "1|repeat-topic|1|1|1|2|1|1|2025|1|120");
    w = open_county(2);
    put_repeats(w);
    expect(w, "{}", 1, "");
}

/* The offerings 1..3 of topic 1; members 1 and 2 hear them in 2025. */
static struct world *open_series(const char *form)
{
    struct world *w = open_county(2);
    for (int o = 1; o <= 3; o++)
        put_offering(w, o, 1, o);
    put_class(w, 1, 1, form, MORNING, 1, 2);
    put_class(w, 2, 2, form, "2025-05-05T09:00", "2025-05-05T10:00", 1, 1);
    put_class(w, 3, 3, form, "2025-06-05T09:00", "2025-06-05T10:00", 1, 1);
    return w;
}

#define TWO_CALLS "{\"duplicate\": {\"max_calls\": 2}}"

static void finds_calls_beyond_the_limit_of_a_year(void **state)
{
    (void)state;
    /* The third of 2025, of 60 minutes; the one within the limit is o2. */
    expect(open_series("centralized"), TWO_CALLS, 1,
           "1|over-call|1|-|2|3|2|3|2025|1|60");
    expect(open_series("centralized"), "{\"duplicate\": {\"max_calls\": 3}}", 1,
           "");
    expect(open_series("collective"), TWO_CALLS, 1, "");
    struct world *w = open_series("centralized");
    world_run(w, "UPDATE session SET begins = begins - 365 * 1440,"
                 " ends = ends - 365 * 1440 WHERE session = 1;"
                 "UPDATE attendance SET day = day - 365 WHERE session = 1");
    expect(w, TWO_CALLS, 1, "");
}

static void who_was_called_and_stayed_away_was_called(void **state)
{
    (void)state;
    /* Member 2 attended o1 and was called to o2 and o3; o2 twice. */
    struct world *w = open_series("centralized");
    world_run(w, "INSERT INTO enrolment VALUES (2, 3, 20000, NULL, 0, 0),"
                 " (2, 2, NULL, 1, 0, 0), (2, 2, 20000, NULL, 0, 0),"
                 " (2, 1, 20000, NULL, 0, 0)");
    expect(w, TWO_CALLS, 1,
           "1|over-call|1|-|2|3|2|3|2025|1|60\n"
           "2|over-call|2|-|2|3|2|3|2025|1|0");
    w = open_series("centralized");
    world_run(w, "INSERT INTO enrolment VALUES (2, 3, NULL, NULL, 0, 0),"
                 " (2, 2, NULL, NULL, 0, 0)"); /* of his own accord */
    expect(w, TWO_CALLS, 1, "1|over-call|1|-|2|3|2|3|2025|1|60");
}

static void calls_are_limited_for_the_roles_that_the_policy_names(void **state)
{
    (void)state;
    static const char policy[] = "{\"duplicate\": {\"max_calls\": 1,"
                                 " \"call_roles\": [\"leader\"]}}";
    expect(open_series("centralized"), policy, 1, "");
    /* From 1 April on: o1 does not count, o2 is the first, o3 the second. */
    struct world *w = open_series("centralized");
    world_run(w, "INSERT INTO role VALUES (1, 1, 'leader', %d, NULL, 0, 0)",
              (int)(world_minute("2025-04-01T00:00") / 1440));
    expect(w, policy, 1, "1|over-call|1|-|2|3|2|3|2025|1|60");
}

static void finds_a_record_of_two_inputs(void **state)
{
    (void)state;
    /* 120 minutes by the class's own roster, 90 by another input. */
    struct world *w = open_county(2);
    put_offering(w, 1, 1, 1);
    put_class(w, 1, 1, "centralized", MORNING, 1, 2);
    world_run(w, "INSERT INTO attendance SELECT 1, 1, day, 36000, 90, 1, NULL,"
                 " NULL, NULL, NULL, 0, 1, 7 FROM attendance WHERE member = 1;"
                 "INSERT INTO attendance SELECT 2, 1, day, NULL, 90, 4, NULL,"
                 " NULL, NULL, NULL, 0, 1, 8 FROM attendance WHERE member = 2");
    expect(w, "{}", 1, "1|same-record|1|-|1|1|1|1|2025|1|90");
}

static void finds_a_session_under_two_ids(void **state)
{
    (void)state;
    /* s2 of the same offering at the same time; s3 is the second part. */
    struct world *w = open_county(2);
    put_offering(w, 1, 1, 1);
    put_class(w, 1, 1, "centralized", MORNING, 1, 2);
    put_class(w, 2, 1, "centralized", MORNING, 1, 1);
    put_class(w, 3, 1, "centralized", "2025-03-03T11:00", "2025-03-03T13:00", 1,
              2);
    expect(w, "{}", 1, "1|same-record|1|-|1|2|1|1|2025|1|120");
    /* Other minutes are credited: a parallel class, not the same. */
    w = open_county(2);
    put_offering(w, 1, 1, 1);
    put_class(w, 1, 1, "centralized", MORNING, 1, 2);
    put_class(w, 2, 1, "centralized", MORNING, 1, 1);
    world_run(w, "UPDATE session SET minutes = 60 WHERE session = 2");
    expect(w, "{}", 1, "");
}

static void what_the_policy_excepts_is_no_repeat(void **state)
{
    (void)state;
    static const char *const policies[] = {
        "\"except_topics\": [\"T1\"]", "\"except_forms\": \"collective\"",
        "\"exclude_meetings\": true", "\"repeat_after\": \"higher-level\""};
    for (size_t i = 0; i < sizeof policies / sizeof *policies; i++) {
        struct world *w = open_series("collective");
        char policy[128];
        snprintf(policy, sizeof policy,
                 "{\"duplicate\": {\"repeat_topic\": true, %s}}", policies[i]);
        expect(w, policy, 1, "");
    }
}

static void a_class_of_a_higher_level_counts_on_a_lower_one(void **state)
{
    (void)state;
    /* o1 county, o2 provincial, o3 municipal: only o2 is above a later one. */
    struct world *w = open_series("collective");
    world_run(w, "UPDATE session SET level = CASE session WHEN 1 THEN 'county'"
                 " WHEN 2 THEN 'provincial' ELSE 'municipal' END");
    expect(w,
           "{\"duplicate\": {\"repeat_topic\": true,"
           " \"repeat_after\": \"higher-level\"}}",
           1, "1|repeat-topic|1|1|2|3|2|3|2025|1|60");
}

static void a_retake_that_a_requirement_asks_for_is_no_repeat(void **state)
{
    (void)state;
    /* Two sessions of T1 a year are asked for: o2 is the second, o3 is not. */
    expect(open_series("centralized"),
           "{\"requirements\": [{\"id\": \"r\", \"title\": \"t\", \"what\":"
           " {\"unit\": \"sessions\", \"amount\": 2, \"topic\": \"T1\"},"
           " \"window\": {\"kind\": \"calendar-year\"}}],"
           " \"duplicate\": {\"repeat_topic\": true}}",
           1, "1|repeat-topic|1|1|1|3|1|3|2025|1|60");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_two_providers_with_one_audience),
        cmocka_unit_test(
            half_of_the_smaller_audience_is_enough_and_less_is_not),
        cmocka_unit_test(a_small_audience_is_not_told),
        cmocka_unit_test(other_years_topics_and_forms_are_no_duplicates),
        cmocka_unit_test(two_parts_of_one_offering_are_no_duplicate),
        cmocka_unit_test(finds_a_member_in_two_places_at_a_time),
        cmocka_unit_test(who_was_absent_was_not_in_two_places),
        cmocka_unit_test(finds_a_topic_taught_twice_if_the_policy_asks),
        cmocka_unit_test(finds_calls_beyond_the_limit_of_a_year),
        cmocka_unit_test(who_was_called_and_stayed_away_was_called),
        cmocka_unit_test(calls_are_limited_for_the_roles_that_the_policy_names),
        cmocka_unit_test(finds_a_record_of_two_inputs),
        cmocka_unit_test(finds_a_session_under_two_ids),
        cmocka_unit_test(what_the_policy_excepts_is_no_repeat),
        cmocka_unit_test(a_class_of_a_higher_level_counts_on_a_lower_one),
        cmocka_unit_test(a_retake_that_a_requirement_asks_for_is_no_repeat),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
