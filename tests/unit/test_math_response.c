/*
 * test_math_response.c - which groups answered less, against tests that are
 * known in another form, and on invented members whose truth is known.
 */
#include "analyze/math/mixhash.h"
#include "analyze/math/response.h"

#include "tests/unit/math_near.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_GROUPS = 40 };

struct verdict {
    struct response_finding f[MOST_GROUPS];
    int named;
};

static struct verdict judge(const struct response_cell *cell, size_t count,
                            size_t groups, int64_t least)
{
    struct verdict v = {.named = 0};
    bool tested[MOST_GROUPS] = {false};
    struct diag d = {0};
    for (size_t g = 0; g < groups; g++)
        tested[g] = true;
    assert_int_equal(
        response_judge(cell, count, groups, tested, least, 0.05, v.f, &d), 0);
    for (size_t g = 0; g < groups; g++)
        v.named += v.f[g].entered > 0;
    return v;
}

/*
 * 30 of 100 against 50 of 100: the score test of one group is the pooled test
 * of two proportions. Pooled p = .4, z = -.2 / sqrt(.4 * .6 * 2 / 100) =
 * -2.88675, z^2 = 8.33333 (R: prop.test(c(30, 50), c(100, 100), correct = F),
 * p = 0.003892). Two groups are tested: q = 2 p. The odds ratio is
 * (30 / 70) / (50 / 50) = 0.428571.
 */
static void one_group_is_the_test_of_two_proportions(void **state)
{
    (void)state;
    static const uint32_t a[] = {0}, b[] = {1};
    static const struct response_cell cells[] = {{a, 1, 100, 30},
                                                 {b, 1, 100, 50}};
    struct verdict v = judge(cells, 2, 2, 10);
    assert_near(v.f[0].p, 0.0038924171, 1e-9);
    assert_near(v.f[0].q, 0.0077848342, 2e-9);
    assert_int_equal(v.f[0].entered, 1);
    assert_near(v.f[0].ratio, 0.428571428571, 1e-8);
    /* Beside the first nothing is left to be said of the second. */
    assert_true(isnan(v.f[1].p));
    assert_int_equal(v.f[1].entered, 0);
}

/*
 * 42 of 120 against 33 of 80 and 35 of 100: p = 110 / 300. Group 1 against the
 * rest: z^2 = (33 / 80 - 77 / 220)^2 / (11 / 30 * 19 / 30 * (1 / 80 + 1 / 220))
 * = .0625^2 / .00395833 = .986842; p = .320515 (R: pchisq(.986842, 1, lower =
 * FALSE)); three groups: q = .961546.
 */
static void groups_that_answer_alike_are_not_named(void **state)
{
    (void)state;
    static const uint32_t a[] = {0}, b[] = {1}, c[] = {2};
    static const struct response_cell cells[] = {
        {a, 1, 120, 42}, {b, 1, 80, 33}, {c, 1, 100, 35}};
    struct verdict v = judge(cells, 3, 3, 10);
    assert_int_equal(v.named, 0);
    assert_near(v.f[1].p, 0.320515, 2e-6);
    assert_near(v.f[1].q, 0.961546, 6e-6);
    assert_true(isnan(v.f[1].ratio));
}

/* 2000 members: 8 organisations, 3 sectors, migrant or not. */
enum { ORGS = 8, SECTORS = 3, N_GROUPS = ORGS + SECTORS + 2, MEMBERS = 2000 };

struct county {
    uint32_t group[ORGS * SECTORS * 2][3];
    struct response_cell cell[ORGS * SECTORS * 2];
    size_t count;
};

/* The chance to answer by organisation, sector and migration. */
typedef double chance_of(size_t org, size_t sector, size_t migrant);

