/*
 * test_report_ladder.c - report/ladder.h.
 *
 * Counts are {met, on track, due, overdue, exempt}; steps worked out by hand.
 */
#include "lib/attr.h"
#include "report/ladder.h"
#include "report/suppress.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static void every_step_is_shown_where_all_counts_are_large(void **state)
{
    (void)state;
    static const size_t parent[] = {SUPPRESS_TOP};
    static const struct ladder_counts counts[] = {{{20, 6, 7, 8, 1}}};
    int steps[1];
    ladder_climb(parent, counts, 1, 10, 5, steps);
    assert_int_equal(steps[0], LADDER_STEPS);
    assert_int_equal(ladder_members(&counts[0]), 41);
}

static void the_climb_ends_before_a_small_count(void **state)
{
    (void)state;
    static const size_t parent[] = {SUPPRESS_TOP};
    static const struct {
        struct ladder_counts counts;
        int steps;
    } rows[] = {
        {{{9, 0, 0, 0, 50}}, 0},                /* 9 members */
        {{{10, 0, 0, 0, 0}}, LADDER_STEPS},     /* nothing is left to split */
        {{{3, 10, 10, 10, 0}}, LADDER_MET},     /* 3 met */
        {{{10, 3, 0, 0, 0}}, LADDER_MET},       /* 3 not met */
        {{{20, 10, 10, 3, 0}}, LADDER_OVERDUE}, /* 3 overdue */
        {{{20, 3, 10, 10, 0}}, LADDER_DUE},     /* 3 on track */
        {{{20, 0, 10, 10, 0}}, LADDER_STEPS},   /* none on track */
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        int steps[1];
        ladder_climb(parent, &rows[i].counts, 1, 10, 5, steps);
        if (steps[0] != rows[i].steps)
            fail_msg("row %zu: %d steps", i, steps[0]);
    }
}

/*
 * The county has 60 members: 35 met, 12 due, 13 overdue. East has 30, 20 of
 * them met, 10 overdue; West 22, 10 met, 12 due; Hill 8, 5 met, 3 overdue.
 * Hill is small. West would leave Hill's 8. East leaves 30, of them 15 met and
 * 15 not, but 3 overdue: so its overdue stay hidden.
 */
static void a_small_branch_is_not_found_by_subtraction(void **state)
{
    (void)state;
    static const size_t parent[] = {SUPPRESS_TOP, 0, 1, 1, 1};
    static const struct ladder_counts counts[] = {{{35, 0, 12, 13, 0}},
                                                  {{35, 0, 12, 13, 0}},
                                                  {{20, 0, 0, 10, 0}},
                                                  {{10, 0, 12, 0, 0}},
                                                  {{5, 0, 0, 3, 0}}};
    static const int expected[] = {LADDER_STEPS, LADDER_STEPS, LADDER_OVERDUE,
                                   0, 0};
    int steps[5];
    ladder_climb(parent, counts, 5, 10, 5, steps);
    for (size_t i = 0; i < COUNT_OF(expected); i++)
        assert_int_equal(steps[i], expected[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_step_is_shown_where_all_counts_are_large),
        cmocka_unit_test(the_climb_ends_before_a_small_count),
        cmocka_unit_test(a_small_branch_is_not_found_by_subtraction),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
