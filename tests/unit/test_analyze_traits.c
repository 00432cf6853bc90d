/*
 * test_analyze_traits.c - what sets two segments of four apart, by hand.
 *
 * Importance less ability of topic T: 3 3 2 2 in the first segment, and -2 -2
 * -3 -3 in the second. Means 2.5 and -2.5, sd of both sqrt(1 / 3) = .577350, d
 * = 5 / .577350 = 8.660254; J(6) = gamma(3) / (sqrt(3) gamma(2.5)) = 2 /
 * (1.732051 * 1.329340) = .868627; g = 7.522528, its error sqrt(8 / 16 + g^2 /
 * 16) = 2.009173, half the interval 3.937907.
 */
#include "analyze/segment/naming.h"

#include "tests/unit/world.h"

#include "tests/unit/math_near.h"

#include <stdlib.h>
#include <string.h>

enum { IMPORTANCE, ABILITY, TICK, RARE, ITEMS };

/* Importance, ability, an option ticked by 3 and 1, one by none and 2. */
static const int16_t codes[] = {5, 2, 1, 0, 4, 1, 1, 0, 5, 3, 1, 0, 4, 2, 0, 0,
                                2, 4, 1, 1, 1, 3, 0, 1, 2, 5, 0, 0, 1, 4, 0, 0};
static const uint16_t segment_of[] = {1, 1, 1, 1, 2, 2, 2, 2};

static struct answers make_answers(void)
{
    static const struct answer_item items[ITEMS] = {
        {.id = "imp", .facet = "importance", .low = 1, .high = 5},
        {.id = "abi", .facet = "ability", .low = 1, .high = 5},
        {.id = "tick", .kind = ANSWER_OPTION, .topic = FACT_NONE},
        {.id = "rare", .kind = ANSWER_OPTION, .topic = FACT_NONE}};
    static const int32_t members[8] = {0, 1, 2, 3, 4, 5, FACT_NONE, FACT_NONE};
    struct answers a = {.n_items = ITEMS, .n = 8};
    a.item = malloc(sizeof items);
    memcpy(a.item, items, sizeof items);
    a.member = malloc(sizeof members);
    memcpy(a.member, members, sizeof members);
    answers_open(&a);
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
        answers_put(&a, i / ITEMS, i % ITEMS, codes[i]);
    return a;
}

/* Members 1 to 4 are of the hills, 5 and 6 of the valley. */
static struct world *open_world(void)
{
    struct world *w = world_open();
    world_run(w, "INSERT INTO topic (topic, topic_id, name, name_zh) VALUES"
                 " (1, 'T', 'Bees', '养蜂')");
    for (int m = 1; m <= 6; m++)
        world_run(w,
                  "INSERT INTO member (member, member_id) VALUES"
                  " (%d, 'm%d');"
                  "INSERT INTO member_attribute VALUES (%d, 'home', '%s',"
                  " NULL, NULL, 1, 1)",
                  m, m, m, m <= 4 ? "hill" : "valley");
    world_read(w, 64);
    return w;
}

static const struct trait *find(const struct traits *t, int segment,
                                enum trait_kind kind, const char *name)
{
    for (size_t i = 0; i < t->n; i++)
        if (t->trait[i].segment == segment && t->trait[i].kind == kind &&
            strcmp(t->trait[i].name, name) == 0)
            return &t->trait[i];
    fail_msg("no trait %s", name);
    return NULL;
}

static void a_gap_is_told_by_hedges_g(void **state)
{
    (void)state;
    struct world *w = open_world();
    struct answers a = make_answers();
    struct traits t;
    traits_make(&t, &w->run, &(struct features){.answers = &a}, segment_of, 2);
    const struct trait *x = find(&t, 1, TRAIT_GAP, "T");
    assert_int_equal(x->n, 4);
    assert_near(x->mean, 2.5, 1e-14);
    assert_near(x->rest, -2.5, 1e-14);
    assert_near(x->effect, 7.522528, 2e-6);
    assert_near(x->low, 7.522528 - 3.937907, 4e-6);
    assert_near(x->high, 7.522528 + 3.937907, 4e-6);
    assert_near(find(&t, 2, TRAIT_GAP, "T")->effect, -7.522528, 2e-6);
    traits_free(&t);
    answers_free(&a);
    world_close(w);
}

/*
 * 3 of 4 against 1 of 4: ratio 3, error of its log sqrt(1/3 - 1/4 + 1 - 1/4) =
 * .912871, z = ln 3 / .912871 = 1.203469, p = .228795; 3 * exp(-+1.789194) =
 * .501284 and 17.9538. None of 4 against 2 of 4, a half added: (.5 / 5) / (2.5
 * / 5) = .2, error sqrt(2 - .2 + .4 - .2) = sqrt 2.
 */
static void an_option_is_told_by_the_ratio_of_shares(void **state)
{
    (void)state;
    struct world *w = open_world();
    struct answers a = make_answers();
    struct traits t;
    traits_make(&t, &w->run, &(struct features){.answers = &a}, segment_of, 2);
    const struct trait *x = find(&t, 1, TRAIT_OPTION, "tick");
    assert_near(x->mean, 0.75, 0);
    assert_near(x->rest, 0.25, 0);
    assert_near(x->effect, 3, 1e-12);
    assert_near(x->p, 0.228795, 2e-6);
    assert_near(x->low, 3 * exp(-1.789194), 2e-6);
    assert_near(x->high, 3 * exp(1.789194), 4e-5);
    x = find(&t, 1, TRAIT_OPTION, "rare");
    assert_near(x->effect, 0.2, 1e-12);
    assert_near(log(x->high / x->effect), 1.959964 * sqrt(2), 1e-5);
    traits_free(&t);
    answers_free(&a);
    world_close(w);
}

