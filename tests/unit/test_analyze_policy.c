/* test_analyze_policy.c - a policy is read whole, or its fault is told. */
#include "analyze/requirement/exemptions.h"
#include "analyze/requirement/policy.h"
#include "lib/mem.h"
#include "tests/unit/world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define WHAT "\"what\": {\"unit\": \"hours\", \"amount\": 32}"
#define WINDOW "\"window\": {\"kind\": \"calendar-year\"}"
#define RULE(id, more) \
    "{\"id\": \"" id "\", \"title\": \"t\", " WHAT ", " WINDOW more "}"
#define RULES(list) "{\"requirements\": [\n" list "]}"
/* A rule with another "what", "window" or "who". */
#define WITH_WHAT(what) \
    "{\"id\": \"a\", \"title\": \"t\", \"what\": {" what "}, " WINDOW "}"
#define WITH_WINDOW(window) \
    "{\"id\": \"a\", \"title\": \"t\", " WHAT ", \"window\": {" window "}}"
#define WITH_WHO(who) RULE("a", ", \"who\": {" who "}")

static struct world *open_small(void)
{
    struct world *w = world_open();
    world_run(w, "INSERT INTO organization (org, org_id, name) VALUES"
                 " (1, 'A', 'a');"
                 "INSERT INTO topic (topic, topic_id, name) VALUES"
                 " (1, 'T1', 't1');"
                 "INSERT INTO member (member, member_id) VALUES (1, 'm1'),"
                 " (2, 'm2')");
    return w;
}

static struct policy *read_policy(struct world *w, const char *text,
                                  struct diag *d)
{
    world_set(w, text, "2025-12-31");
    world_read(w, 64);
    return policy_read(&w->study, &w->facts, d);
}