/* Migrants are many in the first organisation, few elsewhere. */
static void make_county(struct county *y, chance_of *chance, uint64_t seed)
{
    *y = (struct county){.count = sizeof y->cell / sizeof y->cell[0]};
    for (size_t i = 0; i < y->count; i++) {
        size_t org = i / 6, sector = i % 6 / 2, migrant = i % 2;
        uint32_t *group = y->group[i];
        group[0] = (uint32_t)org;
        group[1] = (uint32_t)(ORGS + sector);
        group[2] = (uint32_t)(ORGS + SECTORS + migrant);
        y->cell[i] = (struct response_cell){group, 3, 0, 0};
    }
    for (uint64_t m = 0; m < MEMBERS; m++) {
        size_t org = mixhash_below(ORGS, 1, m, seed);
        size_t sector = mixhash_below(SECTORS, 2, m, seed);
        size_t migrant = mixhash_uniform(3, m, seed) < (org == 0 ? 0.8 : 0.1);
        struct response_cell *c = &y->cell[org * 6 + sector * 2 + migrant];
        c->members++;
        c->respondents +=
            mixhash_uniform(4, m, seed) < chance(org, sector, migrant);
    }
}

static double all_alike(size_t org, size_t sector, size_t migrant)
{
    (void)org, (void)sector, (void)migrant;
    return 0.6;
}

static double migrants_less(size_t org, size_t sector, size_t migrant)
{
    (void)org, (void)sector;
    return migrant ? 0.35 : 0.65;
}

static double migrants_and_last_less(size_t org, size_t sector, size_t migrant)
{
    return migrants_less(org, sector, migrant) - (org == ORGS - 1 ? 0.3 : 0);
}

/*
 * No group differs in 200 drawn counties. Holm's step keeps the share of those
 * in which any is named at .05 at most; 3 standard errors of a share of 200
 * are 3 * sqrt(.05 * .95 / 200) = .0462, so at most 19 of 200.
 */
static void the_level_holds_where_all_answer_alike(void **state)
{
    (void)state;
    int wrong = 0;
    for (uint64_t seed = 0; seed < 200; seed++) {
        struct county y;
        make_county(&y, all_alike, seed);
        wrong += judge(y.cell, y.count, N_GROUPS, 10).named > 0;
    }
    assert_true(wrong <= 19);
}

/* The organisation with many migrants answers less, and is not to blame. */
static void a_group_is_not_blamed_for_another(void **state)
{
    (void)state;
    int found = 0, blamed = 0;
    for (uint64_t seed = 0; seed < 100; seed++) {
        struct county y;
        make_county(&y, migrants_less, seed);
        struct verdict v = judge(y.cell, y.count, N_GROUPS, 10);
        found += v.f[ORGS + SECTORS + 1].entered > 0;
        blamed += v.named - (v.f[ORGS + SECTORS + 1].entered > 0);
    }
    assert_int_equal(found, 100);
    assert_true(blamed <= 11); /* .05 + 3 * sqrt(.05 * .95 / 100) */
}

static void several_true_groups_are_found(void **state)
{
    (void)state;
    int found = 0, false_ones = 0;
    for (uint64_t seed = 0; seed < 100; seed++) {
        struct county y;
        make_county(&y, migrants_and_last_less, seed);
        struct verdict v = judge(y.cell, y.count, N_GROUPS, 10);
        int good =
            (v.f[ORGS + SECTORS + 1].entered > 0) + (v.f[ORGS - 1].entered > 0);
        found += good;
        false_ones += v.named - good;
    }
    assert_int_equal(found, 200);
    assert_true(false_ones <= 11);
}

/*
 * Everybody outside of group 0 answered and nobody in it: the likelihood has
 * no maximum, but within group 0 all are as expected, so group 1, which lies
 * half in it, is to be left alone.
 */
