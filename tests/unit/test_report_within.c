/* test_report_within.c - no figure of an effect follows from two others. */
#include "report/within.h"
#include "tests/unit/desk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Who gives what: organisations P and Q, courses A and B. */
#define PEOPLE                                                            \
    "INSERT INTO organization (org, org_id, name) VALUES (1, 'P', 'p'),"  \
    " (2, 'Q', 'q');"                                                     \
    "INSERT INTO course (course, course_id, title) VALUES (1, 'A', 'a')," \
    " (2, 'B', 'b');"
#define OFFER \
    "INSERT INTO offering (offering, offering_id, course, provider) VALUES "
#define MEET                                                                \
    "INSERT INTO session (session, session_id, offering, provider, method)" \
    " VALUES "

struct figure {
    const char *scope, *value;
    int people;
    bool shown;
};

/* Figures of 10 people or more may be shown. */
static const struct {
    const char *name, *facts;
    struct figure figure[6];
} cases[] = {
    /* 38 in all; A leaves 18, B would leave the 3 of C. */
    {"parts of a whole",
     "",
     {{"course", "A", 20, true},
      {"course", "B", 15, false},
      {"course", "C", 3, false}}},
    {"a small one alone is enough to hide",
     "",
     {{"level", "county", 9, false}, {"method", "case", 10, true}}},
    {"nobody is not shown either",
     "",
     {{"course", "A", 0, false}, {"course", "B", 15, true}}},
    /* P alone gives A and B: P less A leaves 20, less B too leaves 5. */
    {"courses of one provider",
     PEOPLE OFFER "(1, 'a', 1, 1), (2, 'b', 2, 1);" MEET
                  "(1, 'a1', 1, NULL, NULL), (2, 'b1', 2, NULL, NULL)",
     {{"course", "A", 20, true},
      {"course", "B", 15, false},
      {"provider", "P", 40, true}}},
    /* Q gives A too, so A lies in neither; B leaves 25 of P. */
    {"a course of two providers",
     PEOPLE OFFER "(1, 'a', 1, 1), (2, 'b', 2, 1), (3, 'c', 1, 2);" MEET
                  "(1, 'a1', 1, NULL, NULL), (2, 'b1', 2, NULL, NULL),"
                  " (3, 'c1', 3, NULL, NULL)",
     {{"course", "A", 45, true},
      {"course", "B", 15, true},
      {"provider", "P", 40, true},
      {"provider", "Q", 30, true}}},
    /* As above, but Q is named by the session: A less Q leaves 5. */
    {"a session has a provider of its own",
     PEOPLE OFFER "(1, 'a', 1, 1), (2, 'b', 2, 1);" MEET
                  "(1, 'a1', 1, NULL, NULL), (2, 'b1', 2, NULL, NULL),"
                  " (3, 'a2', 1, 2, NULL)",
     {{"course", "A", 35, true},
      {"course", "B", 15, true},
      {"provider", "P", 40, true},
      {"provider", "Q", 30, false}}},
    /* All lectures, and nothing else, are sessions of B: 12 less 12 is 0. */
    {"a method that is one course",
     PEOPLE OFFER "(1, 'a', 1, NULL), (2, 'b', 2, NULL);" MEET
                  "(1, 'a1', 1, NULL, 'case'), (2, 'b1', 2, NULL, 'lecture')",
     {{"course", "A", 20, true},
      {"course", "B", 12, true},
      {"method", "case", 20, true},
      {"method", "lecture", 12, true}}},
    /* 15 less the 12 whose method is known leaves 3. */
    {"a method that is nearly one course",
     PEOPLE OFFER "(1, 'a', 1, NULL), (2, 'b', 2, NULL);" MEET
                  "(1, 'a1', 1, NULL, 'case'), (2, 'b1', 2, NULL, 'lecture'),"
                  " (3, 'b2', 2, NULL, NULL)",
     {{"course", "A", 20, true},
      {"course", "B", 15, true},
      {"method", "case", 20, true},
      {"method", "lecture", 12, false}}},
    /* Q is not told of, so all of A was at P: 35 less 30 leaves the 5 of B. */
    {"a value without a figure is nobody",
     PEOPLE
     "INSERT INTO organization (org, org_id, name) VALUES (3, 'R', 'r');"
     "INSERT INTO course (course, course_id, title)"
     " VALUES (3, 'C', 'c');" OFFER
     "(1, 'a', 1, 1), (2, 'b', 2, 1), (3, 'q', 1, 2), (4, 'c', 3, 3);" MEET
     "(1, 'a1', 1, NULL, NULL), (2, 'b1', 2, NULL, NULL),"
     " (3, 'q1', 3, NULL, NULL), (4, 'c1', 4, NULL, NULL)",
     {{"course", "A", 30, false},
      {"course", "B", 5, false},
      {"course", "C", 20, false},
      {"provider", "P", 35, true},
      {"provider", "R", 20, true}}},
};

static void no_small_rest_can_be_worked_out(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const struct figure *f = cases[i].figure;
        struct desk *desk = desk_open();
        struct diag d = {0};
        bool shown[COUNT_OF(cases[i].figure)];
        json_t *effects = json_array();
        desk_run(desk, cases[i].facts);
        size_t count = 0;
        for (; count < COUNT_OF(shown) && f[count].scope != NULL; count++)
            json_array_append_new(effects, json_pack("{s:s, s:s, s:i}", "scope",
                                                     f[count].scope, "value",
                                                     f[count].value, "pairs",
                                                     f[count].people));
        assert_int_equal(
            within_decide(&desk->c, effects, "pairs", 10, shown, &d), 0);
        for (size_t k = 0; k < count; k++)
            if (shown[k] != f[k].shown)
                fail_msg("%s: %s %s", cases[i].name, f[k].scope, f[k].value);
        json_decref(effects);
        desk_close(desk);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_small_rest_can_be_worked_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
