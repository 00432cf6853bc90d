/*
 * test_analyze_features.c - what respondents are compared by.
 */
#include "analyze/segment/features.h"

#include "analyze/base/period.h"
#include "analyze/record/learning.h"
#include "analyze/segment/measures.h"
#include "lib/date.h"
#include "lib/mem.h"
#include "tests/unit/world.h"

#include "tests/unit/math_near.h"

#include <stdlib.h>
#include <string.h>

enum { ITEMS = 5, PEOPLE = 4 };

/* Two ratings, a willingness, an option and a choice of one of three. */
static struct answer_item items[ITEMS] = {
    {.id = "imp",
     .kind = ANSWER_LIKERT,
     .facet = "importance",
     .scale = "s",
     .low = 1,
     .high = 5},
    {.id = "abi",
     .kind = ANSWER_LIKERT,
     .facet = "ability",
     .scale = "s",
     .low = 1,
     .high = 5},
    {.id = "will",
     .kind = ANSWER_LIKERT,
     .facet = "willingness",
     .low = 1,
     .high = 5},
    {.id = "tick", .kind = ANSWER_OPTION, .facet = "interest"},
    {.id = "one", .kind = ANSWER_SINGLE, .low = 1, .high = 3},
};
static const int codes[PEOPLE][ITEMS] = {{1, 4, 2, 1, 1},
                                         {3, 4, 2, 0, 2},
                                         {ANSWER_NONE, 4, 5, 1, 3},
                                         {5, 4, 5, -1, 9}};
static int32_t members[PEOPLE] = {0, 1, 2, FACT_NONE};

static struct world *open_world(const char *features, struct answers *a)
{
    struct world *w = world_open();
    char *analysis = mem_format("{\"segment\": {\"features\": %s}}", features);
    world_run(w, "INSERT INTO member (member, member_id) VALUES (1, 'a'),"
                 " (2, 'b'), (3, 'c')");
    world_set(w, "{}", "2025-12-31");
    world_set_analysis(w, analysis);
    world_read(w, 64);
    free(analysis);
    *a = (struct answers){
        .item = items, .n_items = ITEMS, .n = PEOPLE, .member = members};
    answers_open(a);
    for (size_t i = 0; i < PEOPLE; i++)
        for (size_t j = 0; j < ITEMS; j++)
            answers_put(a, i, j, codes[i][j]);
    return w;
}

static void close_all(struct world *w, struct answers *a, struct features *f)
{
    features_free(f);
    a->item = NULL; /* not theirs */
    a->member = NULL;
    answers_free(a);
    world_close(w);
}

/* imp: 1, 3, none, 5: mean 3, sd 2. abi: all 4, left out. The row without imp
 * is of the other pattern, of as many rows or fewer, and so the last. */
static void ratings_and_ticks_are_the_default(void **state)
{
    (void)state;
    struct answers a;
    struct features f;
    struct diag d = {0};
    struct world *w = open_world("[]", &a);
    assert_int_equal(features_make(&f, &w->run, &a, &d), 0);
    assert_int_equal(f.n, 4);
    assert_int_equal(f.scales, 1);
    assert_int_equal(f.item[0], 0);
    assert_int_equal(f.classes, 1);
    assert_int_equal(f.item[1], 3);
    double number;
    uint16_t which[1];
    static const double z[3] = {-1, 0, 1};
    for (size_t place = 0; place < 3; place++) {
        coded_numbers(&f.data, place, &number);
        assert_near(number, z[place], 1e-12);
    }
    assert_int_equal(coded_missing(&f.data, 3, which), 1);
    assert_int_equal(f.data.row[3], 2);
    /* Not shown is missing, state 2 of a tick. */
    assert_int_equal(f.data.code[2 * f.data.width + 1], 2);
    close_all(w, &a, &f);
}

