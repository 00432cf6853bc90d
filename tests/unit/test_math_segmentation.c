/*
 * test_math_segmentation.c - how many groups, on rows whose truth is known
 * because they are drawn here: blobs that lie apart, and a single crowd in
 * several shapes.
 */
#include "analyze/math/mixhash.h"
#include "analyze/math/segmentation.h"

#include "tests/unit/math_near.h"

#include <stdlib.h>
#include <string.h>

enum { ROWS = 300, DIM = 10, K_MAX = 5, SEEDS = 10, SEEDS_LITE = 2 };

/* Valgrind makes everything slow; fewer seeds do there. */
static uint64_t seeds(void)
{
    return getenv("LITE") != NULL ? SEEDS_LITE : SEEDS;
}

/* A standard normal number, by Box and Muller. */
static double normal(uint64_t stream, uint64_t step, uint64_t seed)
{
    double u = 1 - mixhash_uniform(stream, 2 * step, seed);
    double v = mixhash_uniform(stream, 2 * step + 1, seed);
    return sqrt(-2 * log(u)) * cos(6.283185307179586 * v);
}

/* What all answers of a respondent share: mean 0, deviation 1. */
static double normal_factor(uint64_t i, uint64_t seed)
{
    return normal(1, i, seed);
}

static double flat_factor(uint64_t i, uint64_t seed)
{
    return sqrt(12) * (mixhash_uniform(1, i, seed) - 0.5);
}

static double skewed_factor(uint64_t i, uint64_t seed)
{
    return -log(1 - mixhash_uniform(1, i, seed)) - 1;
}

static double *make_factor_rows(double (*factor)(uint64_t, uint64_t),
                                double loading, uint64_t seed)
{
    double *v = malloc(ROWS * DIM * sizeof *v);
    for (uint64_t i = 0; i < ROWS; i++)
        for (uint64_t j = 0; j < DIM; j++)
            v[i * DIM + j] =
                loading * factor(i, seed) +
                sqrt(1 - loading * loading) * normal(2, i * DIM + j, seed);
    return v;
}

/* To answers 1 .. 5, cut at -1.35, -.45, .45 and 1.35. */
static void make_likert(double *v)
{
    for (size_t i = 0; i < ROWS * DIM; i++)
        v[i] = fmin(5, fmax(1, 3 + floor(v[i] / 0.9 + 0.5)));
}

static size_t choose(const double *values, size_t count, size_t dim,
                     uint64_t seed, struct segmentation_evidence *e,
                     size_t *judged)
{
    struct segmentation_options o = {.k_max = K_MAX,
                                     .starts = 4,
                                     .stability = 0.75,
                                     .least = 10,
                                     .seed = seed};
    struct rows rows = {values, count, dim};
    struct diag d = {0};
    return segmentation_choose(rows, &o, e, judged, &d);
}

static void three_blobs_in_ten_dimensions_are_three_groups(void **state)
{
    (void)state;
    struct segmentation_evidence e[K_MAX];
    double v[ROWS * DIM];
    size_t judged;
    for (uint64_t i = 0; i < ROWS * DIM; i++) /* centres 6 * sqrt 2 apart */
        v[i] = normal(1, i, 4) + (i % DIM == i / DIM % 3 ? 6 : 0);
    for (uint64_t seed = 0; seed < seeds(); seed++) {
        assert_int_equal(choose(v, ROWS, DIM, seed, e, &judged), 3);
        assert_int_equal(judged, K_MAX);
        assert_int_equal(e[2].k, 3);
        assert_int_equal(e[2].smallest, 100);
        assert_int_equal(e[2].chosen, 1);
        assert_int_equal(e[0].chosen + e[1].chosen + e[3].chosen, 0);
        assert_near(e[2].jaccard, 1, 0);
        assert_true(e[2].gap > 2 * e[2].gap_error);
    }
}

static void a_single_normal_crowd_is_one_group(void **state)
{
    (void)state;
    static const double loadings[] = {0, 0.5, 0.9};
    struct segmentation_evidence e[K_MAX];
    size_t judged;
    for (size_t l = 0; l < 3; l++)
        for (uint64_t seed = 0; seed < seeds(); seed++) {
            double *v = make_factor_rows(normal_factor, loadings[l], seed);
            assert_int_equal(choose(v, ROWS, DIM, seed, e, &judged), 1);
            free(v);
        }
}

