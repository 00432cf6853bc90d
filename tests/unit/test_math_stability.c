/* test_math_stability.c - agreement of partitions, by hand. */
#include "analyze/math/stability.h"

#include "tests/unit/math_near.h"

static struct agreement agree(const size_t *p, size_t k, const size_t *q,
                              size_t l, size_t count)
{
    struct overlap o;
    struct agreement a;
    struct diag d = {0};
    assert_int_equal(overlap_open(&o, k, l, &d), 0);
    for (size_t i = 0; i < count; i++)
        overlap_add(&o, p[i], q[i]);
    overlap_finish(&o, &a);
    overlap_close(&o);
    return a;
}

static void the_same_groups_under_other_names_agree_wholly(void **state)
{
    (void)state;
    static const size_t p[] = {0, 0, 1, 1, 2, 2, 2};
    static const size_t q[] = {2, 2, 0, 0, 1, 1, 1};
    struct agreement a = agree(p, 3, q, 3, 7);
    assert_near(a.ari, 1, 1e-15);
    assert_near(a.vi, 0, 1e-15);
    assert_near(a.min_jaccard, 1, 0);
    assert_near(a.mean_jaccard, 1, 1e-15);
    assert_int_equal(a.match[0], 2);
    assert_int_equal(a.match[1], 0);
    assert_int_equal(a.match[2], 1);
    agreement_free(&a);
}

static void a_split_group_gives_what_it_gives_by_hand(void **state)
{
    (void)state;
    /* Pairs: 1 in both, 2 and 1 alone, 6 in all: (1 - 1/3) / (3/2 - 1/3). */
    static const size_t p[] = {0, 0, 1, 1};
    static const size_t q[] = {0, 0, 1, 2};
    struct agreement a = agree(p, 2, q, 3, 4);
    assert_near(a.ari, 4.0 / 7, 1e-15);
    /* One bit about half of the rows. */
    assert_near(a.vi, log(2) / 2, 1e-15);
    assert_near(a.jaccard[0], 1, 0);
    assert_near(a.jaccard[1], 0.5, 0);
    assert_near(a.min_jaccard, 0.5, 0);
    assert_near(a.mean_jaccard, 0.75, 1e-15);
    agreement_free(&a);
}

static void a_group_without_partner_has_no_jaccard(void **state)
{
    (void)state;
    static const size_t p[] = {0, 0, 1, 2};
    static const size_t q[] = {0, 0, 1, 1};
    struct agreement a = agree(p, 3, q, 2, 4);
    assert_int_equal(a.clusters, 3);
    assert_near(a.min_jaccard, 0, 0);
    assert_near(a.mean_jaccard, 0.5, 1e-15);
    assert_true((a.match[1] == STABILITY_NONE) !=
                (a.match[2] == STABILITY_NONE));
    agreement_free(&a);
}

static void a_group_of_nobody_is_like_no_other(void **state)
{
    (void)state;
    static const size_t p[] = {0, 0, 1};
    struct agreement a = agree(p, 3, p, 3, 3);
    assert_near(a.ari, 1, 0);
    assert_near(a.jaccard[2], 0, 0);
    agreement_free(&a);
}

static void merged_tables_are_the_whole(void **state)
{
    (void)state;
    struct overlap a, b;
    struct diag d = {0};
    assert_int_equal(overlap_open(&a, 2, 3, &d), 0);
    assert_int_equal(overlap_open(&b, 2, 3, &d), 0);
    overlap_add(&a, 0, 2);
    overlap_add(&b, 0, 2);
    overlap_add(&b, 1, 0);
    overlap_merge(&a, &b);
    static const int64_t want[] = {0, 0, 2, 1, 0, 0};
    assert_memory_equal(a.counts, want, sizeof want);
    overlap_close(&a);
    overlap_close(&b);
}

static void one_group_of_all_agrees_with_itself(void **state)
{
    (void)state;
    static const size_t p[] = {0, 0, 0};
    struct agreement a = agree(p, 1, p, 1, 3);
    assert_near(a.ari, 1, 0);
    agreement_free(&a);
    a = agree(p, 1, p, 1, 0);
    assert_true(isnan(a.ari));
    assert_true(isnan(a.vi));
    agreement_free(&a);
}

static void partitions_of_no_groups_are_refused(void **state)
{
    (void)state;
    struct overlap o;
    struct diag d = {0};
    assert_int_equal(overlap_open(&o, 0, 3, &d), -1);
    assert_int_equal(overlap_open(&o, 3, STABILITY_MAX + 1, &d), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_groups_under_other_names_agree_wholly),
        cmocka_unit_test(a_split_group_gives_what_it_gives_by_hand),
        cmocka_unit_test(a_group_without_partner_has_no_jaccard),
        cmocka_unit_test(a_group_of_nobody_is_like_no_other),
        cmocka_unit_test(merged_tables_are_the_whole),
        cmocka_unit_test(one_group_of_all_agrees_with_itself),
        cmocka_unit_test(partitions_of_no_groups_are_refused),
    };
    return cmocka_run_group_tests_name("math_stability", tests, NULL, NULL);
}