static const struct {
    const char *policy;
    long line;
    const char *key, *text; /* the text begins so */
} faults[] = {
    {"{\"requirments\": []}", 1, "requirments", "unknown key"},
    {RULES("1"), 2, "requirements[0]", "must be an object"},
    {RULES(RULE("a", "") ",\n" RULE("a", "")), 3, "requirements[1].id",
     "'a' is the id of another requirement"},
    {RULES(RULE("", "")), 2, "requirements[0].id", "must not be empty"},
    {RULES(RULE("a", ", \"prorated\": true")), 2, "requirements[0].prorated",
     "unknown key"},
    {RULES(WITH_WHAT("\"unit\": \"weeks\", \"amount\": 3")), 2,
     "requirements[0].what.unit", "'weeks' is no unit"},
    {RULES(WITH_WHAT("\"unit\": \"courses\", \"amount\": 2.5")), 2,
     "requirements[0].what.amount", "must be a whole number"},
    {RULES(WITH_WHAT("\"unit\": \"hours\", \"amount\": 0")), 2,
     "requirements[0].what.amount", "must be more than 0"},
    {RULES(WITH_WHAT("\"unit\": \"hours\", \"amount\": 0.001")), 2,
     "requirements[0].what.amount", "must be a whole number of minutes"},
    {RULES(WITH_WHAT("\"unit\": \"hours\", \"amount\": 2, \"form\":"
                     " [\"centralised\"]")),
     2, "requirements[0].what.form", "'centralised' is no form"},
    {RULES(WITH_WHAT("\"unit\": \"hours\", \"amount\": 2, \"form\": []")), 2,
     "requirements[0].what.form", "must not be empty"},
    {RULES(WITH_WHAT("\"unit\": \"hours\", \"amount\": 2, \"topic\":"
                     " \"T9\"")),
     2, "requirements[0].what.topic", "there is no topic 'T9'"},
    {RULES(WITH_WHAT("\"unit\": \"hours\", \"amount\": 2,"
                     " \"course_kind\": \"common\"")),
     2, "requirements[0].what.course_kind", "'common' is no kind"},
    {RULES(WITH_WINDOW("\"kind\": \"month\"")), 2,
     "requirements[0].window.kind", "'month' is no kind of window"},
    {RULES(WITH_WINDOW("\"kind\": \"calendar-year\", \"years\": 2")), 2,
     "requirements[0].window.years", "unknown key"},
    {RULES(WITH_WINDOW("\"kind\": \"rolling-years\"")), 2,
     "requirements[0].window.years", "is missing"},
    {RULES(WITH_WINDOW("\"kind\": \"season\", \"from\": \"11-31\","
                       " \"to\": \"03-31\"")),
     2, "requirements[0].window.from", "'11-31' is no day of the year"},
    {RULES(WITH_WINDOW("\"kind\": \"after-event\", \"event\":"
                       " \"appointed\", \"months\": 6")),
     2, "requirements[0].window.event", "'appointed' to what?"},
    {RULES(WITH_WINDOW("\"kind\": \"after-event\", \"event\":"
                       " \"retired\", \"months\": 6")),
     2, "requirements[0].window.event", "'retired' is no event"},
    {RULES(WITH_WHO("\"organization\": \"X\"")), 2,
     "requirements[0].who.organization", "there is no organization 'X'"},
    {RULES(WITH_WHO("\"attribute\": {\"residence\": [1]}")), 2,
     "requirements[0].who.attribute.residence", "must be a text"},
    {"{\"exemptions\": [\n\n{\"member_id\": \"m9\"}]}", 3,
     "exemptions[0].member_id", "there is no member 'm9'"},
    {"{\"exemptions\": [\n{\"member_id\": \"m1\", \"requirement\":"
     " \"b\"}]}",
     2, "exemptions[0].requirement", "there is no requirement 'b'"},
    {"{\"exemptions\": [\n{\"member_id\": \"m1\", \"begin_on\":"
     " \"2025-02-01\",\n\"end_on\": \"2025-01-31\"}]}",
     3, "exemptions[0].end_on", "is before begin_on"},
    {"{\"duplicate\": {\"provider_overlap\": 50}}", 1,
     "duplicate.provider_overlap", "must be from 0 to 1"},
    {"{\"eligibility\": {\"not_trained\": []}}", 1, "eligibility.not_trained",
     "must not be empty"},
    {"{\"eligibility\": {\"level_step\": 1}}", 1, "eligibility.level_step",
     "needs levels"},
    {"{\"eligibility\": {\"levels\": [\"a\", \"b\", \"a\"]}}", 1,
     "eligibility.levels", "'a' stands there twice"},
    {"{\"eligibility\": {\"levels\": [\"a\"], \"open_level\": \"b\"}}", 1,
     "eligibility.open_level", "'b' is none of the policy's levels"},
    {"{\"eligibility\": {\"levels\": [\"a\"], \"role_levels\":"
     " {\"chair\": 3}}}",
     1, "eligibility.role_levels.chair", "'' is none of the policy's levels"},
    {"{\"eligibility\": {\"max_distance\": -1}}", 1, "eligibility.max_distance",
     "must be from 0 to 1000"},
};

static void tells_line_and_key_of_a_fault(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(faults); i++) {
        struct world *w = open_small();
        struct diag d = {0};
        assert_null(read_policy(w, faults[i].policy, &d));
        if (d.line != faults[i].line || strcmp(d.column, faults[i].key) != 0 ||
            strncmp(d.text, faults[i].text, strlen(faults[i].text)) != 0)
            fail_msg("case %zu: %ld: %s: %s", i, d.line, d.column, d.text);
        world_close(w);
    }
}

static void refuses_more_rules_than_it_has_bits_for(void **state)
{
    (void)state;
    char *text = mem_text("{\"requirements\": [");
    for (int i = 0; i < 65; i++) {
        char *more = mem_format("%s%s{\"id\": \"r%d\", \"title\": \"t\","
                                " " WHAT ", " WINDOW "}",
                                text, i > 0 ? "," : "", i);
        free(text);
        text = more;
    }
    char *policy = mem_format("%s]}", text);
    struct world *w = open_small();
    struct diag d = {0};
    assert_null(read_policy(w, policy, &d));
    assert_string_equal(d.column, "requirements");
    assert_string_equal(d.text, "65 requirements; there may be 64");
    world_close(w);
    free(policy);
    free(text);
}

