/*
 * test_analyze_survey.c - respondents screened and weighted, items counted.
 */
#include "analyze/survey/survey.h"

#include "analyze/math/mixhash.h"
#include "analyze/survey/itemtable.h"
#include "analyze/survey/screen.h"
#include "analyze/survey/shelf.h"
#include "analyze/survey/weights.h"
#include "tests/unit/math_near.h"
#include "tests/unit/world.h"

#include <stdlib.h>
#include <string.h>

enum { ITEMS = 14 };

/* Survey d: likert items q0 .. q13 on 1..5 in scale s, q3 reversed. */
static struct world *open_survey(void)
{
    struct world *w = world_open();
    world_run(w, "INSERT INTO survey (survey, survey_id, about) VALUES"
                 " (1, 'd', 'demand')");
    world_run(w, "CREATE TABLE response_d (respondent INTEGER PRIMARY KEY,"
                 " respondent_id TEXT, member INTEGER, rater INTEGER,"
                 " answered_on INTEGER, seconds INTEGER, batch INTEGER,"
                 " line INTEGER)");
    for (int i = 0; i < ITEMS; i++) {
        world_run(w,
                  "INSERT INTO item (item, survey, item_id, position, kind,"
                  " scale, low, high, reversed) VALUES (%d, 1, 'q%d', %d,"
                  " 'likert', 's', 1, 5, %d)",
                  i + 1, i, i + 1, i == 3);
        world_run(w, "ALTER TABLE response_d ADD COLUMN i_q%d INTEGER", i);
    }
    return w;
}

/* Member NUMBER, who lives at HOME and has answered CODES in SECONDS. */
static void answer(struct world *w, int number, const char *home,
                   const int codes[ITEMS], int seconds)
{
    world_run(w, "INSERT INTO member (member, member_id) VALUES (%d, 'm%04d')",
              number, number);
    world_run(w,
              "INSERT INTO member_attribute VALUES (%d, 'home', '%s', NULL,"
              " NULL, 1, 1)",
              number, home);
    if (codes == NULL)
        return;
    world_run(w,
              "INSERT INTO response_d (respondent, respondent_id, member,"
              " seconds) VALUES (%d, '%d', %d, %d)",
              number, number, number, seconds);
    for (int i = 0; i < ITEMS; i++)
        world_run(w,
                  "UPDATE response_d SET i_q%d = nullif(%d, 0)"
                  " WHERE respondent = %d",
                  i, codes[i], number);
}

/* Something of everything: 0 is not answered, -2 without substance. */
static void draw(int codes[ITEMS], int who)
{
    static const int values[] = {1, 2, 3, 4, 5, 5, 4, 0, -2, -1};
    for (int i = 0; i < ITEMS; i++) {
        uint64_t x = mixhash_below(10, (uint64_t)who, (uint64_t)i, 7);
        codes[i] = who % 5 == 0 ? 4 : values[x];
    }
}

static struct answers *read(struct world *w)
{
    struct answers *a;
    struct diag d = {0};
    world_read(w, 64);
    assert_int_equal(shelf_answers(&w->run, "survey", &a, &d), 0);
    assert_non_null(a);
    return a;
}

static void all_at_once_are_screened_as_one_by_one(void **state)
{
    (void)state;
    struct world *w = open_survey();
    struct screening s;
    struct diag d = {0};
    for (int who = 1; who <= 60; who++) {
        int codes[ITEMS];
        draw(codes, who);
        answer(w, who, "hill", codes, 100);
    }
    static const int version[ITEMS] = {[0] = 2, 5, 0, [ITEMS - 1] = 3};
    int shown[ITEMS]; /* four items, of which three are answered */
    for (int i = 0; i < ITEMS; i++)
        shown[i] = i > 2 && i < ITEMS - 1 ? -1 : version[i];
    answer(w, 61, "hill", shown, 100);
    struct answers *a = read(w);
    assert_int_equal(screening_make(&s, &w->run, a, &d), 0);
    assert_int_equal(s.flags[60] & SCREEN_FEW, 0);
    for (size_t i = 0; i < a->n; i++) {
        struct screen one = screen_respondent(a, i, 0.5);
        assert_int_equal(s.answered[i], one.answered);
        assert_int_equal(s.longstring[i], one.longstring);
        assert_true(isnan(one.irv) ? isnan(s.irv[i])
                                   : fabs(s.irv[i] - one.irv) < 1e-12);
        assert_int_equal(s.flags[i] & (SCREEN_STRAIGHT | SCREEN_FEW),
                         one.flags);
    }
    screening_free(&s);
    world_close(w);
}

