/* test_math_kmeans.c - k-means on points whose groups are plain to see. */
#include "analyze/math/kmeans.h"
#include "analyze/math/kmeans_moves.h"
#include "analyze/math/mixhash.h"

#include "tests/unit/math_near.h"

#include <stdlib.h>
#include <string.h>

static struct kmeans fit(const double *values, size_t count, size_t dim,
                         size_t k, size_t block)
{
    struct kmeans km;
    struct diag d = {0};
    struct kmeans_options o = {.k = k, .starts = 5, .seed = 7, .block = block};
    struct rows rows = {values, count, dim};
    assert_int_equal(kmeans_fit(&km, rows, &o, &d), 0);
    return km;
}

static void two_groups_on_a_line_are_found(void **state)
{
    (void)state;
    static const double x[] = {12, 0, 10, 1, 11};
    static const uint32_t want[] = {0, 1, 0, 1, 0};
    struct kmeans km = fit(x, 5, 1, 2, 0);
    assert_memory_equal(km.cluster, want, sizeof want);
    assert_near(km.centres[0], 11, 1e-14);
    assert_near(km.centres[1], 0.5, 1e-14);
    assert_int_equal(km.sizes[0], 3);
    assert_near(km.within[0], 2, 1e-14);
    assert_near(km.within[1], 0.5, 1e-14);
    assert_near(km.spread, 2.5, 1e-14);
    kmeans_free(&km);
}

static void equal_sizes_are_numbered_by_centre(void **state)
{
    (void)state;
    static const double xy[] = {5, 9, 5, 8, 5, 1, 5, 2, 1, 5, 1, 6};
    static const uint32_t want[] = {2, 2, 1, 1, 0, 0};
    struct rows rows = {xy, 6, 2};
    for (uint64_t seed = 0; seed < 20; seed++) {
        struct kmeans_options o = {.k = 3, .starts = 5, .seed = seed};
        struct kmeans km;
        struct diag d = {0};
        assert_int_equal(kmeans_fit(&km, rows, &o, &d), 0);
        assert_memory_equal(km.cluster, want, sizeof want);
        kmeans_free(&km);
    }
}

/* 300 points in 4 dimensions around 5 places, far from zero. */
static double *make_cloud(double origin)
{
    double *v = malloc(300 * 4 * sizeof *v);
    for (uint64_t i = 0; i < 300 * 4; i++) {
        uint64_t group = i / 4 % 5;
        v[i] = origin + 3 * mixhash_uniform(1, group * 4 + i % 4, 2) +
               mixhash_uniform(2, i, 2);
    }
    return v;
}

static void the_block_changes_nothing_but_the_last_digits(void **state)
{
    (void)state;
    double *v = make_cloud(1e6);
    struct kmeans whole = fit(v, 300, 4, 5, 0);
    for (size_t block = 1; block < 300; block = 3 * block + 1) {
        struct kmeans km = fit(v, 300, 4, 5, block);
        assert_memory_equal(km.cluster, whole.cluster,
                            300 * sizeof *km.cluster);
        assert_near(km.spread / whole.spread, 1, 1e-12);
        kmeans_free(&km);
    }
    kmeans_free(&whole);
    free(v);
}

static void the_same_call_gives_the_same_bits(void **state)
{
    (void)state;
    double *v = make_cloud(0);
    struct kmeans a = fit(v, 300, 4, 7, 64);
    struct kmeans b = fit(v, 300, 4, 7, 64);
    assert_memory_equal(a.centres, b.centres, 7 * 4 * sizeof *a.centres);
    assert_memory_equal(&a.spread, &b.spread, sizeof a.spread);
    kmeans_free(&a);
    kmeans_free(&b);
    free(v);
}

static void the_best_of_its_starts_is_kept(void **state)
{
    (void)state;
    double *v = make_cloud(0);
    struct rows rows = {v, 300, 4};
    for (uint64_t seed = 0; seed < 15; seed++) {
        struct kmeans_options o = {.k = 9, .starts = 3, .seed = seed};
        struct diag d = {0};
        struct kmeans km;
        double best = INFINITY, worst = 0;
        for (size_t start = 0; start < o.starts; start++) {
            assert_int_equal(kmeans_start(&km, rows, &o, start, &d), 0);
            best = fmin(best, km.spread);
            worst = fmax(worst, km.spread);
            kmeans_free(&km);
        }
        assert_int_equal(kmeans_fit(&km, rows, &o, &d), 0);
        assert_near(km.spread, best, 0);
        assert_true(worst > best);
        kmeans_free(&km);
    }
    free(v);
}