static void says_each_rule_in_a_sentence(void **state)
{
    (void)state;
    static const struct {
        const char *rule, *sentence;
    } cases[] = {
        {RULE("a", ", \"prorate\": true, \"valid_from\": \"2024-01-01\""),
         "Every member learns at least 32 hours in each calendar year, in "
         "proportion to the days under this rule. In force from 2024-01-01."},
        {WITH_WHO("\"status\": [\"full\", \"probationary\"], \"role\":"
                  " [\"secretary\", \"committee\"], \"not_role\":"
                  " \"leading\", \"organization\": \"A\", \"attribute\":"
                  " {\"residence\": \"rural\"}"),
         "Every full or probationary member with residence rural in a or below "
         "who is secretary or committee but not leading learns at least 32 "
         "hours in each calendar year."},
        {WITH_WHAT("\"unit\": \"courses\", \"amount\": 5, \"course_kind\":"
                   " \"elective\""),
         "Every member attends at least 5 different elective courses in each "
         "calendar year."},
        {WITH_WHAT("\"unit\": \"sessions\", \"amount\": 1, \"form\":"
                   " [\"centralized\", \"collective\", \"practice\"],"
                   " \"topic\": \"T1\", \"min_minutes\": 60"),
         "Every member attends at least 1 session (form centralized, "
         "collective or practice; topic \u201ct1\u201d; sessions of 60 minutes "
         "or more) in each calendar year."},
        {WITH_WHAT("\"unit\": \"hours\", \"amount\": 1.5"),
         "Every member learns at least 1 hour 30 minutes in each calendar "
         "year."},
        {WITH_WINDOW("\"kind\": \"rolling-years\", \"years\": 5"),
         "Every member learns at least 32 hours in any 5 years."},
        {WITH_WINDOW("\"kind\": \"season\", \"from\": \"11-01\", \"to\":"
                     " \"03-31\""),
         "Every member learns at least 32 hours in each season from 1 November "
         "to 31 March."},
        {WITH_WINDOW("\"kind\": \"after-event\", \"event\":"
                     " \"became-full\", \"months\": 12"),
         "Every member learns at least 32 hours within 12 months of becoming a "
         "full member."},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct world *w = open_small();
        struct diag d = {0};
        char *text = mem_format("{\"requirements\": [%s]}", cases[i].rule);
        struct policy *p = read_policy(w, text, &d);
        if (p == NULL)
            fail_msg("case %zu: %s: %s", i, d.column, d.text);
        assert_string_equal(p->rule[0].sentence, cases[i].sentence);
        policy_free(p);
        free(text);
        world_close(w);
    }
}

static void each_version_is_in_force_until_the_next(void **state)
{
    (void)state;
    struct world *w = open_small();
    struct diag d = {0};
    struct policy *p = read_policy(
        w,
        RULES(RULE("a", ", \"valid_from\": \"2025-01-01\"") "," RULE(
            "a", "") "," RULE("a",
                              ", \"valid_from\": \"2023-01-01\"") "," RULE("b",
                                                                           "")),
        &d);
    assert_non_null(p);
    static const struct {
        const char *day;
        int version;
    } cases[] = {{"2022-12-31", 1},
                 {"2023-01-01", 2},
                 {"2024-12-31", 2},
                 {"2025-01-01", 0},
                 {"2030-01-01", 0}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        int32_t day = world_day(cases[i].day);
        for (int r = 0; r < 3; r++)
            assert_int_equal(policy_in_force(p, (size_t)r, day),
                             r == cases[i].version);
        assert_true(policy_in_force(p, 3, day));
    }
    policy_free(p);
    world_close(w);
}

