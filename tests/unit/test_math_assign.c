/*
 * test_math_assign.c - places in classes. Small plans by hand; random ones
 * against the best of all plans, found by trying every one.
 */
#include "analyze/math/assign.h"
#include "analyze/math/mixhash.h"

#include "tests/unit/math_near.h"

enum { MEMBERS = 4, CLASSES = 4, MOST = MEMBERS * CLASSES };

/* A problem with its arrays; worth 0 is no choice. */
struct example {
    struct assign_problem p;
    size_t starts[MEMBERS + 1];
    struct assign_choice choices[MOST];
    struct assign_class class[CLASSES];
    uint8_t quota[MEMBERS];
};

static void fill_example(struct example *e, const double *worth,
                         const int seats[CLASSES], int quota)
{
    size_t count = 0;
    for (size_t m = 0; m < MEMBERS; m++) {
        e->starts[m] = count;
        e->quota[m] = (uint8_t)quota;
        for (uint32_t c = 0; c < CLASSES; c++)
            if (worth[m * CLASSES + c] > 0)
                e->choices[count++] =
                    (struct assign_choice){c, (float)worth[m * CLASSES + c]};
    }
    e->starts[MEMBERS] = count;
    for (uint32_t c = 0; c < CLASSES; c++)
        e->class[c] = (struct assign_class){.group = c, .seats = seats[c]};
    e->p = (struct assign_problem){.members = MEMBERS,
                                   .classes = CLASSES,
                                   .starts = e->starts,
                                   .choices = e->choices,
                                   .class = e->class,
                                   .quota = e->quota,
                                   .budget = INFINITY};
}

static void solve(struct assignment *a, const struct example *e, size_t threads)
{
    struct assign_options o = {.rounds = 100, .step = .05, .threads = threads};
    struct diag d = {0};
    assert_int_equal(assign_solve(a, &e->p, &o, &d), 0);
}

/*
 * Both want class 0 most, of which there is one seat; it does most good where
 * the second choice is worst: .9 + .8 beats 1 + .1.
 */
static void the_seat_goes_where_it_is_missed_most(void **state)
{
    (void)state;
    static const double worth[MEMBERS][CLASSES] = {{1, .8}, {.9, .1}};
    static const int seats[CLASSES] = {1, 2, 0, 0};
    struct example e;
    struct assignment a;
    fill_example(&e, worth[0], seats, 1);
    solve(&a, &e, 1);
    assert_near(a.worth, 1.7, 1e-6);
    assert_true(a.given[1] && a.given[2]);
    assert_int_equal(a.places, 2);
    assert_true(a.bound >= 1.7 - 1e-6);
    assign_free(&a);
}

/* Three classes of one course: a member gets the best, once. */
static void nobody_sits_twice_in_one_group(void **state)
{
    (void)state;
    static const double worth[MEMBERS][CLASSES] = {{.5, .7, .6, .2}};
    static const int seats[CLASSES] = {1, 1, 1, 1};
    struct example e;
    struct assignment a;
    fill_example(&e, worth[0], seats, 3);
    e.class[1].group = e.class[2].group = 0;
    solve(&a, &e, 1);
    assert_near(a.worth, .9, 1e-6);
    assert_near(a.bound, .9, 1e-6);
    assert_true(a.given[1] && a.given[3]);
    assign_free(&a);
}

static bool are_neighbours(const void *of, uint32_t a, uint32_t b)
{
    (void)of;
    return a + 1 == b || b + 1 == a;
}

/* 0 and 1 are at the same time, and so are 1 and 2: .6 + .5 beats .7. */
static void nobody_sits_in_two_classes_at_a_time(void **state)
{
    (void)state;
    static const double worth[MEMBERS][CLASSES] = {{.6, .7, .5, 0}};
    static const int seats[CLASSES] = {1, 1, 1, 1};
    struct example e;
    struct assignment a;
    fill_example(&e, worth[0], seats, 3);
    e.p.clash = are_neighbours;
    solve(&a, &e, 1);
    for (size_t i = 0; i < 3; i++)
        for (size_t j = 0; j < i; j++)
            assert_false(a.given[i] && a.given[j] && i - j == 1);
    assert_true(a.worth >= .7f);
    assign_free(&a);
}