/* A code that is not among the choices is missing: state 3 of three. */
static void names_alone_make_a_questionnaire_of_classes(void **state)
{
    (void)state;
    struct answers a;
    struct features f;
    struct diag d = {0};
    struct world *w = open_world("[\"singles\"]", &a);
    assert_int_equal(features_make(&f, &w->run, &a, &d), 0);
    assert_int_equal(f.scales, 0);
    assert_int_equal(f.classes, 1);
    assert_int_equal(f.data.code[0], 0);
    assert_int_equal(f.data.code[2 * f.data.width], 2);
    assert_int_equal(f.data.code[3 * f.data.width], 3);
    close_all(w, &a, &f);
}

/* The mean of imp and abi: 2.5, 3.5, 4 (half is enough), 4.5. */
static void scores_are_means_of_half_a_scale_at_least(void **state)
{
    (void)state;
    struct answers a;
    struct features f;
    struct diag d = {0};
    struct world *w = open_world("\"scores\"", &a);
    assert_int_equal(features_make(&f, &w->run, &a, &d), 0);
    assert_int_equal(f.reals, 1);
    assert_string_equal(f.real[0], "scale:s");
    static const double scores[4] = {2.5, 3.5, 4, 4.5};
    for (size_t i = 0; i < 4; i++)
        assert_near(f.data.real[i] * f.data.sd[0] + f.data.mean[0], scores[i],
                    1e-12);
    close_all(w, &a, &f);
}

/* Hours 0, 1, 3: ln 1, 2, 4. Of two listed one was attended; of none, no rate.
 * The last respondent is no member. */
static void attendance_is_logged_and_missing_where_there_is_none(void **state)
{
    (void)state;
    struct answers a;
    struct features f;
    struct diag d = {0};
    struct world *w = open_world("[\"attendance\"]", &a);
    w->run.total = mem_alloc(3 * PERIODS * sizeof *w->run.total);
    static const int64_t minutes[3] = {0, 60, 180};
    for (size_t m = 0; m < 3; m++) {
        struct total *t = &w->run.total[m * PERIODS + PERIOD_ALL];
        t->minutes = minutes[m];
        t->sessions = (uint32_t)m;
        t->listed = m > 0 ? 2 : 0;
        t->last_on = m > 0 ? w->study.as_of - (int32_t)(m - 1) : DATE_NONE;
    }
    assert_int_equal(features_make(&f, &w->run, &a, &d), 0);
    assert_int_equal(f.reals, 3);
    assert_string_equal(f.real[0], "hours");
    uint16_t which[3];
    for (size_t i = 0; i < 4; i++) {
        size_t row = f.data.row[i];
        const double *x = f.data.real + 3 * i;
        assert_int_equal(coded_missing(&f.data, i, which), row == 3   ? 3
                                                           : row == 0 ? 2
                                                                      : 0);
        if (row < 3)
            assert_near(x[0] * f.data.sd[0] + f.data.mean[0],
                        log1p((double)minutes[row] / 60), 1e-12);
        if (row == 1 || row == 2) {
            assert_near(x[1] * f.data.sd[1] + f.data.mean[1], (double)row / 2,
                        1e-12);
            assert_near(x[2] * f.data.sd[2] + f.data.mean[2],
                        log1p((double)row - 1), 1e-12);
        }
    }
    close_all(w, &a, &f);
}

/* Of 400 in steps of an hour the tails of .5 % are two each: they become the
 * third, of 2 hours, and the third from the end, of 397. */