/* A matter of degree, of which flat is the hardest: two halves are stable. */
static void a_continuum_of_answers_is_one_group(void **state)
{
    (void)state;
    double (*const factors[])(uint64_t, uint64_t) = {normal_factor, flat_factor,
                                                     skewed_factor};
    struct segmentation_evidence e[K_MAX];
    size_t judged;
    for (size_t f = 0; f < 3; f++)
        for (uint64_t seed = 0; seed < seeds(); seed++) {
            double *v = make_factor_rows(factors[f], 0.8, seed);
            make_likert(v);
            assert_int_equal(choose(v, ROWS, DIM, seed, e, &judged), 1);
            free(v);
        }
}

static void equal_rows_are_one_group(void **state)
{
    (void)state;
    struct segmentation_evidence e[K_MAX];
    double v[40 * 2];
    size_t judged = 0;
    for (size_t i = 0; i < 80; i++)
        v[i] = 3;
    assert_int_equal(choose(v, 40, 2, 1, e, &judged), 1);
    assert_int_equal(judged, 1);
    assert_int_equal(e[0].smallest, 40);
}

static void no_more_groups_are_sought_than_rows_differ(void **state)
{
    (void)state;
    static const double corner[3][2] = {{0, 0}, {5, 0}, {0, 5}};
    struct segmentation_evidence e[K_MAX];
    double v[60 * 2];
    size_t judged = 0;
    for (size_t i = 0; i < 60; i++)
        memcpy(v + 2 * i, corner[i % 3], sizeof corner[0]);
    assert_int_equal(choose(v, 60, 2, 1, e, &judged), 3);
    assert_int_equal(judged, 3);
    assert_near(e[2].spread, 0, 0);
    assert_true(isfinite(e[2].gap));
}

/* One of the halves may then have no third row at all. */
static void a_rare_row_of_its_own_is_no_group(void **state)
{
    (void)state;
    struct segmentation_evidence e[K_MAX];
    double v[60] = {[17] = 0.4};
    size_t judged = 0;
    for (size_t i = 30; i < 60; i++)
        v[i] = 1;
    assert_int_equal(choose(v, 60, 1, 1, e, &judged), 2);
    assert_int_equal(judged, 3);
    assert_near(e[2].jaccard, 0, 0);
    assert_int_equal(e[2].smallest, 1);
}

static void few_rows_end_the_search_early(void **state)
{
    (void)state;
    static const struct {
        size_t rows, judged;
    } cases[] = {{0, 1}, {1, 1}, {7, 1}, {8, 2}, {11, 2}, {12, 3}, {20, 5}};
    struct segmentation_evidence e[K_MAX];
    double v[20];
    for (size_t i = 0; i < 20; i++)
        v[i] = normal(3, i, 1);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        size_t judged = 0;
        assert_int_not_equal(choose(v, cases[i].rows, 1, 1, e, &judged), 0);
        assert_int_equal(judged, cases[i].judged);
    }
}

static void rows_without_numbers_are_one_group(void **state)
{
    (void)state;
    struct segmentation_evidence e[K_MAX];
    size_t judged = 0;
    assert_int_equal(choose(NULL, 50, 0, 1, e, &judged), 1);
    assert_int_equal(judged, 1);
}

static void groups_below_the_least_size_are_not_chosen(void **state)
{
    (void)state;
    struct segmentation_evidence e[K_MAX];
    double v[100];
    size_t judged;
    for (size_t i = 0; i < 100; i++) /* 9 far away, 10 are asked for */
        v[i] = normal(1, i, 6) + (i < 9 ? 60 : 0);
    assert_int_equal(choose(v, 100, 1, 1, e, &judged), 1);
    assert_int_equal(e[1].smallest, 9);
    assert_near(e[1].jaccard, 1, 0);
    for (size_t i = 9; i < 10; i++)
        v[i] += 60;
    assert_int_equal(choose(v, 100, 1, 1, e, &judged), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(three_blobs_in_ten_dimensions_are_three_groups),
        cmocka_unit_test(a_single_normal_crowd_is_one_group),
        cmocka_unit_test(a_continuum_of_answers_is_one_group),
        cmocka_unit_test(equal_rows_are_one_group),
        cmocka_unit_test(no_more_groups_are_sought_than_rows_differ),
        cmocka_unit_test(a_rare_row_of_its_own_is_no_group),
        cmocka_unit_test(few_rows_end_the_search_early),
        cmocka_unit_test(rows_without_numbers_are_one_group),
        cmocka_unit_test(groups_below_the_least_size_are_not_chosen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