/*
 * From 0 and 1: first {0} and the rest, mean 7.2; then 0, 1, 2 and the rest;
 * then nothing changes.
 */
static void lloyd_goes_on_until_nothing_changes(void **state)
{
    (void)state;
    static const double x[] = {0, 1, 2, 10, 11, 12}, centres[] = {0, 1};
    struct rows rows = {x, 6, 1};
    struct kmeans_options o = {.k = 2};
    struct kmeans km;
    struct diag d = {0};
    assert_int_equal(kmeans_lloyd(&km, rows, centres, &o, &d), 0);
    assert_int_equal(km.rounds, 3);
    assert_near(km.centres[0], 1, 1e-15);
    assert_near(km.centres[1], 11, 1e-15);
    assert_near(km.spread, 4, 1e-15);
    kmeans_free(&km);
    o.max_rounds = 1;
    assert_int_equal(kmeans_lloyd(&km, rows, centres, &o, &d), 0);
    assert_int_equal(km.rounds, 1);
    assert_near(km.centres[1], 7.2, 1e-14);
    kmeans_free(&km);
}

/*
 * From centres 1 and 3.1, Lloyd's keeps {0, 2} and {3.1}, spread 2: 2 is 1
 * away from 1 and 1.1 from 3.1. Moved, it pays 1.1^2 / 2 and saves 2.
 */
static void moves_go_on_where_lloyd_stops(void **state)
{
    (void)state;
    static const double x[] = {0, 2, 3.1}, centres[] = {1, 3.1};
    struct rows rows = {x, 3, 1};
    struct kmeans_options o = {.k = 2};
    struct kmeans km;
    struct diag d = {0};
    assert_int_equal(kmeans_lloyd(&km, rows, centres, &o, &d), 0);
    assert_near(km.spread, 2, 1e-15);
    assert_int_equal(kmeans_moves(&km, rows, 10), 1);
    assert_int_equal(km.cluster[1], 1);
    assert_near(km.centres[0], 0, 1e-15);
    assert_near(km.centres[1], 2.55, 1e-15);
    kmeans_free(&km);

    km = fit(x, 3, 1, 2, 0);
    assert_near(km.spread, 1.1 * 1.1 / 2, 1e-15);
    kmeans_free(&km);
}

/* The spread if row I were in cluster TO, from scratch. */
static double spread_with(const struct kmeans *km, struct rows rows, size_t i,
                          uint32_t to)
{
    double sums[9][4] = {{0}}, sizes[9] = {0}, spread = 0;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t r = 0; r < rows.count; r++) {
            uint32_t c = r == i ? to : km->cluster[r];
            sizes[c] += pass == 0;
            for (size_t j = 0; j < 4; j++) {
                double x = rows_at(rows, r)[j];
                if (pass == 0)
                    sums[c][j] += x;
                else
                    spread += pow(x - sums[c][j] / sizes[c], 2);
            }
        }
    }
    return spread;
}

static void no_move_is_left_that_would_help(void **state)
{
    (void)state;
    double *v = make_cloud(0);
    struct rows rows = {v, 120, 4};
    struct kmeans_options o = {.k = 9, .max_rounds = 1};
    struct kmeans km;
    struct diag d = {0};
    assert_int_equal(kmeans_lloyd(&km, rows, v, &o, &d), 0);
    assert_true(kmeans_moves(&km, rows, 100) > 0);
    double least = spread_with(&km, rows, 0, km.cluster[0]);
    for (size_t i = 0; i < rows.count; i++)
        for (uint32_t c = 0; c < 9; c++)
            assert_true(spread_with(&km, rows, i, c) > least * (1 - 1e-9));
    kmeans_free(&km);
    free(v);
}