static void both_tails_of_attendance_are_drawn_in(void **state)
{
    (void)state;
    enum { MANY = 400 };
    struct world *w = world_open();
    for (int m = 0; m < MANY; m++)
        world_run(w,
                  "INSERT INTO member (member, member_id) VALUES (%d, 'm%03d')",
                  m + 1, m);
    world_read(w, 64);
    struct answers a = {.n = MANY};
    size_t respondent[MANY];
    a.member = mem_alloc(MANY * sizeof *a.member);
    w->run.total = mem_alloc(MANY * PERIODS * sizeof *w->run.total);
    for (size_t m = 0; m < MANY; m++) {
        struct total *t = &w->run.total[m * PERIODS + PERIOD_ALL];
        *t = (struct total){.minutes = (int64_t)m * 60, .last_on = DATE_NONE};
        a.member[m] = (int32_t)m;
        respondent[m] = m;
    }
    struct measures x;
    measures_make(&x, &w->run, &a, respondent, MANY, FEATURE_ATTENDANCE);
    assert_int_equal(x.count, 1);
    for (size_t m = 0; m < MANY; m++)
        assert_near(x.value[m],
                    log1p(m < 2     ? 2
                          : m > 397 ? 397
                                    : (double)m),
                    1e-12);
    measures_free(&x);
    free(a.member);
    world_close(w);
}

/*
 * MANY items: those of even places are ticked 1, 2, 3, 4, those of odd ones 3,
 * 4, 1, 2. Each is of the scale that SCALE has for its place, or of none.
 */
static void make_many(struct features *f, const char *const *scale,
                      size_t scales)
{
    enum { MANY = CODED_DIMS + 44 };
    struct answers a;
    struct diag d = {0};
    struct world *w = open_world("[]", &a);
    a.item = NULL; /* not theirs */
    a.member = NULL;
    answers_free(&a);
    struct answer_item *many = mem_alloc(MANY * sizeof *many);
    for (size_t i = 0; i < MANY; i++)
        many[i] = (struct answer_item){.id = "many",
                                       .kind = ANSWER_LIKERT,
                                       .scale = scale[i % scales],
                                       .low = 1,
                                       .high = 5};
    a = (struct answers){
        .item = many, .n_items = MANY, .n = PEOPLE, .member = members};
    answers_open(&a);
    for (size_t i = 0; i < PEOPLE; i++)
        for (size_t j = 0; j < MANY; j++)
            answers_put(&a, i, j, 1 + (int)(j % 2 == 0 ? i : (i + 2) % 4));
    w->cli.quiet = 1;
    assert_int_equal(features_make(f, &w->run, &a, &d), 0);
    a.member = NULL;
    answers_free(&a);
    world_close(w);
}

static void scores_stand_for_ratings_that_are_too_many(void **state)
{
    (void)state;
    static const char *const scales[] = {"even", "odd"};
    struct features f;
    make_many(&f, scales, 2);
    assert_int_equal(f.excess, 0);
    assert_int_equal(f.scales, 0);
    assert_int_equal(f.reals, 2);
    assert_string_equal(f.real[0], "scale:even");
    assert_int_equal(f.data.n, 4);
    for (size_t i = 0; i < 4; i++) {
        const double *x = f.data.real + 2 * i;
        uint32_t row = f.data.row[i];
        assert_near(x[0] * f.data.sd[0] + f.data.mean[0], row + 1, 1e-12);
        assert_near(x[1] * f.data.sd[1] + f.data.mean[1], (row + 2) % 4 + 1,
                    1e-12);
    }
    features_free(&f);
}

static void too_many_ratings_without_scales_are_left_out(void **state)
{
    (void)state;
    static const char *const none[] = {NULL};
    struct features f;
    make_many(&f, none, 1);
    assert_int_equal(f.excess, CODED_DIMS + 44);
    assert_int_equal(f.n, 4);
    assert_int_equal(f.data.n, 0);
    features_free(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ratings_and_ticks_are_the_default),
        cmocka_unit_test(names_alone_make_a_questionnaire_of_classes),
        cmocka_unit_test(scores_are_means_of_half_a_scale_at_least),
        cmocka_unit_test(attendance_is_logged_and_missing_where_there_is_none),
        cmocka_unit_test(both_tails_of_attendance_are_drawn_in),
        cmocka_unit_test(scores_stand_for_ratings_that_are_too_many),
        cmocka_unit_test(too_many_ratings_without_scales_are_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