static void complete_separation_is_met_with_patience(void **state)
{
    (void)state;
    static const uint32_t none[] = {0}, both[] = {0, 1}, rest[] = {2},
                          other[] = {1, 2};
    static const struct response_cell cells[] = {{none, 1, 40, 0},
                                                 {both, 2, 40, 0},
                                                 {rest, 1, 60, 60},
                                                 {other, 2, 60, 60}};
    struct verdict v = judge(cells, 4, 3, 10);
    assert_int_equal(v.f[0].entered, 1);
    assert_near(v.f[0].ratio, 0, 1e-12);
    assert_int_equal(v.named, 1);
}

/*
 * All 200 outside of the two groups answered. Beside group 0 (20 of 100) group
 * 1 (20 of 100) is alike: the base rate at infinity must not move their fit.
 * Both are named; their shares are as expected, so group 2 (half of each, 20
 * of 100) is not.
 */
static void a_base_where_all_answered_does_not_bend_the_rest(void **state)
{
    (void)state;
    static const uint32_t a[] = {0}, a2[] = {0, 2}, b[] = {1}, b2[] = {1, 2},
                          base[] = {3};
    static const struct response_cell cells[] = {{a, 1, 50, 10},
                                                 {a2, 2, 50, 10},
                                                 {b, 1, 50, 10},
                                                 {b2, 2, 50, 10},
                                                 {base, 1, 200, 200}};
    struct verdict v = judge(cells, 5, 4, 10);
    assert_true(v.f[0].entered > 0 && v.f[1].entered > 0);
    assert_int_equal(v.f[2].entered, 0);
    assert_near(v.f[2].p, 1, 1e-6);
}

static void nothing_is_said_where_all_or_none_answered(void **state)
{
    (void)state;
    static const uint32_t a[] = {0}, b[] = {1};
    struct response_cell cells[] = {{a, 1, 100, 100}, {b, 1, 50, 50}};
    for (int i = 0; i < 2; i++) {
        struct verdict v = judge(cells, 2, 2, 10);
        assert_int_equal(v.named, 0);
        assert_true(isnan(v.f[0].p) && isnan(v.f[1].q));
        cells[0].respondents = cells[1].respondents = 0;
    }
    assert_int_equal(judge(cells, 0, 0, 10).named, 0);
}

static void groups_that_are_small_or_hold_everybody_are_left_out(void **state)
{
    (void)state;
    static const uint32_t a[] = {0, 2}, b[] = {1, 2};
    static const struct response_cell cells[] = {{a, 2, 9, 0},
                                                 {b, 2, 300, 290}};
    struct verdict v = judge(cells, 2, 3, 10);
    assert_int_equal(v.named, 0);
    assert_true(isnan(v.f[0].p)); /* 9 members */
    assert_true(v.f[1].p > 0);
    assert_true(isnan(v.f[2].p)); /* all 309 */
}

/*
 * Group 1 holds group 0's 100 members and 30 others. By itself it falls short
 * as clearly as group 0 does, but beside it the 30 answer as everybody.
 */
static void the_part_is_named_and_not_the_whole(void **state)
{
    (void)state;
    static const uint32_t part[] = {0, 1}, whole[] = {1}, rest[] = {2};
    static const struct response_cell cells[] = {
        {part, 2, 100, 20}, {whole, 1, 30, 18}, {rest, 1, 500, 300}};
    struct verdict v = judge(cells, 3, 3, 10);
    assert_int_equal(v.f[0].entered, 1);
    assert_int_equal(v.named, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_group_is_the_test_of_two_proportions),
        cmocka_unit_test(groups_that_answer_alike_are_not_named),
        cmocka_unit_test(the_level_holds_where_all_answer_alike),
        cmocka_unit_test(a_group_is_not_blamed_for_another),
        cmocka_unit_test(several_true_groups_are_found),
        cmocka_unit_test(complete_separation_is_met_with_patience),
        cmocka_unit_test(a_base_where_all_answered_does_not_bend_the_rest),
        cmocka_unit_test(nothing_is_said_where_all_or_none_answered),
        cmocka_unit_test(groups_that_are_small_or_hold_everybody_are_left_out),
        cmocka_unit_test(the_part_is_named_and_not_the_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
