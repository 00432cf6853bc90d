/*
 * test_math_scale_columns.c - scales by columns are those one by one; how far
 * answers lie from all others.
 */
#include "analyze/math/mahalanobis.h"
#include "analyze/math/mixhash.h"
#include "analyze/math/moments.h"
#include "tests/unit/math_near.h"

#include <string.h>

enum { ITEMS = 4, MANY = 67, PEOPLE = 5000 };

static uint8_t bytes[MANY][PEOPLE];

/* Codes 1 .. 5, or, of one in nine, none: bytes 5 and 255. */
static void draw(struct scale_column *column)
{
    for (size_t k = 0; k < ITEMS; k++) {
        for (size_t i = 0; i < PEOPLE; i++) {
            uint64_t x = mixhash_below(9, k, i, 3);
            if (x == 8)
                x = i % 2 ? 5 : 255;
            else if (x > 4)
                x = k;
            bytes[k][i] = (uint8_t)x;
        }
        column[k] = (struct scale_column){bytes[k], 1, 5};
    }
}

static void columns_add_what_rows_add(void **state)
{
    (void)state;
    struct scale_column column[ITEMS];
    struct scale fast, slow;
    struct diag d = {0};
    int64_t any, all, complete = 0;
    draw(column);
    assert_int_equal(scale_open(&fast, ITEMS, &d), 0);
    assert_int_equal(scale_open(&slow, ITEMS, &d), 0);
    assert_int_equal(scale_add_columns(&fast, column, PEOPLE, &d), 0);
    for (size_t i = 0; i < PEOPLE; i++) {
        int answers[ITEMS], missing = 0;
        for (size_t k = 0; k < ITEMS; k++) {
            answers[k] = bytes[k][i] < 5 ? 1 + bytes[k][i] : SCALE_MISSING;
            missing += answers[k] == SCALE_MISSING;
        }
        complete += missing == 0;
        assert_int_equal(scale_add(&slow, answers, &d), 0);
    }
    assert_memory_equal(fast.pairs, slow.pairs,
                        ITEMS * (ITEMS + 1) / 2 * sizeof *slow.pairs);
    assert_int_equal(fast.respondents, slow.respondents);
    scale_count_columns(column, ITEMS, PEOPLE, &any, &all);
    assert_int_equal(any, slow.respondents);
    assert_int_equal(all, complete);
    scale_close(&fast);
    scale_close(&slow);
}

/* Answers of respondent I; most of those to long scales are missing. */
static void read_row(const struct scale_column *column, size_t i, int *answers)
{
    for (size_t k = 0; k < MANY; k++)
        answers[k] = bytes[k][i] < column[k].codes ? column[k].low + bytes[k][i]
                                                   : SCALE_MISSING;
}

static void many_items_of_any_codes_add_what_rows_add(void **state)
{
    (void)state;
    enum { SOME = 1300 };
    struct scale_column column[MANY];
    struct scale fast, slow;
    struct diag d = {0};
    for (size_t k = 0; k < MANY; k++) {
        int codes = k % 3 == 0 ? SCALE_MAX_BYTES : 1 + (int)k % 7;
        column[k] = (struct scale_column){
            bytes[k], k % 2 ? SCALE_MAX_SUM - codes : (int)k, codes};
        for (size_t i = 0; i < SOME; i++)
            bytes[k][i] = (uint8_t)mixhash_below(256, k, i, 9);
    }
    assert_int_equal(scale_open(&fast, MANY, &d), 0);
    assert_int_equal(scale_open(&slow, MANY, &d), 0);
    assert_int_equal(scale_add_columns(&fast, column, SOME, &d), 0);
    for (size_t i = 0; i < SOME; i++) {
        int answers[MANY];
        read_row(column, i, answers);
        assert_int_equal(scale_add(&slow, answers, &d), 0);
    }
    assert_memory_equal(fast.pairs, slow.pairs,
                        MANY * (MANY + 1) / 2 * sizeof *slow.pairs);
    assert_int_equal(fast.respondents, slow.respondents);
    scale_close(&fast);
    scale_close(&slow);
}

static void a_part_of_the_items_is_a_scale_of_its_own(void **state)
{
    (void)state;
    static const size_t items[] = {3, 1};
    struct scale_column column[ITEMS];
    struct scale all, part, pair;
    struct diag d = {0};
    draw(column);
    const struct scale_column two[] = {column[3], column[1]};
    assert_int_equal(scale_open(&all, ITEMS, &d), 0);
    assert_int_equal(scale_open(&pair, 2, &d), 0);
    assert_int_equal(scale_add_columns(&all, column, PEOPLE, &d), 0);
    assert_int_equal(scale_add_columns(&pair, two, PEOPLE, &d), 0);
    assert_int_equal(scale_pick(&part, &all, items, 2, pair.respondents, &d),
                     0);
    assert_memory_equal(part.pairs, pair.pairs, 3 * sizeof *pair.pairs);
    scale_subtract(&part, &pair);
    assert_int_equal(part.respondents, 0);
    assert_int_equal(part.pairs[1].ab, 0);
    scale_close(&all);
    scale_close(&part);
    scale_close(&pair);
}

