/*
 * test_analyze_facthash.c - one hash of all facts: the same for the same facts,
 * another for any other.
 */
#include "analyze/base/facthash.h"

#include "tests/unit/world.h"

#include "tests/unit/math_near.h"

#include <stdlib.h>
#include <string.h>

/* SQL with "@1" as K + 1, and so on; free() it. */
static char *with_keys(const char *sql, int k)
{
    char *out = calloc(1, 8 * strlen(sql) + 1);
    for (size_t used = 0; *sql != '\0'; sql++)
        if (*sql == '@')
            used += (size_t)snprintf(out + used, 8, "%d", *++sql - '0' + k);
        else
            out[used++] = *sql;
    return out;
}

/* One row at least in each table that is hashed. */
static const char *const inserts[] = {
    "INSERT INTO organization (org, org_id, name, parent) VALUES"
    " (@1, 'A', 'a', NULL)",
    "INSERT INTO organization (org, org_id, name, parent) VALUES"
    " (@2, 'B', 'b', @1)",
    "INSERT INTO member (member, member_id, name, born_on) VALUES"
    " (@1, 'm1', 'x', 10)",
    "INSERT INTO member (member, member_id) VALUES (@2, 'm2')",
    "INSERT INTO membership VALUES (@1, @2, 'full', 1, NULL, 1, 1)",
    "INSERT INTO member_attribute VALUES (@1, 'home', 'rural', 1, NULL,"
    " 1, 1)",
    "INSERT INTO role VALUES (@1, @1, 'secretary', 1, NULL, 1, 1)",
    "INSERT INTO identity VALUES (@2, 'mail', 'q', 1, 1)",
    "INSERT INTO topic (topic, topic_id, name) VALUES (@1, 'T1', 't')",
    "INSERT INTO topic (topic, topic_id, name, parent) VALUES"
    " (@2, 'T2', 'u', @1)",
    "INSERT INTO course (course, course_id, title, minutes) VALUES"
    " (@1, 'C1', 'c', 60)",
    "INSERT INTO course (course, course_id, title) VALUES"
    " (@2, 'C2', 'd')",
    "INSERT INTO course_topic VALUES (@1, @2, 50, 1, 1)",
    "INSERT INTO course_prerequisite VALUES (@2, @1, 1, 1)",
    "INSERT INTO venue (venue, venue_id, name, seats) VALUES"
    " (@1, 'V', 'v', 40)",
    "INSERT INTO instructor (instructor, instructor_id, member) VALUES"
    " (@1, 'I', @2)",
    "INSERT INTO instructor_field VALUES (@1, @1, 1, 1)",
    "INSERT INTO offering (offering, offering_id, course, provider) VALUES"
    " (@1, 'O', @1, @2)",
    "INSERT INTO session (session, session_id, offering, venue, begins)"
    " VALUES (@1, 'S', @1, @1, 100)",
    "INSERT INTO session_instructor VALUES (@1, @1, 1, 1)",
    "INSERT INTO enrolment VALUES (@1, @1, 5, @1, 1, 1)",
    "INSERT INTO course_choice VALUES (@1, @2, 1, 7, 1, 1)",
    "INSERT INTO target VALUES (@1, 'hours', 2025, 3200, 1, 1)",
    "INSERT INTO assessment VALUES (@1, 'care', 2025, 'self', 9000, 1,"
    " 1)",
    "INSERT INTO survey (survey, survey_id, about) VALUES (@1, 'd',"
    " 'demand')",
    "INSERT INTO item (item, survey, item_id, position, kind, topic) VALUES"
    " (@1, @1, 'q', 1, 'likert', @2)",
    "INSERT INTO item_code VALUES (@1, 1, 'one', NULL)",
    "INSERT INTO response_d VALUES (@1, 'r', @1, NULL, 3, 60, 1, 1,"
    " 4)",
    "INSERT INTO response_d VALUES (@2, 's', NULL, NULL, 3, 60, 1, 1,"
    " NULL)",
    "INSERT INTO interview (interview, interview_id, member, day) VALUES"
    " (@1, 'N', @1, 9)",
    "INSERT INTO interview_theme VALUES (@1, @2, 3, 1, 1)",
    "INSERT INTO population VALUES ('home', 'rural', 900, 1, 1)",
};

/* K is added to every key. */
static struct world *open_facts(int k, int reverse)
{
    struct world *w = world_open();
    size_t n = sizeof inserts / sizeof inserts[0];
    world_run(w, "CREATE TABLE response_d (respondent INTEGER PRIMARY KEY,"
                 " respondent_id TEXT, member INTEGER, rater INTEGER,"
                 " answered_on INTEGER, seconds INTEGER, batch INTEGER,"
                 " line INTEGER, i_q INTEGER)");
    for (size_t i = 0; i < n; i++) {
        char *sql = with_keys(inserts[reverse ? n - 1 - i : i], k);
        world_run(w, "%s", sql);
        free(sql);
    }
    return w;
}

