/*
 * test_sample_roster.c - sample-data/world.h, roster.h, catalogue.h and
 * schedule.h. What is expected is said in sample-data/README.md.
 */
#include "sample-data/roster.h"
#include "sample-data/schedule.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void the_county_has_120_branches_of_7_to_18(void **state)
{
    (void)state;
    struct world w;
    world_make(&w, 1, 1500);
    assert_int_equal(w.branches, 120);
    int32_t sum = 0;
    for (int32_t b = 0; b < w.branches; b++) {
        int32_t size = world_branch_size(&w, b);
        assert_in_range(size, 7, 18);
        sum += size;
    }
    assert_int_equal(sum, 1500);
}

static void everything_grows_with_the_members(void **state)
{
    (void)state;
    static const int32_t sizes[] = {500, 1500, 1501, 300000, 5000000};
    for (size_t i = 0; i < COUNT_OF(sizes); i++) {
        struct world w;
        world_make(&w, 1, sizes[i]);
        assert_int_equal(w.branches, (sizes[i] * INT64_C(120) + 750) / 1500);
        int64_t sum = 0;
        for (int32_t b = 0; b < w.branches; b++) {
            assert_true(world_branch_size(&w, b) >= 5);
            sum += world_branch_size(&w, b);
        }
        assert_int_equal(sum, sizes[i]);
        assert_int_equal(world_township(&w, 0), 0);
        assert_int_equal(world_township(&w, w.branches - 1), TOWNSHIPS - 1);
    }
}

static void ids_tell_the_place(void **state)
{
    (void)state;
    struct world w;
    char id[ID_TEXT];
    world_make(&w, 1, 1500);
    assert_string_equal(world_org_id(&w, ORG_COUNTY, id), "QL");
    assert_string_equal(world_org_id(&w, ORG_TOWNSHIP + 2, id), "QL-03");
    assert_string_equal(world_org_id(&w, ORG_BRANCH, id), "QL-01-01");
    /* 10 and 8 branches are before the third township */
    assert_string_equal(world_org_id(&w, ORG_BRANCH + 24, id), "QL-03-07");
    assert_string_equal(world_org_id(&w, ORG_PROVIDER + 13, id), "P14");
    assert_string_equal(world_member_id(123, id), "QL000123");
}

/* 6 late, 1 exempt, 1 on the leap day, 4 waiting, 20 trained of 120. */
static void the_planted_secretaries_are_counted(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        struct world w;
        struct roster r;
        int counts[PLAN_WAITING + 1] = {0};
        world_make(&w, seed, 1500);
        roster_make(&r, &w);
        for (int32_t m = 1; m <= w.members; m++) {
            const struct person *p = &r.people[m];
            counts[p->plan]++;
            if (p->plan == PLAN_LEAP)
                assert_int_equal(p->posts[0].begin, date_day(2024, 2, 29));
            if (p->plan == PLAN_LATE)
                assert_true(person_due(p->posts[0].begin, TERM_APPOINTMENT) <
                            w.as_of);
            if (p->plan == PLAN_WAITING)
                assert_true(person_due(p->posts[0].begin, TERM_APPOINTMENT) >
                            w.as_of);
        }
        assert_int_equal(counts[PLAN_LATE], 6);
        assert_int_equal(counts[PLAN_EXEMPT], 1);
        assert_int_equal(counts[PLAN_LEAP], 1);
        assert_int_equal(counts[PLAN_WAITING], 4);
        assert_int_equal(counts[PLAN_TRAINED], 20);
        roster_free(&r);
    }
}

static void a_branch_has_one_secretary_on_any_day(void **state)
{
    (void)state;
    struct world w;
    struct roster r;
    world_make(&w, 3, 1500);
    roster_make(&r, &w);
    for (int32_t day = w.begin; day <= w.as_of; day += 15) {
        int counts[WORLD_BRANCHES] = {0};
        for (int32_t m = 1; m <= w.members; m++)
            if (person_holds(&r.people[m], POST_SECRETARY, day))
                counts[r.people[m].branch]++;
        for (int b = 0; b < WORLD_BRANCHES; b++)
            assert_int_equal(counts[b], 1);
    }
    roster_free(&r);
}

static void who_holds_a_post_has_joined_before(void **state)
{
    (void)state;
    struct world w;
    struct roster r;
    world_make(&w, 4, 1500);
    roster_make(&r, &w);
    for (int32_t m = 1; m <= w.members; m++) {
        const struct person *p = &r.people[m];
        assert_true(p->joined >= date_add_months(p->born, 12 * 18));
        for (size_t i = 0; i < COUNT_OF(p->posts); i++)
            if (p->posts[i].kind != POST_NONE)
                assert_true(p->full < p->posts[i].begin);
    }
    roster_free(&r);
}