static void a_scale_that_is_too_long_is_refused(void **state)
{
    (void)state;
    struct scale s;
    struct diag d = {0};
    const struct scale_column far = {bytes[0], 990, 20};
    assert_int_equal(scale_open(&s, 1, &d), 0);
    assert_int_equal(scale_add_columns(&s, &far, 10, &d), -1);
    scale_close(&s);
}

/*
 * 1 1, 2 3, 3 2, 2 2 (codes): means 2, 2; variances 2/3, 2/3, covariance 1/3.
 * Inverse: (1 / (1/3)) (2/3 -1/3; -1/3 2/3) = (2 -1; -1 2). D^2 of (-1, -1) is
 * 2 - 2 + 2 = 2; of (0, 1) is 2. Missing in the first, 1 in the second: 2.
 */
static void the_distance_is_that_by_hand(void **state)
{
    (void)state;
    static const uint8_t one[] = {0, 1, 2, 1, 255}, two[] = {0, 2, 1, 1, 2};
    const struct scale_column column[] = {{one, 1, 5}, {two, 1, 5}};
    struct scale s;
    struct mahalanobis m;
    struct diag d = {0};
    double out[5];
    assert_int_equal(scale_open(&s, 2, &d), 0);
    assert_int_equal(scale_add_columns(&s, column, 4, &d), 0);
    assert_int_equal(mahalanobis_open(&m, &s, &d), 0);
    mahalanobis_columns(&m, column, 5, out);
    assert_near(out[0], 2, 1e-13);
    assert_near(out[1], 2, 1e-13);
    assert_near(out[3], 0, 1e-13);
    assert_near(out[4], 2, 1e-13);
    mahalanobis_close(&m);
    scale_close(&s);
}

/* |factor (x - mean)|, item by item; numbers of neither kind fill registers. */
static void distances_are_those_by_plain_sums(void **state)
{
    (void)state;
    enum { WIDE = 7, SOME = 301 };
    struct scale_column column[WIDE];
    struct scale s;
    struct mahalanobis m;
    struct diag d = {0};
    double out[SOME];
    for (size_t k = 0; k < WIDE; k++) {
        column[k] = (struct scale_column){bytes[k], 3 * (int)k, 9};
        for (size_t i = 0; i < SOME; i++)
            bytes[k][i] = (uint8_t)mixhash_below(10, k, i, 4);
    }
    assert_int_equal(scale_open(&s, WIDE, &d), 0);
    assert_int_equal(scale_add_columns(&s, column, SOME, &d), 0);
    assert_int_equal(mahalanobis_open(&m, &s, &d), 0);
    assert_int_equal(m.items, WIDE);
    mahalanobis_columns(&m, column, SOME, out);
    for (size_t i = 0; i < SOME; i++) {
        double sum = 0;
        for (size_t r = 0; r < WIDE; r++) {
            double y = 0;
            for (size_t k = 0; k <= r; k++)
                if (bytes[k][i] < 9)
                    y += m.factor[r * WIDE + k] *
                         (column[k].low + bytes[k][i] - m.mean[k]);
            sum += y * y;
        }
        assert_near(out[i], sum, 1e-12 * sum);
    }
    mahalanobis_close(&m);
    scale_close(&s);
}

static void a_copy_of_an_item_has_no_distance(void **state)
{
    (void)state;
    static const uint8_t one[] = {0, 1, 2, 1};
    const struct scale_column column[] = {{one, 1, 5}, {one, 1, 5}};
    struct scale s;
    struct mahalanobis m;
    struct diag d = {0};
    assert_int_equal(scale_open(&s, 2, &d), 0);
    assert_int_equal(scale_add_columns(&s, column, 4, &d), 0);
    assert_int_equal(mahalanobis_open(&m, &s, &d), -1);
    mahalanobis_close(&m);
    scale_close(&s);
}

static void equal_values_are_added_many_at_once(void **state)
{
    (void)state;
    struct moments one = {0}, many = {0};
    for (int i = 0; i < 7; i++)
        moments_add(&one, i < 4 ? 2 : 5, 1);
    moments_add_many(&many, 2, 4);
    moments_add_many(&many, 9, 0);
    moments_add_many(&many, 5, 3);
    assert_int_equal(many.count, 7);
    assert_near(moments_variance(&many), moments_variance(&one), 1e-14);
    assert_near(moments_kurtosis(&many, MOMENTS_TYPE3),
                moments_kurtosis(&one, MOMENTS_TYPE3), 1e-13);
    assert_near(moments_effective(&many), 7, 1e-14);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_add_what_rows_add),
        cmocka_unit_test(many_items_of_any_codes_add_what_rows_add),
        cmocka_unit_test(a_part_of_the_items_is_a_scale_of_its_own),
        cmocka_unit_test(a_scale_that_is_too_long_is_refused),
        cmocka_unit_test(the_distance_is_that_by_hand),
        cmocka_unit_test(distances_are_those_by_plain_sums),
        cmocka_unit_test(a_copy_of_an_item_has_no_distance),
        cmocka_unit_test(equal_values_are_added_many_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