static unsigned flags_of(struct world *w, size_t respondent)
{
    struct screening s;
    struct diag d = {0};
    struct answers *a = read(w);
    assert_int_equal(screening_make(&s, &w->run, a, &d), 0);
    unsigned flags = s.flags[respondent];
    screening_free(&s);
    world_close(w);
    return flags;
}

static const int varied[ITEMS] = {1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 1, 2, 3, 4};

/* 14 answers take 14 seconds at one each; 13 are too fast. */
static void who_is_faster_than_reading_is_flagged(void **state)
{
    (void)state;
    struct world *w = open_survey();
    answer(w, 1, "hill", varied, 14);
    assert_int_equal(flags_of(w, 0) & SCREEN_FAST, 0);
    w = open_survey();
    answer(w, 1, "hill", varied, 13);
    assert_int_equal(flags_of(w, 0) & SCREEN_FAST, SCREEN_FAST);
}

/* q3 is reversed; what counts is what was ticked: 4. */
static void an_attention_item_wants_the_code_as_asked(void **state)
{
    (void)state;
    struct world *w = open_survey();
    world_set_analysis(w, "{\"survey\": {\"attention\": {\"q3\": 4}}}");
    answer(w, 1, "hill", varied, 99);
    assert_int_equal(flags_of(w, 0) & SCREEN_ATTENTION, 0);
    w = open_survey();
    world_set_analysis(w, "{\"survey\": {\"attention\": {\"q3\": 2}}}");
    answer(w, 1, "hill", varied, 99);
    assert_int_equal(flags_of(w, 0) & SCREEN_ATTENTION, SCREEN_ATTENTION);
    w = open_survey();
    world_set_analysis(w, "{\"survey\": {\"attention\": {\"q99\": 2}}}");
    answer(w, 1, "hill", varied, 99);
    struct screening s;
    struct diag d = {0};
    assert_int_equal(screening_make(&s, &w->run, read(w), &d), -1);
    assert_non_null(strstr(d.text, "q99"));
    screening_free(&s);
    world_close(w);
}

/*
 * 4 of the hill and 6 of the valley answered; there are 60 and 40. q0 is 5 on
 * the hill but for two straight-liners, who tick 4 throughout.
 */
static struct world *open_weighted(const char *settings)
{
    struct world *w = open_survey();
    world_set_analysis(w, settings);
    world_run(w, "INSERT INTO population VALUES ('home', 'hill', 60, 1, 1),"
                 " ('home', 'valley', 40, 1, 2), ('sex', 'f', 5, 1, 3)");
    static const int straight[ITEMS] = {4, 4, 4, 4, 4, 4, 4,
                                        4, 4, 4, 4, 4, 4, 4};
    for (int i = 1; i <= 10; i++) {
        int codes[ITEMS];
        memcpy(codes, varied, sizeof codes);
        codes[0] = i <= 4 ? 5 : 2;
        answer(w, i, i <= 4 ? "hill" : "valley", i <= 2 ? straight : codes, 99);
    }
    answer(w, 11, "hill", NULL, 0);
    return w;
}

struct weighted {
    struct world *w;
    struct answers *a;
    struct screening s;
    struct weights weights;
    struct groups groups;
};

static struct weighted weigh(const char *settings)
{
    struct weighted x = {.w = open_weighted(settings)};
    struct diag d = {0};
    x.a = read(x.w);
    groups_make(&x.groups, &x.w->run);
    assert_int_equal(screening_make(&x.s, &x.w->run, x.a, &d), 0);
    assert_int_equal(
        weights_make(&x.weights, &x.w->run, &x.groups, x.a, &x.s, &d), 0);
    return x;
}

static void weighted_close(struct weighted *x)
{
    weights_free(&x->weights);
    groups_free(&x->groups);
    screening_free(&x->s);
    world_close(x->w);
}

