/* test_math_kmeans_moves.c - moves whose gain is worked out by hand. */
#include "analyze/math/kmeans_moves.h"

#include "tests/unit/math_near.h"

#include <string.h>

enum { MOST = 8 };

/* A clustering of numbers on a line, all its parts in place. */
struct line {
    double x[MOST], centres[MOST], within[MOST];
    size_t sizes[MOST];
    uint32_t cluster[MOST];
    struct kmeans km;
};

/* COUNT numbers in K clusters as LABELS say; centres and sizes are right. */
static void lay(struct line *l, const double *x, const uint32_t *labels,
                size_t count, size_t k)
{
    *l = (struct line){0};
    memcpy(l->x, x, count * sizeof *x);
    memcpy(l->cluster, labels, count * sizeof *labels);
    for (size_t i = 0; i < count; i++)
        l->sizes[labels[i]]++;
    for (size_t i = 0; i < count; i++)
        l->centres[labels[i]] += x[i] / (double)l->sizes[labels[i]];
    l->km = (struct kmeans){.k = k,
                            .dim = 1,
                            .count = count,
                            .centres = l->centres,
                            .sizes = l->sizes,
                            .within = l->within,
                            .cluster = l->cluster};
}

struct sample {
    size_t count, k, passes, moved;
    double x[MOST];
    uint32_t before[MOST], after[MOST];
    double centres[MOST];
};

static void expect(const struct sample *samples, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct sample *s = &samples[i];
        struct line l;
        size_t sizes[MOST] = {0};
        lay(&l, s->x, s->before, s->count, s->k);
        size_t moved =
            kmeans_moves(&l.km, (struct rows){l.x, s->count, 1}, s->passes);
        if (moved != s->moved)
            fail_msg("case %zu: %zu moved", i, moved);
        assert_memory_equal(l.cluster, s->after, s->count * sizeof *s->after);
        for (size_t r = 0; r < s->count; r++)
            sizes[s->after[r]]++;
        assert_memory_equal(l.sizes, sizes, s->k * sizeof *sizes);
        for (size_t c = 0; c < s->k; c++)
            assert_near(l.centres[c], s->centres[c], 1e-14);
    }
}

static void a_row_moves_where_it_costs_less_with_the_centres_following(void **s)
{
    (void)s;
    static const struct sample samples[] = {
        /* 2 is nearer to 1 than to 3.1, but saves 2 * 1 and costs 1.21 / 2. */
        {.count = 3,
         .k = 2,
         .passes = 10,
         .moved = 1,
         .x = {0, 2, 3.1},
         .before = {0, 0, 1},
         .after = {0, 1, 1},
         .centres = {0, 2.55}},
        /* 3 saves 2 * 2.25 = 4.5; the five at 6 ask 9 * 5 / 6 = 7.5. */
        {.count = 7,
         .k = 2,
         .passes = 10,
         .moved = 0,
         .x = {0, 3, 6, 6, 6, 6, 6},
         .before = {0, 0, 1, 1, 1, 1, 1},
         .after = {0, 0, 1, 1, 1, 1, 1},
         .centres = {1.5, 6}},
        /* One at 6 asks 9 / 2 = 4.5, as much as 3 would save: it stays. */
        {.count = 3,
         .k = 2,
         .passes = 10,
         .moved = 0,
         .x = {0, 3, 6},
         .before = {0, 0, 1},
         .after = {0, 0, 1},
         .centres = {1.5, 6}},
        /* At 5.9 it asks 2.9^2 / 2 = 4.205. */
        {.count = 3,
         .k = 2,
         .passes = 10,
         .moved = 1,
         .x = {0, 3, 5.9},
         .before = {0, 0, 1},
         .after = {0, 1, 1},
         .centres = {0, 4.45}},
    };
    expect(samples, COUNT_OF(samples));
}

static void of_several_clusters_the_cheapest_is_joined(void **s)
{
    (void)s;
    static const struct sample samples[] = {
        /* Of three, the cheapest: 9 leaves for 10, not for 12. */
        {.count = 4,
         .k = 3,
         .passes = 10,
         .moved = 1,
         .x = {0, 9, 12, 10},
         .before = {0, 0, 1, 2},
         .after = {0, 2, 1, 2},
         .centres = {0, 12, 9.5}},
        /* Two that cost the same: the first of them. */
        {.count = 4,
         .k = 3,
         .passes = 10,
         .moved = 1,
         .x = {9, 0, 10, 8},
         .before = {0, 0, 1, 2},
         .after = {1, 0, 1, 2},
         .centres = {0, 9.5, 8}},
    };
    expect(samples, COUNT_OF(samples));
}

