/* test_report_response.c - response rates, where nobody stands out. */
#include "report/response.h"
#include "tests/unit/desk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define RATES                                                            \
    "PRAGMA foreign_keys = OFF;"                                         \
    "INSERT INTO response_rate (run, survey, attribute, value, members," \
    " respondents, named) VALUES "

static json_t *set(struct desk *desk, const char *sql)
{
    struct diag d = {0};
    json_t *survey = json_object();
    desk_run(desk, sql);
    assert_int_equal(response_set(survey, &desk->c, 7, &d), 0);
    return survey;
}

/* "attribute=value members/respondents;" of each group, in order. */
static char *groups_text(const json_t *survey)
{
    struct buffer b = {0};
    size_t i;
    json_t *g;
    json_array_foreach(json_object_get(survey, "response_by"), i, g) {
        buffer_format(
            &b, "%s=%s %d/%d;",
            json_string_value(json_object_get(g, "attribute")),
            json_string_value(json_object_get(g, "value")),
            (int)json_integer_value(json_object_get(g, "members")),
            (int)json_integer_value(json_object_get(g, "respondents")));
    }
    buffer_add(&b, "", 1);
    return (char *)b.bytes;
}

static const struct {
    const char *name, *rates, *groups;
    int suppressed;
    bool all;
} cases[] = {
    /* 22 and 8, 18 and 12: each is 5 or more; nobody is left over. */
    {"two large groups",
     "(1, 7, '', '', 60, 40, 0), (1, 7, 'home', 'town', 30, 18, 0),"
     " (1, 7, 'home', 'rural', 30, 22, 0)",
     "home=rural 30/22;home=town 30/18;", 0, true},
    /* c has 3 and 3; b beside it goes, for all less a and b are c. */
    {"a small group takes one along",
     "(1, 7, '', '', 60, 40, 0), (1, 7, 'work', 'a', 40, 30, 0),"
     " (1, 7, 'work', 'b', 14, 7, 0), (1, 7, 'work', 'c', 6, 3, 0)",
     "work=a 40/30;", 2, true},
    /* 28 of 30: the two who did not answer would be told. */
    {"few who did not answer",
     "(1, 7, '', '', 60, 40, 0), (1, 7, 'home', 'town', 30, 28, 0),"
     " (1, 7, 'home', 'rural', 30, 12, 0)",
     "", 2, true},
    /* Nobody and all are not few: 12 of 12, 0 of 12. The rest: 28 and 8. */
    {"all and nobody",
     "(1, 7, '', '', 60, 40, 0), (1, 7, 'x', 'p', 12, 12, 0),"
     " (1, 7, 'x', 'q', 12, 0, 0)",
     "x=p 12/12;x=q 12/0;", 0, true},
    /* 20 did not: enough. Attributes are judged one by one. */
    {"one attribute does not touch another",
     "(1, 7, '', '', 60, 40, 0), (1, 7, 'a', 'x', 54, 36, 0),"
     " (1, 7, 'a', 'y', 6, 4, 0), (1, 7, 'b', 'x', 60, 40, 0)",
     "b=x 60/40;", 2, true},
    /* One of 60: where, the town, in which all answered, would tell. */
    {"one of all who did not answer",
     "(1, 7, '', '', 60, 59, 0), (1, 7, 'home', 'town', 30, 30, 0),"
     " (1, 7, 'home', 'rural', 30, 29, 0)",
     "", 2, true},
    {"nobody answered",
     "(1, 7, '', '', 60, 0, 0), (1, 7, 'home', 'town', 30, 0, 0),"
     " (1, 7, 'home', 'rural', 30, 0, 0)",
     "home=rural 30/0;home=town 30/0;", 0, true},
    /* 4 of 60: fewer than a cell; 5 are none. */
    {"few who answered",
     "(1, 7, '', '', 60, 4, 0), (1, 7, 'home', 'town', 30, 0, 0),"
     " (1, 7, 'home', 'rural', 30, 4, 0)",
     "", 2, false},
    {"too few in all", "(1, 7, '', '', 9, 9, 0), (1, 7, 'a', 'x', 9, 9, 0)", "",
     1, false},
    {"another run and another survey",
     "(2, 7, '', '', 60, 40, 0), (1, 8, '', '', 60, 40, 0)", "", 0, false},
};

static void groups_go_out_where_nobody_stands_out(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct desk *desk = desk_open();
        char sql[1024];
        snprintf(sql, sizeof sql, RATES "%s", cases[i].rates);
        json_t *survey = set(desk, sql);
        char *groups = groups_text(survey);
        if (strcmp(groups, cases[i].groups) != 0)
            fail_msg("%s: %s", cases[i].name, groups);
        assert_int_equal(
            json_integer_value(json_object_get(survey, "response_suppressed")),
            cases[i].suppressed);
        assert_int_equal(json_is_object(json_object_get(survey, "response")),
                         cases[i].all);
        free(groups);
        json_decref(survey);
        desk_close(desk);
    }
}

static void a_rate_is_told_with_its_name_and_interval(void **state)
{
    (void)state;
    struct desk *desk = desk_open();
    json_t *survey =
        set(desk, "PRAGMA foreign_keys = OFF;"
                  "INSERT INTO organization (org, org_id, name) VALUES"
                  " (1, 'B1', 'Branch 1');"
                  "INSERT INTO response_rate VALUES"
                  " (1, 7, '', '', 60, 40, 0.5, 0.75, NULL, NULL, NULL, 0),"
                  " (1, 7, 'org', 'B1', 30, 20, 0.4, 0.8, 0.25, 0.5, 0.125, 1),"
                  " (1, 7, 'org', 'B2', 30, 20, NULL, NULL, NULL, NULL, NULL,"
                  " 0)");
    json_t *expected = json_pack(
        "{s:{s:i, s:i, s:f, s:f, s:f}, s:[{s:s, s:s, s:s, s:i, s:i, s:f, s:f,"
        " s:f, s:f, s:f, s:b, s:f}, {s:s, s:s, s:n, s:i, s:i, s:n, s:n, s:n,"
        " s:n, s:n, s:b, s:f}], s:i}",
        "response", "members", 60, "respondents", 40, "low", .5, "high", .75,
        "rate", .666667, "response_by", "attribute", "org", "value", "B1",
        "name", "Branch 1", "members", 30, "respondents", 20, "low", .4, "high",
        .8, "p", .25, "q", .5, "odds_ratio", .125, "under_responding", 1,
        "rate", .666667, "attribute", "org", "value", "B2", "name", "members",
        30, "respondents", 20, "low", "high", "p", "q", "odds_ratio",
        "under_responding", 0, "rate", .666667, "response_suppressed", 0);
    assert_non_null(expected);
    assert_true(json_equal(survey, expected));
    json_decref(expected);
    json_decref(survey);
    desk_close(desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(groups_go_out_where_nobody_stands_out),
        cmocka_unit_test(a_rate_is_told_with_its_name_and_interval),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