static void membership_follows_moves_and_leaves(void **state)
{
    (void)state;
    struct person p = {.branch = 3,
                       .new_branch = 8,
                       .joined = 100,
                       .moved_on = 500,
                       .left_on = DATE_NONE,
                       .back_on = DATE_NONE};
    assert_int_equal(person_branch(&p, 99), -1);
    assert_int_equal(person_branch(&p, 100), 3);
    assert_int_equal(person_branch(&p, 499), 3);
    assert_int_equal(person_branch(&p, 500), 8);
    p.moved_on = DATE_NONE;
    p.left_on = 200;
    assert_int_equal(person_branch(&p, 200), 3);
    assert_int_equal(person_branch(&p, 201), -1);
    p.back_on = 300;
    assert_int_equal(person_branch(&p, 299), -1);
    assert_int_equal(person_branch(&p, 300), 3);
}

static void a_course_needs_only_one_of_its_topic(void **state)
{
    (void)state;
    struct world w;
    struct catalogue c;
    world_make(&w, 1, 1500);
    catalogue_make(&c, &w);
    for (int i = 0; i < COURSES; i++) {
        int requires = c.courses[i].requires;
        if (requires >= 0) {
            assert_int_equal(c.courses[requires].topic, c.courses[i].topic);
            assert_int_equal(c.courses[requires].variant, BASICS);
        }
    }
    for (int i = 0; i < SCORED; i++) {
        int course = c.course_of[catalogue_scored[i]][BASICS];
        assert_int_equal(catalogue_score_place(&c, course), i);
    }
    catalogue_free(&c);
}

/* But for the planted pairs, which have a second one. */
static void a_topic_has_one_provider_a_year(void **state)
{
    (void)state;
    struct world w;
    struct catalogue c;
    int provider[WORLD_YEARS + 1][TOPICS];
    memset(provider, -1, sizeof provider);
    world_make(&w, 1, 4500);
    catalogue_make(&c, &w);
    for (int32_t n = 0; n < c.n_classes; n++) {
        const struct klass *k = &c.classes[n];
        const struct course *course = &c.courses[k->course];
        if (course->variant > ADVANCED || n >= c.planted[0][0].first)
            continue;
        int *known = &provider[k->year][course->topic];
        if (*known < 0)
            *known = k->provider;
        assert_int_equal(*known, k->provider);
    }
    for (int p = 0; p < PAIRS; p++) {
        const struct planted_pair *pair = &catalogue_pairs[p];
        assert_int_equal(provider[pair->year][pair->topic], pair->first);
        assert_int_equal(c.planted[p][1].count, 3);
        assert_int_equal(c.classes[c.planted[p][1].first].provider,
                         pair->second);
    }
    catalogue_free(&c);
}

static void a_branch_has_no_topic_twice_in_a_year(void **state)
{
    (void)state;
    struct world w;
    struct catalogue c;
    world_make(&w, 1, 1500);
    catalogue_make(&c, &w);
    for (int32_t b = 0; b < w.branches; b++)
        for (int year = 0; year < WORLD_YEARS; year++) {
            bool seen[TOPICS] = {false};
            for (int k = 0; k < BRANCH_SESSIONS; k++) {
                struct meeting m = schedule_branch(&c, &w, b, year, k);
                struct meeting next =
                    schedule_branch(&c, &w, b, year, (k + 1) % 8);
                if (k % 2 == 0) {
                    assert_false(seen[m.topic]);
                    assert_int_equal(next.course, m.course);
                }
                seen[m.topic] = true;
                assert_true(k == BRANCH_SESSIONS - 1 || next.day > m.day);
                assert_int_equal(date_year(m.day), WORLD_YEAR + year);
            }
        }
    catalogue_free(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_county_has_120_branches_of_7_to_18),
        cmocka_unit_test(everything_grows_with_the_members),
        cmocka_unit_test(ids_tell_the_place),
        cmocka_unit_test(the_planted_secretaries_are_counted),
        cmocka_unit_test(a_branch_has_one_secretary_on_any_day),
        cmocka_unit_test(who_holds_a_post_has_joined_before),
        cmocka_unit_test(membership_follows_moves_and_leaves),
        cmocka_unit_test(a_course_needs_only_one_of_its_topic),
        cmocka_unit_test(a_topic_has_one_provider_a_year),
        cmocka_unit_test(a_branch_has_no_topic_twice_in_a_year),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