static void moves_keep_centres_and_sizes_right(void **state)
{
    (void)state;
    double *v = make_cloud(0);
    struct rows rows = {v, 300, 4};
    struct kmeans_options o = {.k = 9, .max_rounds = 1};
    struct kmeans km;
    struct diag d = {0};
    assert_int_equal(kmeans_lloyd(&km, rows, v, &o, &d), 0);
    double before = km.spread;
    assert_true(kmeans_moves(&km, rows, 50) > 5);
    double sums[9][4] = {{0}}, after = 0;
    size_t sizes[9] = {0};
    for (size_t i = 0; i < 300; i++) {
        const double *centre = km.centres + km.cluster[i] * 4;
        after += rows_distance2(rows_at(rows, i), centre, 4);
        sizes[km.cluster[i]]++;
        for (size_t j = 0; j < 4; j++)
            sums[km.cluster[i]][j] += v[i * 4 + j];
    }
    assert_memory_equal(sizes, km.sizes, sizeof sizes);
    for (size_t i = 0; i < 36; i++)
        assert_near(km.centres[i], sums[i / 4][i % 4] / (double)sizes[i / 4],
                    1e-12);
    assert_true(after < before);
    kmeans_free(&km);
    free(v);
}

static void a_cluster_left_empty_gets_the_farthest_row(void **state)
{
    (void)state;
    static const double x[] = {0, 1, 10, 14}, centres[] = {0.5, 99, 98, 11};
    struct rows rows = {x, 4, 1};
    struct kmeans_options o = {.k = 4};
    struct kmeans km;
    struct diag d = {0};
    assert_int_equal(kmeans_lloyd(&km, rows, centres, &o, &d), 0);
    for (size_t c = 0; c < 4; c++)
        assert_int_equal(km.sizes[c], 1);
    assert_near(km.spread, 0, 0);
    assert_near(km.centres[1], 14, 0);
    kmeans_free(&km);
}

static void fewer_different_rows_than_groups_are_refused(void **state)
{
    (void)state;
    static const double x[] = {4, 4, 7, 7, 4}, centres[] = {4, 7, 9};
    struct rows rows = {x, 5, 1};
    struct kmeans_options o = {.k = 3};
    struct kmeans km;
    struct diag d = {0}, e = {0};
    assert_int_equal(kmeans_fit(&km, rows, &o, &d), -1);
    assert_non_null(strstr(d.text, "differ"));
    kmeans_free(&km);
    assert_int_equal(kmeans_lloyd(&km, rows, centres, &o, &e), -1);
    assert_non_null(strstr(e.text, "differ"));
    kmeans_free(&km);
}

static void what_makes_no_sense_is_refused(void **state)
{
    (void)state;
    static const double x[] = {1, 2, NAN};
    static const struct {
        size_t count, k;
    } bad[] = {{2, 0}, {2, 3}, {3, 2}, {0, 1}};
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        struct rows rows = {x, bad[i].count, 1};
        struct kmeans_options o = {.k = bad[i].k};
        struct kmeans km;
        struct diag d = {0};
        assert_int_equal(kmeans_fit(&km, rows, &o, &d), -1);
        assert_true(d.text[0] != '\0');
        kmeans_free(&km);
    }
}

static void as_many_groups_as_rows_leave_no_spread(void **state)
{
    (void)state;
    static const double x[] = {3, 1, 2};
    static const uint32_t want[] = {2, 0, 1};
    struct kmeans km = fit(x, 3, 1, 3, 0);
    assert_memory_equal(km.cluster, want, sizeof want);
    assert_near(km.spread, 0, 0);
    kmeans_free(&km);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_groups_on_a_line_are_found),
        cmocka_unit_test(equal_sizes_are_numbered_by_centre),
        cmocka_unit_test(the_block_changes_nothing_but_the_last_digits),
        cmocka_unit_test(the_same_call_gives_the_same_bits),
        cmocka_unit_test(the_best_of_its_starts_is_kept),
        cmocka_unit_test(lloyd_goes_on_until_nothing_changes),
        cmocka_unit_test(moves_go_on_where_lloyd_stops),
        cmocka_unit_test(no_move_is_left_that_would_help),
        cmocka_unit_test(moves_keep_centres_and_sizes_right),
        cmocka_unit_test(a_cluster_left_empty_gets_the_farthest_row),
        cmocka_unit_test(fewer_different_rows_than_groups_are_refused),
        cmocka_unit_test(what_makes_no_sense_is_refused),
        cmocka_unit_test(as_many_groups_as_rows_leave_no_spread),
    };
    return cmocka_run_group_tests_name("math_kmeans", tests, NULL, NULL);
}