static double weight_of(const struct weighted *x, size_t respondent)
{
    return x->weights.weight[x->weights.cell[respondent]];
}

/* 60 / 4 : 40 / 6 with mean 1: 1.5 and 2 / 3. The margin "sex" has one value.
 */
static void respondents_weigh_what_they_stand_for(void **state)
{
    (void)state;
    struct weighted x =
        weigh("{\"survey\": {\"weight_least\": 1, \"weight_most\": 9}}");
    assert_int_equal(x.weights.rake.margins, 1);
    assert_int_equal(x.weights.members, 11);
    assert_near(weight_of(&x, 0), 1.5, 1e-12);
    assert_near(weight_of(&x, 9), 2.0 / 3, 1e-12);
    assert_int_equal(x.weights.end.state, RAKE_CONVERGED);
    assert_near(x.weights.value[0].weighted, 6, 1e-12);
    weighted_close(&x);
}

/*
 * q0: 4 4 5 5 on the hill, 2 six times: mean (18 + 12) / 10; weighted .6 4.5 +
 * .4 2. Residuals from the hill's and the valley's mean: +-.5 on the hill, 0.
 * Units +-.5 1.5, s^2 = 4 .75^2 / 9; of 10 out of 11: (1 - 10 / 11) 10 s^2.
 * Without the careless (1, 2): (10 + 12) / 8.
 */
static void an_item_is_weighted_with_its_error(void **state)
{
    (void)state;
    struct weighted x =
        weigh("{\"survey\": {\"weight_least\": 1, \"weight_most\": 9}}");
    struct itemtable all_items[ITEMS], *t = &all_items[0];
    double error;
    itemtable_make_all(all_items, x.a, &x.weights);
    struct moments all = itemtable_moments(t, NULL);
    struct moments kept = itemtable_moments(t, x.weights.careless);
    assert_near(moments_mean(&all), 3, 1e-14);
    assert_near(itemtable_weighted(t, &x.weights, &error), 3.5, 1e-12);
    assert_near(error, sqrt(10.0 / 11 * 4 * 0.5625 / 9) / 10, 1e-12);
    assert_int_equal(kept.count, 8);
    assert_near(moments_mean(&kept), 22.0 / 8, 1e-14);
    for (size_t i = 0; i < ITEMS; i++)
        itemtable_free(&all_items[i]);
    weighted_close(&x);
}

/* Two of the hill are left: 60 / 2 : 40 / 6 with mean 1 over 8. */
static void the_careless_can_be_left_out_or_weigh_less(void **state)
{
    (void)state;
    struct weighted x =
        weigh("{\"survey\": {\"weight_least\": 1, \"weight_most\": 9,"
              " \"careless\": \"exclude\"}}");
    assert_near(weight_of(&x, 0), 0, 0);
    assert_near(weight_of(&x, 2), 0.6 * 8 / 2, 1e-12);
    assert_near(x.weights.end.effective, 64 / (2 * 5.76 + 6 * 0.64 * 4 / 9),
                1e-9);
    weighted_close(&x);
    x = weigh("{\"survey\": {\"weight_least\": 1, \"weight_most\": 9,"
              " \"careless\": \"down-weight\"}}");
    assert_near(weight_of(&x, 0) / weight_of(&x, 2), 0.5, 1e-12);
    assert_near(2 * weight_of(&x, 0) + 2 * weight_of(&x, 2), 6, 1e-12);
    weighted_close(&x);
}

/* Fewer than 5 of the hill: both values become one, and nothing is raked. */
static void small_values_are_joined(void **state)
{
    (void)state;
    struct weighted x = weigh("{\"survey\": {\"weight_least\": 5}}");
    assert_int_equal(x.weights.rake.margins, 0);
    assert_int_equal(x.weights.value[1].joined, 0);
    assert_near(weight_of(&x, 0), 1, 1e-12);
    weighted_close(&x);
}