static void the_last_row_of_a_cluster_stays(void **s)
{
    (void)s;
    static const struct sample samples[] = {
        /* 5 would be at home in the other cluster, but is all its own has. */
        {.count = 3,
         .k = 2,
         .passes = 10,
         .moved = 0,
         .x = {5, 5, 5},
         .before = {0, 0, 1},
         .after = {0, 0, 1},
         .centres = {5, 5}},
        {.count = 2,
         .k = 2,
         .passes = 10,
         .moved = 0,
         .x = {1, 1},
         .before = {0, 1},
         .after = {0, 1},
         .centres = {1, 1}},
        {.count = 2,
         .k = 1,
         .passes = 10,
         .moved = 0,
         .x = {1, 9},
         .before = {0, 0},
         .after = {0, 0},
         .centres = {5}},
        {.count = 0, .k = 0, .passes = 10, .moved = 0},
    };
    expect(samples, COUNT_OF(samples));
}

/*
 * {0, 7, 8, 9} and {10}: in the first pass, centre 6, 7 would save 4/3 and
 * costs 9/2. 8 saves 4 * 4/3 and costs 4/2: it moves, and the centres are
 * 16/3 and 9. Then 9 saves (11/3)^2 * 3/2 and costs nothing; centres 7/2 and
 * 9. In the second pass 0 stays (12.25 * 2 saved, 81 * 3/4 asked), and 7 moves
 * (24.5 saved, 4 * 3/4 asked); centres 0 and 8.5. Then nothing moves.
 */
static void passes_go_on_until_none_moves_or_there_have_been_enough(void **s)
{
    (void)s;
    static const struct sample samples[] = {
        {.count = 5,
         .k = 2,
         .passes = 0,
         .moved = 0,
         .x = {0, 7, 8, 9, 10},
         .before = {0, 0, 0, 0, 1},
         .after = {0, 0, 0, 0, 1},
         .centres = {6, 10}},
        {.count = 5,
         .k = 2,
         .passes = 1,
         .moved = 2,
         .x = {0, 7, 8, 9, 10},
         .before = {0, 0, 0, 0, 1},
         .after = {0, 0, 1, 1, 1},
         .centres = {3.5, 9}},
        {.count = 5,
         .k = 2,
         .passes = 2,
         .moved = 3,
         .x = {0, 7, 8, 9, 10},
         .before = {0, 0, 0, 0, 1},
         .after = {0, 1, 1, 1, 1},
         .centres = {0, 8.5}},
        {.count = 5,
         .k = 2,
         .passes = SIZE_MAX,
         .moved = 3,
         .x = {0, 7, 8, 9, 10},
         .before = {0, 0, 0, 0, 1},
         .after = {0, 1, 1, 1, 1},
         .centres = {0, 8.5}},
    };
    expect(samples, COUNT_OF(samples));
}

/*
 * (0,0), (0,4), (1,4) and (8,0) in clusters {0, 1} and {2, 3}: the centres are
 * (0,2) and (4.5,2). (0,4) saves 2 * 4 = 8, and asks (20.25 + 4) * 2/3. (1,4)
 * saves 2 * (12.25 + 4) = 32.5, and asks (1 + 4) * 2/3: it moves.
 */
static void distances_and_centres_take_in_every_column(void **s)
{
    (void)s;
    static const double points[] = {0, 0, 0, 4, 1, 4, 8, 0};
    double centres[] = {0, 2, 4.5, 2};
    size_t sizes[] = {2, 2};
    uint32_t cluster[] = {0, 0, 1, 1};
    struct kmeans km = {.k = 2,
                        .dim = 2,
                        .count = 4,
                        .centres = centres,
                        .sizes = sizes,
                        .cluster = cluster};
    assert_int_equal(kmeans_moves(&km, (struct rows){points, 4, 2}, 10), 1);
    assert_int_equal(cluster[2], 0);
    assert_near(centres[0], 1 / 3.0, 1e-15);
    assert_near(centres[1], 8 / 3.0, 1e-15);
    assert_near(centres[2], 8, 1e-15);
    assert_near(centres[3], 0, 1e-15);
    assert_int_equal(sizes[0], 3);
    assert_int_equal(sizes[1], 1);
}

/*
 * 3 saves 4.5 and is asked (3 - d)^2 / 2 = 4.5 - 3 d: a share of 2 d / 3 less.
 * Below 1e-9 that counts as rounding, which could go in circles.
 */
static void a_saving_as_small_as_rounding_moves_nothing(void **s)
{
    (void)s;
    static const uint32_t labels[] = {0, 0, 1};
    static const struct {
        double less;
        size_t moved;
    } cases[] = {{1e-10, 0}, {1e-9, 0}, {2e-9, 1}, {1e-8, 1}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct line l;
        lay(&l, (double[]){0, 3, 6 - cases[i].less}, labels, 3, 2);
        assert_int_equal(kmeans_moves(&l.km, (struct rows){l.x, 3, 1}, 10),
                         cases[i].moved);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            a_row_moves_where_it_costs_less_with_the_centres_following),
        cmocka_unit_test(of_several_clusters_the_cheapest_is_joined),
        cmocka_unit_test(the_last_row_of_a_cluster_stays),
        cmocka_unit_test(
            passes_go_on_until_none_moves_or_there_have_been_enough),
        cmocka_unit_test(distances_and_centres_take_in_every_column),
        cmocka_unit_test(a_saving_as_small_as_rounding_moves_nothing),
    };
    return cmocka_run_group_tests_name("math_kmeans_moves", tests, NULL, NULL);
}
