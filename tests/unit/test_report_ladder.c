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

static void climb(size_t rules, size_t nodes, const size_t *parent,
                  const struct ladder_counts *counts, int *steps)
{
    const struct ladder ladder = {.rules = rules,
                                  .nodes = nodes,
                                  .parent = parent,
                                  .counts = counts,
                                  .threshold = 10,
                                  .cell = 5};
    ladder_climb(&ladder, steps);
}

static void every_step_is_shown_where_all_counts_are_large(void **state)
{
    (void)state;
    static const size_t parent[] = {SUPPRESS_TOP};
    static const struct ladder_counts counts[] = {{{20, 6, 7, 8, 5}}};
    int steps[1];
    climb(1, 1, parent, counts, steps);
    assert_int_equal(steps[0], LADDER_STEPS);
    assert_int_equal(ladder_members(&counts[0]), 46);
}

static void the_climb_ends_before_a_small_count(void **state)
{
    (void)state;
    static const size_t parent[] = {SUPPRESS_TOP};
    static const struct {
        struct ladder_counts counts;
        int steps;
    } rows[] = {
        {{{5, 0, 0, 0, 4}}, 0},                  /* 9 members */
        {{{10, 0, 0, 0, 0}}, LADDER_STEPS},      /* nothing is left to split */
        {{{3, 10, 10, 10, 0}}, LADDER_MET},      /* 3 met */
        {{{10, 3, 0, 0, 0}}, LADDER_MET},        /* 3 not met */
        {{{20, 10, 10, 3, 0}}, LADDER_OVERDUE},  /* 3 overdue */
        {{{20, 3, 10, 10, 0}}, LADDER_DUE},      /* 3 on track */
        {{{20, 0, 10, 10, 0}}, LADDER_STEPS},    /* none on track */
        {{{20, 3, 10, 10, 4}}, LADDER_ON_TRACK}, /* 3 on track, 4 exempt */
        {{{20, 0, 0, 10, 2}}, LADDER_OVERDUE},   /* 2 exempt, beside them 10 */
        {{{9, 0, 0, 0, 50}}, LADDER_STEPS},      /* all but 9 exempt */
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        int steps[1];
        climb(1, 1, parent, &rows[i].counts, steps);
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
    climb(1, 5, parent, counts, steps);
    for (size_t i = 0; i < COUNT_OF(expected); i++)
        assert_int_equal(steps[i], expected[i]);
}

/*
 * All 40 members of the county and the 33 of its countryside differ by 7; in
 * East all 20 are of the countryside; in West 13 of 20 are.
 */
static void a_rule_is_held_back_where_it_differs_by_few(void **state)
{
    (void)state;
    static const size_t parent[] = {SUPPRESS_TOP, 0, 0};
    static const struct ladder_counts counts[] = {{{33}}, {{20}}, {{13}},
                                                  {{40}}, {{20}}, {{20}}};
    static const int expected[] = {
        0, LADDER_STEPS, 0, LADDER_STEPS, LADDER_STEPS, LADDER_STEPS};
    int steps[6];
    climb(2, 3, parent, counts, steps);
    for (size_t i = 0; i < COUNT_OF(expected); i++)
        assert_int_equal(steps[i], expected[i]);
}

/* A generator of the test's own; Knuth's constants for 64 bits. */
static unsigned draw(uint64_t *seed, unsigned below)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(*seed >> 33) % below;
}

enum { RULES = 4, NODES = 6 };

/* Rule 0 binds all; the next binds a part of them, and so on. Some bind the
 * same. */
static void draw_rules(uint64_t *seed, size_t parent[NODES],
                       struct ladder_counts counts[RULES * NODES])
{
    for (size_t n = 0; n < NODES; n++) {
        parent[n] = n == 0 ? SUPPRESS_TOP : draw(seed, (unsigned)n);
        int64_t left = draw(seed, 60);
        for (size_t r = 0; r < RULES; r++) {
            counts[r * NODES + n] = (struct ladder_counts){{left}};
            left -= draw(seed, 3) == 0 ? draw(seed, (unsigned)left + 1) : 0;
        }
    }
    for (size_t r = 0; r < RULES; r++)
        for (size_t n = NODES; n-- > 1;)
            counts[r * NODES + parent[n]].in[0] += counts[r * NODES + n].in[0];
}

/* Which nodes show two rules, and by how many more the first binds there. */
struct both {
    bool shown[NODES];
    int64_t more[NODES];
};

static void assert_none_or_many(int64_t people)
{
    if (people != 0 && people < 10)
        fail_msg("%lld people are uncovered", (long long)people);
}

/* A node's difference less those of any nodes inside it, none in another. */
static void check_differences(const size_t *parent, const struct both *both)
{
    for (unsigned set = 1; set < 1u << NODES; set++) {
        int64_t left[NODES] = {0};
        bool apart = true;
        for (size_t n = NODES; n-- > 1;) {
            size_t up = parent[n];
            bool in = set >> n & 1;
            while (in && up != SUPPRESS_TOP && !(set >> up & 1))
                up = parent[up];
            apart = apart && (!in || (both->shown[n] && up != SUPPRESS_TOP));
            if (in && up != SUPPRESS_TOP)
                left[up] += both->more[n];
        }
        for (size_t n = 0; apart && n < NODES; n++)
            if (set >> n & 1 && both->shown[n])
                assert_none_or_many(both->more[n] - left[n]);
    }
}

static void no_difference_between_rules_uncovers_few(void **state)
{
    (void)state;
    uint64_t seed = 20251231;
    size_t shown = 0, large = 0;
    for (int round = 0; round < 3000; round++) {
        size_t parent[NODES];
        struct ladder_counts counts[RULES * NODES];
        int steps[RULES * NODES];
        draw_rules(&seed, parent, counts);
        climb(RULES, NODES, parent, counts, steps);
        for (size_t r = 0; r < RULES * NODES; r++) {
            shown += steps[r] > 0;
            large += counts[r].in[0] >= 10;
        }
        for (size_t r = 0; r < RULES; r++)
            for (size_t q = r + 1; q < RULES; q++) {
                struct both both;
                for (size_t n = 0; n < NODES; n++) {
                    size_t a = r * NODES + n, b = q * NODES + n;
                    both.shown[n] = steps[a] > 0 && steps[b] > 0;
                    both.more[n] = counts[a].in[0] - counts[b].in[0];
                }
                check_differences(parent, &both);
            }
    }
    assert_true(2 * shown > large); /* it does not hide it all */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_step_is_shown_where_all_counts_are_large),
        cmocka_unit_test(the_climb_ends_before_a_small_count),
        cmocka_unit_test(a_small_branch_is_not_found_by_subtraction),
        cmocka_unit_test(a_rule_is_held_back_where_it_differs_by_few),
        cmocka_unit_test(no_difference_between_rules_uncovers_few),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