/* 10 for a place in each: two of the four that are wanted can be paid. */
static void places_cost_no_more_than_the_budget(void **state)
{
    (void)state;
    static const double worth[MEMBERS][CLASSES] = {
        {.9}, {.4}, {0, .8}, {0, .3}};
    static const int seats[CLASSES] = {4, 4, 0, 0};
    struct example e;
    struct assignment a;
    fill_example(&e, worth[0], seats, 1);
    e.class[0].cost = e.class[1].cost = 10;
    e.p.budget = 25;
    solve(&a, &e, 1);
    assert_near(a.cost, 20, 0);
    assert_near(a.worth, 1.7, 1e-6);
    assert_true(a.bound >= 1.7 - 1e-6);
    assign_free(&a);
}

static void what_is_not_in_order_is_refused(void **state)
{
    (void)state;
    static const double worth[MEMBERS][CLASSES] = {{.5, .7}};
    static const int seats[CLASSES] = {1, 1, 1, 1};
    struct assign_options o = {.rounds = 1, .step = .05, .threads = 1};
    struct example e;
    struct assignment a;
    struct diag d = {0};
    fill_example(&e, worth[0], seats, 1);
    e.choices[1].class = 0;
    assert_int_equal(assign_solve(&a, &e.p, &o, &d), -1);
    assign_free(&a);
    e.choices[1].class = CLASSES;
    assert_int_equal(assign_solve(&a, &e.p, &o, &d), -1);
    assign_free(&a);
}

/* The best of all plans from choice I on; no groups, clashes or budget. */
static double best_plan(const struct example *e, size_t i, int *seats,
                        int *quota)
{
    if (i == e->starts[MEMBERS])
        return 0;
    size_t m = 0;
    while (e->starts[m + 1] <= i)
        m++;
    double best = best_plan(e, i + 1, seats, quota);
    uint32_t c = e->choices[i].class;
    if (seats[c] > 0 && quota[m] > 0) {
        seats[c]--;
        quota[m]--;
        best = fmax(best, (double)e->choices[i].worth +
                              best_plan(e, i + 1, seats, quota));
        seats[c]++;
        quota[m]++;
    }
    return best;
}

static void make_random(struct example *e, int *seats, uint64_t trial)
{
    double worth[MEMBERS][CLASSES];
    for (uint64_t m = 0; m < MEMBERS; m++)
        for (uint64_t c = 0; c < CLASSES; c++)
            worth[m][c] = (double)mixhash_below(20, trial, m, c) / 19;
    for (uint64_t c = 0; c < CLASSES; c++)
        seats[c] = (int)mixhash_below(3, trial, c, 99);
    fill_example(e, worth[0], seats, 2);
}

static void check_limits(const struct example *e, const struct assignment *a)
{
    int64_t load[CLASSES] = {0};
    for (size_t m = 0; m < MEMBERS; m++) {
        int count = 0;
        for (size_t i = e->starts[m]; i < e->starts[m + 1]; i++)
            if (a->given[i]) {
                count++;
                load[e->choices[i].class]++;
            }
        assert_true(count <= e->quota[m]);
    }
    for (size_t c = 0; c < CLASSES; c++) {
        assert_int_equal(load[c], a->load[c]);
        assert_true(load[c] <= e->class[c].seats);
    }
}

/*
 * Class 0 is worth 1, .9 and .8 to three, class 1 but .7 to the first; all for
 * one purpose: who has the first place gets no second, whatever the quota.
 */
static void nobody_gets_two_places_for_one_purpose(void **state)
{
    (void)state;
    static const double worth[MEMBERS][CLASSES] = {{1, .7}, {.9}, {.8, .6}};
    static const int seats[CLASSES] = {2, 4, 0, 0};
    static const int8_t same[MOST] = {0}, none[MOST] = {-1, -1, -1, -1, -1};
    struct example e;
    struct assignment a;
    fill_example(&e, worth[0], seats, 2);
    e.p.purpose = same;
    solve(&a, &e, 1);
    assert_int_equal(a.places, 3);
    assert_near(a.worth, 1 + .9 + .6, 1e-6);
    assign_free(&a);
    e.p.purpose = none;
    solve(&a, &e, 1);
    assert_int_equal(a.places, 4);
    assert_near(a.worth, 1 + .7 + .9 + .6, 1e-6);
    assign_free(&a);
}