/* Of the known: 4 of 4 of the hills in the first segment, 0 of 2 in the other,
 * a half added: (4.5 / 5) / (.5 / 3) = 5.4. */
static void an_attribute_counts_known_members_alone(void **state)
{
    (void)state;
    struct world *w = open_world();
    struct answers a = make_answers();
    struct traits t;
    traits_make(&t, &w->run, &(struct features){.answers = &a}, segment_of, 2);
    const struct trait *x = find(&t, 1, TRAIT_ATTRIBUTE, "home=hill");
    assert_int_equal(x->n, 4);
    assert_near(x->mean, 1, 0);
    assert_near(x->rest, 0, 0);
    assert_near(x->effect, 5.4, 1e-12);
    assert_int_equal(find(&t, 2, TRAIT_ATTRIBUTE, "home=hill")->n, 2);
    traits_free(&t);
    answers_free(&a);
    world_close(w);
}

static void a_segment_is_named_by_its_gaps(void **state)
{
    (void)state;
    static const char *const names[2][2] = {
        {"Needs Bees", "需要养蜂"}, {"Needs less Bees", "较少需要养蜂"}};
    struct world *w = open_world();
    struct answers a = make_answers();
    struct traits t;
    traits_make(&t, &w->run, &(struct features){.answers = &a}, segment_of, 2);
    naming_choose(&t);
    for (uint16_t s = 1; s <= 2; s++) {
        char *name[2];
        struct diag d = {0};
        assert_int_equal(naming_of(&t, &w->run, s, &name[0], &name[1], &d), 0);
        for (int zh = 0; zh < 2; zh++) {
            assert_string_equal(name[zh], names[s - 1][zh]);
            free(name[zh]);
        }
    }
    assert_int_equal(find(&t, 1, TRAIT_GAP, "T")->place, 1);
    assert_int_equal(find(&t, 1, TRAIT_ITEM, "imp")->place, 0);
    traits_free(&t);
    answers_free(&a);
    world_close(w);
}

/*
 * Members 1 to 3 are secretaries on the day; 5 was one until summer, 6 is to be
 * one. Of the known 3 of 4 against 0 of 2, a half added: (3.5 / 5) / (.5 / 3) =
 * 4.2. Half the interval of its log: 1.959964 sqrt(1 / 3.5 - 1 / 5 + 1 / .5 - 1
 * / 3) = 2.594552.
 */
static void a_post_counts_if_it_is_held_on_the_day(void **state)
{
    (void)state;
    struct world *w = world_open();
    for (int m = 1; m <= 6; m++)
        world_run(w,
                  "INSERT INTO member (member, member_id) VALUES"
                  " (%d, 'm%d')",
                  m, m);
    for (int m = 1; m <= 6; m++)
        if (m != 4)
            world_run(w,
                      "INSERT INTO role VALUES (%d, NULL, 'secretary', %d, %d,"
                      " 1, 1)",
                      m, world_day(m == 6 ? "2026-01-01" : "2024-01-01"),
                      world_day(m == 5 ? "2025-06-30" : "2026-12-31"));
    world_read(w, 64);
    struct answers a = make_answers();
    struct traits t;
    traits_make(&t, &w->run, &(struct features){.answers = &a}, segment_of, 2);
    const struct trait *x = find(&t, 1, TRAIT_ATTRIBUTE, "role:secretary");
    assert_int_equal(x->n, 4);
    assert_near(x->mean, 0.75, 0);
    assert_near(x->rest, 0, 0);
    assert_near(x->effect, 4.2, 1e-12);
    assert_near(log(x->high / x->effect), 2.594552, 2e-6);
    assert_int_equal(find(&t, 2, TRAIT_ATTRIBUTE, "role:secretary")->n, 2);
    traits_free(&t);
    answers_free(&a);
    world_close(w);
}

/* 3 of 4 against 1 of 4: h = 2 asin(.866025) - 2 asin(.5) = 2 (60 - 30)
 * degrees = 1.047198. */
static void shares_are_weighed_by_cohens_h(void **state)
{
    (void)state;
    struct world *w = open_world();
    struct answers a = make_answers();
    struct traits t;
    traits_make(&t, &w->run, &(struct features){.answers = &a}, segment_of, 2);
    assert_near(find(&t, 1, TRAIT_OPTION, "tick")->strength, 1.047198, 1e-6);
    assert_near(find(&t, 2, TRAIT_OPTION, "tick")->strength, -1.047198, 1e-6);
    traits_free(&t);
    answers_free(&a);
    world_close(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_gap_is_told_by_hedges_g),
        cmocka_unit_test(an_option_is_told_by_the_ratio_of_shares),
        cmocka_unit_test(an_attribute_counts_known_members_alone),
        cmocka_unit_test(a_post_counts_if_it_is_held_on_the_day),
        cmocka_unit_test(shares_are_weighed_by_cohens_h),
        cmocka_unit_test(a_segment_is_named_by_its_gaps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
