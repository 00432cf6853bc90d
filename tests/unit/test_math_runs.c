/* test_math_runs.c - runs of equal answers, and how far answers spread. */
#include "analyze/math/runs.h"

#include "analyze/math/mixhash.h"
#include "tests/unit/math_near.h"

#include <string.h>

enum { ITEMS = 45, PEOPLE = 331 };

/*
 * 2 2 - 2 5: a run of 3 over the gap; mean 11/4, squares 37, so the variance
 * is (4 x 37 - 121) / 12 = 9/4. The item in the middle is asked the other way
 * round: on 1 .. 5 what is kept as 4 was ticked as 2.
 */
static void a_gap_ends_no_run_and_answers_count_as_ticked(void **state)
{
    (void)state;
    static const uint8_t byte[5][2] = {{1, 0}, {1, 255}, {255, 7}, {3, 9}, {4}};
    struct runs_item item[5];
    uint16_t answered[2], longest[2];
    double spread[2];
    const struct runs out = {answered, longest, spread};
    for (size_t k = 0; k < 5; k++)
        item[k] = (struct runs_item){{byte[k], 1, 5}, k == 3};
    runs_find(item, 4, 1, &out);
    assert_int_equal(longest[0], 3);
    assert_near(spread[0], 0, 0);
    runs_find(item, 5, 1, &out);
    assert_int_equal(answered[0], 4);
    assert_int_equal(longest[0], 3);
    assert_near(spread[0], 1.5, 1e-15);
    runs_find(item, 4, 2, &out);
    assert_int_equal(answered[1], 1);
    assert_int_equal(longest[1], 1);
    assert_true(isnan(spread[1]));
}

static void nothing_answered_is_no_run(void **state)
{
    (void)state;
    static const uint8_t byte[] = {255};
    const struct runs_item item = {{byte, 1, 5}, false};
    uint16_t answered[] = {9}, longest[] = {9};
    double spread[] = {9};
    const struct runs out = {answered, longest, spread};
    for (size_t items = 0; items < 2; items++) {
        runs_find(&item, items, 1, &out);
        assert_int_equal(answered[0], 0);
        assert_int_equal(longest[0], 0);
        assert_true(isnan(spread[0]));
    }
}

static uint8_t drawn[ITEMS][PEOPLE];

static void draw(struct runs_item *item)
{
    for (size_t k = 0; k < ITEMS; k++) {
        int codes = k % 5 == 0 ? 250 : 3;
        int low = k % 5 == 0 ? 700 : 0;
        for (size_t i = 0; i < PEOPLE; i++)
            drawn[k][i] =
                (uint8_t)(mixhash_below(4, k, i, 1) == 0
                              ? 250 + k % 6
                              : mixhash_below((uint64_t)codes, k, i, 2));
        item[k] = (struct runs_item){{drawn[k], low, codes}, k % 3 == 1};
    }
}

/* One respondent, an answer after the other. */
static void check_respondent(const struct runs_item *item, size_t i,
                             const struct runs *out)
{
    int answered = 0, longest = 0, run = 0, last = -1;
    double sum = 0, squares = 0;
    for (size_t k = 0; k < ITEMS; k++) {
        const struct scale_column *c = &item[k].column;
        int byte = c->byte[i];
        if (byte >= c->codes)
            continue;
        int tick = c->low + (item[k].reversed ? c->codes - 1 - byte : byte);
        run = tick == last ? run + 1 : 1;
        longest = run > longest ? run : longest;
        last = tick;
        answered++;
        sum += tick;
        squares += (double)tick * tick;
    }
    double n = answered, mean = sum / n;
    assert_int_equal(out->answered[i], answered);
    assert_int_equal(out->longest[i], longest);
    assert_near(out->spread[i], sqrt((squares - n * mean * mean) / (n - 1)),
                1e-9 * out->spread[i]);
}

static void all_respondents_are_those_one_by_one(void **state)
{
    (void)state;
    struct runs_item item[ITEMS];
    uint16_t answered[PEOPLE], longest[PEOPLE];
    double spread[PEOPLE];
    const struct runs out = {answered, longest, spread};
    draw(item);
    runs_find(item, ITEMS, PEOPLE, &out);
    for (size_t i = 0; i < PEOPLE; i++)
        check_respondent(item, i, &out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_gap_ends_no_run_and_answers_count_as_ticked),
        cmocka_unit_test(nothing_answered_is_no_run),
        cmocka_unit_test(all_respondents_are_those_one_by_one),
    };
    return cmocka_run_group_tests_name("math_runs", tests, NULL, NULL);
}
