/* test_analyze_naming.c - segments named in plain words by what marks them. */
#include "analyze/segment/naming.h"

#include "tests/unit/world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>

/* The question of one choice is the first in the warehouse. */
static const struct answer_item when = {.key = 1,
                                        .id = "when",
                                        .kind = ANSWER_SINGLE,
                                        .text = "When?",
                                        .text_zh = "何时？"};
static const struct answer_item bare = {.key = 2, .id = "bare"};
static const struct answer_item liked = {
    .key = 3, .id = "liked", .text = "I like tea"};

static struct world *open_world(void)
{
    struct world *w = world_open();
    world_run(w, "INSERT INTO topic (topic, topic_id, name, name_zh) VALUES"
                 " (1, 'T1', 'Bees', '养蜂'), (2, 'T2', 'Tea', NULL),"
                 " (3, 'T3', 'Law', '法律'), (4, 'T4', 'Rice', '水稻'),"
                 " (5, 'T5', 'Wool', '羊毛'), (6, 'T6', 'Fish', '渔业')");
    world_run(w, "INSERT INTO survey (survey, survey_id, about) VALUES"
                 " (1, 's', 'demand');"
                 "INSERT INTO item (item, survey, item_id, position, kind)"
                 " VALUES (1, 1, 'when', 1, 'single');"
                 "INSERT INTO item_code VALUES (1, 2, 'evenings', '晚上')");
    world_read(w, 64);
    return w;
}

static struct trait gap(int topic, double g, double q)
{
    static char names[][3] = {"", "T1", "T2", "T3", "T4", "T5", "T6"};
    return (struct trait){.segment = 1,
                          .kind = TRAIT_GAP,
                          .name = names[topic],
                          .topic = topic - 1,
                          .strength = g,
                          .q = q};
}

/* The names of segment 1 by COUNT traits. */
static void check(const struct trait *trait, size_t count, const char *english,
                  const char *chinese)
{
    struct world *w = open_world();
    struct traits t = {
        .trait = malloc(count * sizeof *trait + 1), .n = count, .segments = 1};
    for (size_t i = 0; i < count; i++)
        t.trait[i] = trait[i];
    naming_choose(&t);
    char *name, *zh;
    struct diag d = {0};
    assert_int_equal(naming_of(&t, &w->run, 1, &name, &zh, &d), 0);
    assert_string_equal(name, english);
    assert_string_equal(zh, chinese);
    free(name);
    free(zh);
    free(t.trait);
    world_close(w);
}

static void three_high_and_two_low_gaps_at_most_name_it(void **state)
{
    (void)state;
    const struct trait traits[] = {
        gap(1, 0.5, 0.01), gap(2, 0.9, 0.01),  gap(3, 0.4, 0.01),
        gap(4, 0.8, 0.01), gap(5, -0.4, 0.01), gap(6, -0.6, 0.01),
    };
    check(traits, 6, "Needs Tea, Rice, Bees; less Fish, Wool",
          "需要Tea、水稻、养蜂；较少需要渔业、羊毛");
    check(traits + 4, 2, "Needs less Fish, Wool", "较少需要渔业、羊毛");
}

static void small_or_uncertain_effects_name_nothing(void **state)
{
    (void)state;
    const struct trait traits[] = {gap(1, 0.29, 0.001), gap(2, 0.9, 0.05),
                                   gap(3, 0.9, 0.2)};
    check(traits, 3, "Close to the average", "与总体相近");
    check(traits, 0, "Close to the average", "与总体相近");
}

static struct trait answer(enum trait_kind kind, const struct answer_item *item,
                           char *name, int code, double strength)
{
    return (struct trait){.segment = 1,
                          .kind = kind,
                          .name = name,
                          .topic = -1,
                          .item = item,
                          .code = code,
                          .strength = strength,
                          .q = 0.001};
}

/* What the segments were made by goes before larger answers to all else. */
static void what_was_compared_names_it_first(void **state)
{
    (void)state;
    char name[2][8] = {"liked", "hours"};
    struct trait traits[] = {
        answer(TRAIT_ITEM, &liked, name[0], 0, 0.9),
        answer(TRAIT_MEASURE, NULL, name[1], 0, 0.4),
    };
    traits[1].compared = true;
    check(traits, 2, "High on \"Hours attended\"", "偏高：“参加学时”");
    traits[1].strength = 0.2;
    check(traits, 2, "High on \"I like tea\"", "偏高：“I like tea”");
}

/* A question of one choice is told once, by the answer that differs most. */
static void answers_name_it_where_no_gap_does(void **state)
{
    (void)state;
    char name[4][8] = {"liked", "when=2", "when=3", "bare"};
    const struct trait traits[] = {
        gap(1, 0.2, 0.001),
        answer(TRAIT_ITEM, &liked, name[0], 0, 0.5),
        answer(TRAIT_CHOICE, &when, name[1], 2, 0.9),
        answer(TRAIT_CHOICE, &when, name[2], 3, -0.7),
        answer(TRAIT_OPTION, &bare, name[3], 1, -0.4),
    };
    check(traits, 5,
          "High on \"When?: evenings\", \"I like tea\"; low on \"bare\"",
          "偏高：“何时？: 晚上”、“I like tea”；偏低：“bare”");
    check(traits + 3, 1, "Low on \"When?: 3\"", "偏低：“何时？: 3”");
}

static void a_gap_goes_before_larger_answers(void **state)
{
    (void)state;
    char name[8] = "liked";
    const struct trait traits[] = {gap(1, 0.31, 0.001),
                                   answer(TRAIT_ITEM, &liked, name, 0, 2.5)};
    check(traits, 2, "Needs Bees", "需要养蜂");
}

static void who_they_are_is_no_name(void **state)
{
    (void)state;
    char name[] = "home=hill";
    struct trait home = answer(TRAIT_ATTRIBUTE, NULL, name, 0, 3);
    check(&home, 1, "Close to the average", "与总体相近");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(three_high_and_two_low_gaps_at_most_name_it),
        cmocka_unit_test(small_or_uncertain_effects_name_nothing),
        cmocka_unit_test(what_was_compared_names_it_first),
        cmocka_unit_test(answers_name_it_where_no_gap_does),
        cmocka_unit_test(a_gap_goes_before_larger_answers),
        cmocka_unit_test(who_they_are_is_no_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