enum { CROWD = 500, COSTLY = 8 };

/*
 * 500 members, all of whom could sit in three of eight classes; the second half
 * of these costs up to 80 times the first. Whatever is to be spent, no plan is
 * worth 2 % more than the one found: the bound tells.
 */
static void a_budget_is_spent_where_it_brings_most(void **state)
{
    (void)state;
    static struct assign_choice choice[CROWD * COSTLY];
    static size_t starts[CROWD + 1];
    static uint8_t quota[CROWD];
    struct assign_class class[COSTLY];
    for (uint32_t c = 0; c < COSTLY; c++)
        class[c] = (struct assign_class){
            .group = c, .seats = CROWD, .cost = c < 4 ? c + 1 : 40 * (c - 2)};
    for (uint32_t m = 0; m < CROWD; m++) {
        starts[m + 1] = starts[m] + COSTLY;
        quota[m] = 3;
        for (uint32_t c = 0; c < COSTLY; c++)
            choice[starts[m] + c] = (struct assign_choice){
                c, (float)(1 + mixhash_below(1000, 7, m, c)) / 1000};
    }
    for (double budget = 500; budget < 1e5; budget *= 3) {
        struct example e = {.p = {.members = CROWD,
                                  .classes = COSTLY,
                                  .starts = starts,
                                  .choices = choice,
                                  .class = class,
                                  .quota = quota,
                                  .budget = budget}};
        struct assignment a;
        solve(&a, &e, 2);

        assert_true(a.cost <= budget);
        assert_true(a.worth <= a.bound && a.worth >= .98 * a.bound);
        assign_free(&a);
    }
}

/* Over 300 plans: within the limits, below the bound, and near the best. */
static void random_plans_come_near_the_best_of_all(void **state)
{
    (void)state;
    double found = 0, best = 0;
    for (uint64_t trial = 0; trial < 300; trial++) {
        struct example e;
        struct assignment a, b;
        int seats[CLASSES], quota[MEMBERS] = {2, 2, 2, 2};
        make_random(&e, seats, trial);
        solve(&a, &e, 1);
        solve(&b, &e, 3);
        check_limits(&e, &a);
        double most = best_plan(&e, 0, seats, quota);
        assert_true(a.worth <= most + 1e-6);
        assert_true(a.bound >= most - 1e-6);
        assert_memory_equal(a.given, b.given, e.starts[MEMBERS]);
        assert_memory_equal(a.price, b.price, sizeof *a.price * CLASSES);
        found += a.worth;
        best += most;
        assign_free(&a);
        assign_free(&b);
    }
    assert_true(found >= .99 * best);
}

/* However few bids are in memory at a time, the plan is the same. */
static void small_slices_give_the_same_plan(void **state)
{
    (void)state;
    for (uint64_t trial = 0; trial < 100; trial++) {
        struct example e;
        struct assignment whole, part;
        int seats[CLASSES];
        make_random(&e, seats, trial);
        solve(&whole, &e, 1);
        for (e.p.slice = 1; e.p.slice < 6; e.p.slice += 2) {
            solve(&part, &e, 1);
            assert_memory_equal(part.given, whole.given,
                                e.starts[MEMBERS] * sizeof *part.given);
            assert_near(part.worth, whole.worth, 0);
            assign_free(&part);
        }
        assign_free(&whole);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_seat_goes_where_it_is_missed_most),
        cmocka_unit_test(nobody_sits_twice_in_one_group),
        cmocka_unit_test(nobody_sits_in_two_classes_at_a_time),
        cmocka_unit_test(places_cost_no_more_than_the_budget),
        cmocka_unit_test(nobody_gets_two_places_for_one_purpose),
        cmocka_unit_test(a_budget_is_spent_where_it_brings_most),
        cmocka_unit_test(what_is_not_in_order_is_refused),
        cmocka_unit_test(random_plans_come_near_the_best_of_all),
        cmocka_unit_test(small_slices_give_the_same_plan),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