static void hash_of(struct world *w, char hex[49])
{
    struct digest_rows rows = {0};
    struct diag d = {0};
    assert_int_equal(facthash_add(&rows, w->db, &d), 0);
    digest_rows_text(&rows, hex);
}

static void keys_batches_and_the_order_of_rows_do_not_matter(void **state)
{
    (void)state;
    char one[49], two[49];
    struct world *w = open_facts(0, 0);
    hash_of(w, one);
    world_close(w);
    w = open_facts(1000, 1);
    world_run(w, "UPDATE membership SET batch = 77, line = 12;"
                 "UPDATE response_d SET batch = 77, line = 12");
    hash_of(w, two);
    world_close(w);
    assert_string_equal(one, two);
}

/* What ingest made follows from the rest. */
static void what_was_made_is_left_out(void **state)
{
    (void)state;
    char one[49], two[49];
    struct world *w = open_facts(0, 0);
    hash_of(w, one);
    world_run(w,
              "INSERT INTO topic (topic_id, name, made) VALUES ('M', 'm', 1);"
              "INSERT INTO offering (offering_id, course, made) VALUES"
              " ('self:C1', 1, 1);"
              "INSERT INTO session (session_id, offering, made) VALUES"
              " ('self:C1', 2, 1)");
    hash_of(w, two);
    world_close(w);
    assert_string_equal(one, two);
}

static void any_other_fact_gives_another_hash(void **state)
{
    (void)state;
    static const char *const changes[] = {
        "UPDATE organization SET parent = NULL",
        "UPDATE organization SET name = 'z' WHERE org_id = 'B'",
        "UPDATE organization SET end_on = 5 WHERE org_id = 'B'",
        "UPDATE member SET born_on = 11 WHERE member_id = 'm1'",
        "UPDATE member SET name = '' WHERE member_id = 'm2'",
        "UPDATE membership SET member = 2",
        "UPDATE membership SET status = 'probationary'",
        "UPDATE membership SET end_on = 5",
        "UPDATE member_attribute SET value = 'urban'",
        "UPDATE role SET org = NULL",
        "UPDATE identity SET other_id = 'p'",
        "UPDATE topic SET name_zh = 't' WHERE topic_id = 'T1'",
        "UPDATE course SET minutes = 61 WHERE course_id = 'C1'",
        "UPDATE course SET kind = 'elective' WHERE course_id = 'C2'",
        "UPDATE course_topic SET weight = 51",
        "DELETE FROM course_prerequisite",
        "UPDATE venue SET seats = 41",
        "UPDATE instructor SET member = 1",
        "UPDATE instructor_field SET topic = 2",
        "UPDATE offering SET provider = 1",
        "UPDATE session SET begins = 101",
        "UPDATE session SET venue = NULL",
        "DELETE FROM session_instructor",
        "UPDATE enrolment SET called_on = NULL",
        "UPDATE course_choice SET rank = 2",
        "UPDATE target SET amount = 1",
        "UPDATE assessment SET assessor = 'supervisors'",
        "UPDATE survey SET title = 'd'",
        "UPDATE item SET reversed = 1",
        "UPDATE item SET topic = 1",
        "UPDATE item_code SET label = 'two'",
        "UPDATE response_d SET i_q = 5 WHERE respondent_id = 'r'",
        "UPDATE response_d SET i_q = -1 WHERE respondent_id = 's'",
        "UPDATE response_d SET member = 2 WHERE respondent_id = 's'",
        "UPDATE interview SET day = 8",
        "UPDATE interview_theme SET strength = 4",
        "UPDATE population SET members = 901",
        "UPDATE status SET attended = 0 WHERE word = 'late'",
        "INSERT INTO role VALUES (1, 1, 'secretary', 1, NULL, 1, 1)",
    };
    char one[49], two[49];
    struct world *w = open_facts(0, 0);
    hash_of(w, one);
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        world_run(w, "SAVEPOINT before");
        world_run(w, "%s", changes[i]);
        hash_of(w, two);
        if (strcmp(one, two) == 0)
            fail_msg("not seen: %s", changes[i]);
        world_run(w, "ROLLBACK TO before");
    }
    hash_of(w, two);
    assert_string_equal(one, two);
    world_close(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_batches_and_the_order_of_rows_do_not_matter),
        cmocka_unit_test(what_was_made_is_left_out),
        cmocka_unit_test(any_other_fact_gives_another_hash),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