static void exemptions_are_found_by_member(void **state)
{
    (void)state;
    struct world *w = open_small();
    struct diag d = {0};
    struct policy *p =
        read_policy(w,
                    "{\"requirements\": [" RULE("a", "") "," RULE(
                        "b", "") "], \"exemptions\": ["
                                 "{\"member_id\": \"m2\", \"begin_on\":"
                                 " \"2025-06-01\"},"
                                 "{\"member_id\": \"m2\", \"requirement\":"
                                 " \"b\", \"begin_on\": \"2025-01-01\"}]}",
                    &d);
    assert_non_null(p);
    size_t count = 9;
    policy_exemptions(p, 0, &count);
    assert_int_equal(count, 0);
    const struct exemption *e = policy_exemptions(p, 1, &count);
    assert_int_equal(count, 2);
    assert_true(e[0].rules == 2 && e[1].rules == 3);
    policy_free(p);
    world_close(w);
}

/* Rules: t for instructors, a and b for members. */
#define TEACH                                                        \
    "{\"id\": \"t\", \"title\": \"t\", \"subject\": \"instructor\"," \
    " \"what\": {\"unit\": \"sessions\", \"amount\": 1}, " WINDOW "}"
#define EXEMPT(member, more) "{\"member_id\": \"" member "\"" more "}"
#define OF(rule) ", \"requirement\": \"" rule "\""
#define DAYS(begin, end) \
    ", \"begin_on\": \"2025-" begin "\", \"end_on\": \"2025-" end "\""

static const struct {
    const char *list;   /* one on each line, from line 3 on */
    size_t count[3];    /* by rule */
    long first, second; /* lines of the first pair; 0: none */
} overlaps[] = {
    /* the last day of one is the first of the other */
    {EXEMPT("m1", OF("a") DAYS("01-01", "03-31")) ",\n" EXEMPT(
         "m1", OF("a") DAYS("03-31", "04-30")),
     {0, 1, 0},
     3,
     4},
    {EXEMPT("m1", OF("a") DAYS("01-01", "03-30")) ",\n" EXEMPT(
         "m1", OF("a") DAYS("03-31", "04-30")),
     {0, 0, 0},
     0,
     0},
    {EXEMPT("m1", OF("a")) ",\n" EXEMPT("m1", OF("b")) ",\n" EXEMPT("m2",
                                                                    OF("a")),
     {0, 0, 0},
     0,
     0},
    /* from all rules: told of the first that is for members */
    {EXEMPT("m2", DAYS("02-01", "12-31")) ",\n" EXEMPT("m2", ""),
     {0, 1, 0},
     4,
     3},
    {EXEMPT("m1", OF("b")) ",\n" EXEMPT("m1", ""), {0, 0, 1}, 3, 4},
    /* the long one reaches over the short one after it */
    {EXEMPT("m1", OF("b") DAYS("03-01", "03-02")) ",\n" EXEMPT(
         "m1", OF("b") DAYS("05-01",
                            "05-02")) ",\n" EXEMPT("m1", OF("b") DAYS("01-01",
                                                                      "12-31")),
     {0, 0, 2},
     5,
     3},
};

static void exemptions_that_share_days_are_told_with_their_lines(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(overlaps); i++) {
        char *text = mem_format(
            "{\"requirements\": [" TEACH
            "," RULE("a", "") "," RULE("b", "") "],\n\"exemptions\": [\n%s]}",
            overlaps[i].list);
        struct world *w = open_small();
        struct diag d = {0};
        struct policy *p = read_policy(w, text, &d);
        assert_non_null(p);
        for (size_t r = 0; r < 3; r++) {
            struct exemptions_pair pair[1] = {{{0, 0}}};
            assert_int_equal(exemptions_overlap(p, r, pair, 1),
                             overlaps[i].count[r]);
            bool some = overlaps[i].count[r] > 0;
            assert_int_equal(pair[0].line[0], some ? overlaps[i].first : 0);
            assert_int_equal(pair[0].line[1], some ? overlaps[i].second : 0);
        }
        policy_free(p);
        world_close(w);
        free(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_line_and_key_of_a_fault),
        cmocka_unit_test(refuses_more_rules_than_it_has_bits_for),
        cmocka_unit_test(says_each_rule_in_a_sentence),
        cmocka_unit_test(each_version_is_in_force_until_the_next),
        cmocka_unit_test(exemptions_are_found_by_member),
        cmocka_unit_test(exemptions_that_share_days_are_told_with_their_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