/* Nobody answers 14 items in less than an hour each. */
static void leaving_everybody_out_is_refused(void **state)
{
    (void)state;
    struct world *w = open_weighted("{\"survey\": {\"careless\": \"exclude\","
                                    " \"item_seconds\": 3600}}");
    struct screening s;
    struct weights x;
    struct groups none = {0};
    struct diag d = {0};
    struct answers *a = read(w);
    assert_int_equal(screening_make(&s, &w->run, a, &d), 0);
    assert_int_equal(weights_make(&x, &w->run, &none, a, &s, &d), -1);
    assert_non_null(strstr(d.text, "none of 10"));
    weights_free(&x);
    screening_free(&s);
    world_close(w);
}

static void the_tables_say_the_same(void **state)
{
    (void)state;
    struct world *w = open_weighted(
        "{\"survey\": {\"weight_least\": 1, \"weight_most\": 9}}");
    world_read(w, 64);
    world_task(w, &survey_task);
    char *rows = world_rows(w, "SELECT policy, state, margins, respondents,"
                               " members FROM weighting");
    assert_string_equal(rows, "flag|converged|1|10|11");
    free(rows);
    rows = world_rows(w, "SELECT value, members, respondents, round(weighted,"
                         " 9), state FROM weight_margin");
    assert_string_equal(rows, "hill|60|4|6.0|raked\nvalley|40|6|4.0|raked\n"
                              "f|5|0|0.0|unknown");
    free(rows);
    rows = world_rows(w, "SELECT count(*), round(sum(weight), 9) FROM weight");
    assert_string_equal(rows, "10|10.0");
    free(rows);
    rows = world_rows(w, "SELECT n, mean, round(weighted_mean, 9), n_kept,"
                         " mean_kept FROM item_quality WHERE item = 1");
    assert_string_equal(rows, "10|3.0|3.5|8|2.75");
    free(rows);
    world_close(w);
}

static void answers_of_nobody_known_make_no_rate(void **state)
{
    (void)state;
    static const int codes[ITEMS] = {1, 2, 3};
    struct world *w = open_survey();
    for (int who = 1; who <= 4; who++)
        answer(w, who, "hill", who < 3 ? codes : NULL, 100);
    world_run(w, "UPDATE response_d SET member = NULL");
    world_read(w, 64);
    world_task(w, &survey_task);
    char *told = world_rows(w, "SELECT (SELECT count(*) FROM response_rate),"
                               " (SELECT count(*) FROM item_quality)");
    assert_string_equal(told, "0|14");
    free(told);
    world_close(w);
}

/*
 * Of the numbers 10, 20 .. 100 that ten wrote, 10 .. 40, all the hill, are of
 * the next day: the mean of 50 .. 100 is 75, and the valley ticks 2.
 */
static void answers_after_the_day_are_in_no_table(void **state)
{
    (void)state;
    struct world *w = open_weighted("{}");
    world_run(w, "INSERT INTO item (item, survey, item_id, position, kind)"
                 " VALUES (99, 1, 'n', 99, 'number')");
    world_run(w, "ALTER TABLE response_d ADD COLUMN i_n INTEGER");
    world_run(w,
              "UPDATE response_d SET i_n = 10 * respondent,"
              " answered_on = %d + (respondent < 5)",
              (int)world_day("2025-12-31"));
    world_read(w, 64);
    world_task(w, &survey_task);
    char *rows = world_rows(w, "SELECT n, mean FROM item_quality"
                               " WHERE item IN (1, 99) ORDER BY item");
    assert_string_equal(rows, "6|2.0\n6|75.0");
    free(rows);
    rows = world_rows(w, "SELECT respondents FROM weighting");
    assert_string_equal(rows, "6");
    free(rows);
    world_close(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_at_once_are_screened_as_one_by_one),
        cmocka_unit_test(who_is_faster_than_reading_is_flagged),
        cmocka_unit_test(an_attention_item_wants_the_code_as_asked),
        cmocka_unit_test(respondents_weigh_what_they_stand_for),
        cmocka_unit_test(an_item_is_weighted_with_its_error),
        cmocka_unit_test(the_careless_can_be_left_out_or_weigh_less),
        cmocka_unit_test(small_values_are_joined),
        cmocka_unit_test(leaving_everybody_out_is_refused),
        cmocka_unit_test(the_tables_say_the_same),
        cmocka_unit_test(answers_of_nobody_known_make_no_rate),
        cmocka_unit_test(answers_after_the_day_are_in_no_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
