/* test_analyze_planned.c - classes that would be given twice if held. */
#include "analyze/duplicate/planned.h"
#include "analyze/requirement/requirement.h"
#include "tests/unit/world.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

/*
 * Two providers and one topic. Both members heard offering 1 of A on 3 March
 * 2025, the as-of day is 30 June; offerings 2 (B, 5 August) and 3 (A, 5
 * August, half an hour later, another topic) are to come.
 */
static void put_session(struct world *w, int number, const char *begins,
                        int minutes)
{
    world_run(w,
              "INSERT INTO session (session, session_id, offering, form,"
              " begins, ends, minutes) VALUES (%d, 's%d', %d, 'centralized',"
              " %" PRId64 ", %" PRId64 ", %d)",
              number, number, number, world_minute(begins),
              world_minute(begins) + minutes, minutes);
}

static struct world *open_plan(void)
{
    struct world *w = world_open();
    world_run(w,
              "INSERT INTO organization (org, org_id, name) VALUES"
              " (1, 'A', 'a'), (2, 'B', 'b');"
              "INSERT INTO topic (topic, topic_id, name) VALUES"
              " (1, 'T1', 't1'), (2, 'T2', 't2');"
              "INSERT INTO course (course, course_id, title) VALUES"
              " (1, 'c1', 'c'), (2, 'c2', 'c');"
              "INSERT INTO course_topic VALUES (1, 1, 100, 0, 0),"
              " (2, 2, 100, 0, 0);"
              "INSERT INTO member (member, member_id) VALUES (1, 'm1'),"
              " (2, 'm2');"
              "INSERT INTO offering (offering, offering_id, course, provider)"
              " VALUES (1, 'o1', 1, 1), (2, 'o2', 1, 2), (3, 'o3', 2, 1);");
    put_session(w, 1, "2025-03-03T09:00", 120);
    put_session(w, 2, "2025-08-05T09:00", 60);
    put_session(w, 3, "2025-08-05T09:30", 60);
    world_run(w,
              "INSERT INTO attendance SELECT member, 1, %d, NULL, 120, 1,"
              " NULL, NULL, NULL, NULL, 0, 0, 0 FROM member",
              (int)(world_minute("2025-03-03T00:00") / 1440));
    return w;
}

static void expect(struct world *w, const char *policy, const char *rows)
{
    world_set(w, policy, "2025-06-30");
    world_read(w, 1);
    world_task(w, &requirement_task); /* reads the policy */
    world_task(w, &planned_task);
    char *got = world_rows(
        w, "SELECT finding, kind, member, topic, first_session,"
           " second_session, first_provider, second_provider, year, members,"
           " minutes, planned FROM duplicate ORDER BY finding");
    assert_string_equal(got, rows);
    free(got);
    world_close(w);
}

#define RULES                                                    \
    "{\"duplicate\": {\"repeat_topic\": true, \"max_calls\": 1," \
    " \"min_members\": 2}}"

static void nobody_has_a_place_and_nothing_is_told(void **state)
{
    (void)state;
    expect(open_plan(), RULES, "");
    /* Enrolled in what was held: that is no place to come. */
    struct world *w = open_plan();
    world_run(w, "INSERT INTO enrolment VALUES (1, 1, NULL, NULL, 0, 0)");
    expect(w, RULES, "");
}

static void a_place_of_the_plan_repeats_what_was_heard(void **state)
{
    (void)state;
    /* o2 is the second call of the year and teaches T1 again. */
    struct world *w = open_plan();
    world_run(w, "INSERT INTO class_plan VALUES (1, 2, 1, 1.0, NULL),"
                 " (2, 3, 1, 1.0, NULL)"); /* the second is another run's */
    expect(w, RULES,
           "1|repeat-topic|1|1|1|2|1|2|2025|1|60|1\n"
           "2|over-call|1|-|1|2|1|2|2025|1|60|1");
}

static void places_may_clash_with_each_other(void **state)
{
    (void)state;
    /* 9:30 to 10:00 is in both. */
    struct world *w = open_plan();
    world_run(w, "INSERT INTO enrolment VALUES (2, 2, NULL, NULL, 0, 0),"
                 " (2, 3, NULL, NULL, 0, 0)");
    expect(w, "{}", "1|overlapping-time|2|-|2|3|2|1|2025|1|30|1");
}

static void one_audience_would_be_taught_by_two_providers(void **state)
{
    (void)state;
    /* Both members: A's class of 120 minutes was held, B's has 60. */
    struct world *w = open_plan();
    world_run(w, "INSERT INTO enrolment VALUES (1, 2, NULL, NULL, 0, 0),"
                 " (2, 2, NULL, NULL, 0, 0)");
    expect(w, "{\"duplicate\": {\"min_members\": 2}}",
           "1|multi-provider|-|1|-|-|1|2|2025|2|120|1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_has_a_place_and_nothing_is_told),
        cmocka_unit_test(a_place_of_the_plan_repeats_what_was_heard),
        cmocka_unit_test(places_may_clash_with_each_other),
        cmocka_unit_test(one_audience_would_be_taught_by_two_providers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
