/* test_math_kmeans_sums.c - the sums of a round, in one and merged. */
#include "analyze/math/kmeans_sums.h"

#include "tests/unit/math_near.h"

static const double reference[] = {0, 0, 100, 100};
static const double points[] = {1, 2, 103, 98, 3, 4, 101, 100};

static void add(struct kmeans_sums *s, size_t i)
{
    kmeans_sums_add(s, points + 2 * i, i % 2);
}

static void check_sums(const struct kmeans_sums *s)
{
    double centres[4];
    kmeans_sums_finish(s, centres);
    assert_near(centres[0], 2, 0);
    assert_near(centres[1], 3, 0);
    assert_near(centres[2], 102, 0);
    assert_near(centres[3], 99, 0);
    assert_int_equal(s->counts[0], 2);
    /* 1 + 4 + 9 + 16; 9 + 4 + 1 + 0 */
    assert_near(s->squares[0], 30, 0);
    assert_near(s->squares[1], 14, 0);
}

static void means_are_those_by_hand(void **state)
{
    (void)state;
    struct kmeans_sums s;
    kmeans_sums_open(&s, reference, 2, 2);
    for (size_t i = 0; i < 4; i++)
        add(&s, i);
    check_sums(&s);
    kmeans_sums_close(&s);
}

static void merged_parts_are_the_whole(void **state)
{
    (void)state;
    for (size_t cut = 0; cut <= 4; cut++) {
        struct kmeans_sums a, b;
        kmeans_sums_open(&a, reference, 2, 2);
        kmeans_sums_open(&b, reference, 2, 2);
        for (size_t i = 0; i < 4; i++)
            add(i < cut ? &a : &b, i);
        kmeans_sums_merge(&a, &b);
        check_sums(&a);
        kmeans_sums_close(&a);
        kmeans_sums_close(&b);
    }
}

static void a_cluster_without_rows_stays_where_it_was(void **state)
{
    (void)state;
    struct kmeans_sums s;
    double centres[4];
    kmeans_sums_open(&s, reference, 2, 2);
    add(&s, 0);
    kmeans_sums_finish(&s, centres);
    assert_near(centres[0], 1, 0);
    assert_near(centres[2], 100, 0);
    kmeans_sums_clear(&s);
    kmeans_sums_finish(&s, centres);
    assert_near(centres[0], 0, 0);
    kmeans_sums_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(means_are_those_by_hand),
        cmocka_unit_test(merged_parts_are_the_whole),
        cmocka_unit_test(a_cluster_without_rows_stays_where_it_was),
    };
    return cmocka_run_group_tests_name("math_kmeans_sums", tests, NULL, NULL);
}
