/*
 * test_math_kmeans_coded.c - clusters of coded answers against those of
 * numbers.
 */
#include "analyze/math/kmeans_coded.h"

#include "analyze/math/mixhash.h"
#include "analyze/math/rows.h"

#include "tests/unit/math_near.h"

#include <stdlib.h>

enum { N = 600, ITEMS = 7 };

/* Three kinds, apart in all items; each answer missing with chance LACK. */
static void make_rows(struct coded *c, double lack)
{
    static const uint16_t states[ITEMS] = {5, 5, 5, 5, 5, 5, 5};
    struct diag d = {0};
    assert_int_equal(coded_open(c, N, ITEMS, 0, 0, states, &d), 0);
    for (size_t cell = 0; cell < c->scale_cells; cell++)
        c->value[cell] = (double)(cell % 6);
    for (size_t i = 0; i < N; i++)
        for (size_t j = 0; j < ITEMS; j++) {
            size_t kind = (i % 3 + (j % 2 == 0 ? 0 : i % 3)) % 3;
            c->code[i * ITEMS + j] =
                mixhash_uniform(j + 50, i, 3) < lack
                    ? 5
                    : (uint8_t)(1.5 * (double)kind +
                                2 * mixhash_uniform(j, i, 3));
        }
    assert_int_equal(coded_finish(c, &d), 0);
}

/* The spread and the centres, worked out from the labels anew. */
static void centres_are_means_and_the_spread_is_theirs(void **state)
{
    (void)state;
    for (int lacks = 0; lacks < 2; lacks++) {
        struct coded c;
        struct kmeans_coded km;
        struct diag d = {0};
        make_rows(&c, 0.2 * lacks);
        assert_int_equal(kmeans_coded_fit(&km, &c, 3, 4, 1, 2, &d), 0);
        double spread = 0;
        for (size_t k = 0; k < 3; k++)
            for (size_t j = 0; j < ITEMS; j++) {
                double sum = 0, there = 0, centre = km.centres[k * ITEMS + j];
                for (size_t i = 0; i < N; i++) {
                    uint8_t code = c.code[i * ITEMS + j];
                    if (km.label[i] != k || code == 5)
                        continue;
                    double x = c.value[c.first[j] + code];
                    sum += x;
                    there++;
                    spread += (x - centre) * (x - centre);
                }
                assert_near(centre, sum / there, 1e-9);
            }
        assert_near(km.spread, spread, 1e-9 * spread);
        size_t apart = 0;
        for (size_t i = 0; i < N; i++)
            apart += km.label[i] != km.label[0] && c.row[i] % 3 == c.row[0] % 3;
        assert_true(apart < (lacks ? 40 : 10));
        kmeans_coded_free(&km);
        coded_free(&c);
    }
}

static double gap_of(const struct coded *c, const struct kmeans_coded *km,
                     size_t i, size_t k)
{
    double sum = 0;
    for (size_t j = 0; j < ITEMS; j++) {
        uint8_t code = c->code[i * ITEMS + j];
        double gap = c->value[c->first[j] + code] - km->centres[k * ITEMS + j];
        sum += code == 5 ? 0 : gap * gap;
    }
    return sum;
}

/* Lloyd's rounds have come to their end. */
static void nobody_is_nearer_to_another_centre(void **state)
{
    (void)state;
    for (size_t k = 2; k < 12; k++) {
        struct coded c;
        struct kmeans_coded km;
        struct diag d = {0};
        make_rows(&c, 0.1);
        assert_int_equal(kmeans_coded_fit(&km, &c, k, 5, k, 1, &d), 0);
        for (size_t i = 0; i < N; i++)
            for (size_t other = 0; other < k; other++)
                assert_true(gap_of(&c, &km, i, km.label[i]) <
                            gap_of(&c, &km, i, other) + 1e-5);
        kmeans_coded_free(&km);
        coded_free(&c);
    }
}

static void threads_change_nothing(void **state)
{
    (void)state;
    struct coded c;
    struct kmeans_coded one, seven;
    struct diag d = {0};
    make_rows(&c, 0.1);
    assert_int_equal(kmeans_coded_fit(&one, &c, 4, 9, 5, 1, &d), 0);
    assert_int_equal(kmeans_coded_fit(&seven, &c, 4, 9, 5, 7, &d), 0);
    assert_memory_equal(one.label, seven.label, N);
    assert_memory_equal(&one.spread, &seven.spread, sizeof one.spread);
    kmeans_coded_free(&one);
    kmeans_coded_free(&seven);
    coded_free(&c);
}

static void more_clusters_than_lanes_are_refused(void **state)
{
    (void)state;
    struct coded c;
    struct kmeans_coded km;
    struct diag d = {0};
    make_rows(&c, 0);
    assert_int_equal(kmeans_coded_fit(&km, &c, 17, 1, 1, 1, &d), -1);
    kmeans_coded_free(&km);
    assert_int_equal(kmeans_coded_fit(&km, &c, 12, 2, 1, 1, &d), 0);
    kmeans_coded_free(&km);
    coded_free(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(centres_are_means_and_the_spread_is_theirs),
        cmocka_unit_test(nobody_is_nearer_to_another_centre),
        cmocka_unit_test(threads_change_nothing),
        cmocka_unit_test(more_clusters_than_lanes_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
