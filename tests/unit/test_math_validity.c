/* test_math_validity.c - silhouette and Calinski-Harabasz by hand. */
#include "analyze/math/validity.h"

#include "tests/unit/math_near.h"

static const double line[] = {0, 1, 4, 5};
static const uint32_t halves[] = {0, 0, 1, 1};
static const struct rows rows = {line, 4, 1};

static void silhouettes_are_those_by_hand(void **state)
{
    (void)state;
    /* Of 0: 1 to its own, 9/2 to the others; of 1: 1 and 7/2. */
    double each[4];
    double mean = validity_silhouette(rows, halves, 2, each);
    assert_near(each[0], 3.5 / 4.5, 1e-15);
    assert_near(each[1], 2.5 / 3.5, 1e-15);
    assert_near(each[2], each[1], 1e-15);
    assert_near(mean, (3.5 / 4.5 + 2.5 / 3.5) / 2, 1e-15);
    assert_near(validity_silhouette(rows, halves, 2, NULL), mean, 0);
}

static void clusters_without_rows_are_not_looked_at(void **state)
{
    (void)state;
    static const uint32_t labels[] = {0, 0, 3, 3};
    double mean = validity_silhouette(rows, labels, 5, NULL);
    assert_near(mean, (3.5 / 4.5 + 2.5 / 3.5) / 2, 1e-15);
}

static void a_row_alone_has_none_and_one_cluster_has_no_mean(void **state)
{
    (void)state;
    static const uint32_t alone[] = {0, 1, 1, 1}, one[] = {0, 0, 0, 0};
    double each[4];
    assert_true(!isnan(validity_silhouette(rows, alone, 2, each)));
    assert_near(each[0], 0, 0);
    assert_true(isnan(validity_silhouette(rows, one, 1, each)));
    assert_true(isnan(each[2]));
    struct rows single = {line, 1, 1};
    assert_true(isnan(validity_silhouette(single, one, 1, NULL)));
}

static void calinski_is_that_by_hand(void **state)
{
    (void)state;
    /* All 17, within 1: (16 / 1) / (1 / 2). */
    assert_near(validity_total(rows), 17, 1e-14);
    assert_near(validity_calinski(1, 17, 4, 2), 32, 1e-14);
    assert_true(isnan(validity_calinski(17, 17, 4, 1)));
    assert_near(validity_calinski(1, 17, 5, 3), 16, 1e-14);
    assert_true(isnan(validity_calinski(1, 17, 4, 4)));
    assert_true(isnan(validity_calinski(0, 17, 4, 2)));
}

static void a_sample_is_ascending_and_of_its_size(void **state)
{
    (void)state;
    size_t picked[10];
    for (uint64_t seed = 0; seed < 500; seed++) {
        assert_int_equal(validity_sample(10, 3, seed, picked), 3);
        assert_true(picked[0] < picked[1] && picked[1] < picked[2]);
        assert_true(picked[2] < 10);
    }
    assert_int_equal(validity_sample(3, 10, 1, picked), 3);
    assert_int_equal(picked[2], 2);
    assert_int_equal(validity_sample(0, 10, 1, picked), 0);
}

static void every_row_is_sampled_as_often(void **state)
{
    (void)state;
    /* 3 of 10, 10,000 times: 3,000 each, sd 46, bound 5 sd. */
    int counts[10] = {0};
    for (uint64_t seed = 0; seed < 10000; seed++) {
        size_t picked[3];
        validity_sample(10, 3, seed, picked);
        for (size_t i = 0; i < 3; i++)
            counts[picked[i]]++;
    }
    for (size_t i = 0; i < 10; i++)
        assert_in_range(counts[i], 2770, 3230);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(silhouettes_are_those_by_hand),
        cmocka_unit_test(clusters_without_rows_are_not_looked_at),
        cmocka_unit_test(a_row_alone_has_none_and_one_cluster_has_no_mean),
        cmocka_unit_test(calinski_is_that_by_hand),
        cmocka_unit_test(a_sample_is_ascending_and_of_its_size),
        cmocka_unit_test(every_row_is_sampled_as_often),
    };
    return cmocka_run_group_tests_name("math_validity", tests, NULL, NULL);
}
