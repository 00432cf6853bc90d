/* test_math_bootstrap.c - intervals of means by drawing clusters again. */
#include "analyze/math/bootstrap.h"

#include "analyze/math/mixhash.h"
#include "tests/unit/math_near.h"

enum { MANY = 400 };

/* Of two clusters, draws have means 0, 1/2, 1 with chances 1/4, 1/2, 1/4. */
static void two_clusters_give_the_whole_range(void **state)
{
    (void)state;
    static const double values[] = {0, 7, 1, 7};
    static const uint32_t cluster[] = {4, 9};
    double mean[2], low[2], high[2];
    struct bootstrap b = {values, cluster, 2, 2, 1};
    bootstrap_means(&b, mean, low, high);
    assert_near(mean[0], .5, 0);
    assert_near(low[0], 0, 0);
    assert_near(high[0], 1, 0);
    assert_near(mean[1], 7, 0);
    assert_near(low[1], 7, 0);
    assert_near(high[1], 7, 0);
}

/*
 * 400 hashed zeros and ones, each its own cluster: the interval is near that of
 * the normal law, mean -+ 1.96 sqrt(p (1 - p) / 400), here -+ .049; a draw's
 * quantile is off by some per cent of that.
 */
static void many_clusters_come_near_the_normal_law(void **state)
{
    (void)state;
    double values[MANY], mean, low, high;
    uint32_t cluster[MANY];
    for (uint32_t i = 0; i < MANY; i++) {
        values[i] = mixhash_uniform(i, 0, 5) < .5;
        cluster[i] = i;
    }
    struct bootstrap b = {values, cluster, MANY, 1, 3};
    bootstrap_means(&b, &mean, &low, &high);
    double half = 1.959964 * sqrt(mean * (1 - mean) / MANY);
    assert_near(high - mean, half, .15 * half);
    assert_near(mean - low, half, .15 * half);
}

/* Ten rows of each of 40 members, all alike: as wide as 40 rows, not 400. */
static void rows_of_one_cluster_are_drawn_together(void **state)
{
    (void)state;
    double values[MANY], mean, low, high;
    uint32_t cluster[MANY];
    for (uint32_t i = 0; i < MANY; i++) {
        cluster[i] = i / 10;
        values[i] = cluster[i] % 2;
    }
    struct bootstrap b = {values, cluster, MANY, 1, 3};
    bootstrap_means(&b, &mean, &low, &high);
    double half = 1.959964 * sqrt(.25 / 40);
    assert_near(high - low, 2 * half, .15 * 2 * half);
}

static void the_order_of_the_rows_changes_nothing(void **state)
{
    (void)state;
    static const double one[] = {1, 2, 4, 8}, two[] = {8, 4, 2, 1};
    static const uint32_t of_one[] = {1, 2, 3, 4}, of_two[] = {4, 3, 2, 1};
    double mean[2], low[2], high[2];
    struct bootstrap b = {one, of_one, 4, 1, 9}, c = {two, of_two, 4, 1, 9};
    bootstrap_means(&b, &mean[0], &low[0], &high[0]);
    bootstrap_means(&c, &mean[1], &low[1], &high[1]);
    assert_true(mean[0] == mean[1] && low[0] == low[1] && high[0] == high[1]);
}

static void no_rows_have_no_means(void **state)
{
    (void)state;
    double mean, low, high;
    struct bootstrap b = {NULL, NULL, 0, 1, 9};
    bootstrap_means(&b, &mean, &low, &high);
    assert_true(isnan(mean) && isnan(low) && isnan(high));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_clusters_give_the_whole_range),
        cmocka_unit_test(many_clusters_come_near_the_normal_law),
        cmocka_unit_test(rows_of_one_cluster_are_drawn_together),
        cmocka_unit_test(the_order_of_the_rows_changes_nothing),
        cmocka_unit_test(no_rows_have_no_means),
    };
    return cmocka_run_group_tests_name("math_bootstrap", tests, NULL, NULL);
}
