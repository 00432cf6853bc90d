/* test_math_packs.c - columns taken together say what they say alone. */
#include "analyze/math/mixhash.h"
#include "analyze/math/packs.h"
#include "lib/mem.h"

#include "tests/unit/math_near.h"

#include <stdlib.h>

/* Two packs of scales (6 x 6, 6), three of classes (200, 3 x 3 x 3 x 3, 3). */
enum { SCALES = 3, CLASSES = 6, COLUMNS = SCALES + CLASSES, ROWS = 50 };
static const uint32_t states[COLUMNS] = {6, 6, 6, 200, 3, 3, 3, 3, 3};

struct world {
    uint32_t first[COLUMNS + 1];
    uint8_t code[ROWS * COLUMNS];
    struct packs packs;
};

static void make_world(struct world *w)
{
    w->first[0] = 0;
    for (size_t j = 0; j < COLUMNS; j++)
        w->first[j + 1] = w->first[j] + states[j];
    for (size_t i = 0; i < (size_t)ROWS * COLUMNS; i++)
        w->code[i] = (uint8_t)mixhash_below(states[i % COLUMNS], 1, i, 5);
    packs_make(&w->packs, w->code, ROWS, COLUMNS, SCALES, CLASSES, w->first);
}

static void columns_share_a_pack_while_their_states_fit(void **state)
{
    (void)state;
    static const uint32_t column[] = {0, 2, 3, 4, 8, 9};
    static const uint32_t first[] = {0, 36, 42, 242, 323, 326};
    struct world w;
    make_world(&w);
    assert_int_equal(w.packs.count, 5);
    assert_int_equal(w.packs.scales, 2);
    assert_int_equal(w.packs.cells, 326);
    assert_int_equal(w.packs.scale_cells, 42);
    for (size_t q = 0; q <= 5; q++) {
        assert_int_equal(w.packs.column[q], column[q]);
        assert_int_equal(w.packs.first[q], first[q]);
    }
    for (size_t i = 0; i < ROWS; i++)
        assert_int_equal(w.packs.code[i * 5],
                         w.code[i * COLUMNS] * 6 + w.code[i * COLUMNS + 1]);
    packs_free(&w.packs);
}

/* What a row looks up by packs is the sum of what it looks up by columns. */
static void a_table_of_packs_has_the_sums_of_columns(void **state)
{
    (void)state;
    struct world w;
    make_world(&w);
    for (size_t lanes = 4; lanes <= 24; lanes += 4) {
        double *table = mem_lanes(w.first[COLUMNS] * lanes);
        double *out = mem_lanes(w.packs.cells * lanes);
        for (size_t i = 0; i < w.first[COLUMNS] * lanes; i++)
            table[i] = (double)(i % 97);
        packs_spread(&w.packs, (struct packs_span){0, w.packs.count}, w.first,
                     table, lanes, out);
        for (size_t i = 0; i < ROWS; i++) {
            double want = 0, got = 0;
            size_t k = i % lanes;
            for (size_t j = 0; j < COLUMNS; j++)
                want +=
                    table[(w.first[j] + w.code[i * COLUMNS + j]) * lanes + k];
            for (size_t q = 0; q < w.packs.count; q++)
                got +=
                    out[(w.packs.first[q] + w.packs.code[i * 5 + q]) * lanes +
                        k];
            assert_near(got, want, 0);
        }
        free(table);
        free(out);
    }
    packs_free(&w.packs);
}

/* Rows added by packs come to the columns' cells, and leave nothing behind. */
static void sums_of_packs_fold_into_those_of_columns(void **state)
{
    (void)state;
    enum { LANES = 8 };
    struct world w;
    make_world(&w);
    double *want = mem_lanes(w.first[COLUMNS] * LANES);
    double *got = mem_lanes(w.first[COLUMNS] * LANES);
    double *sums = mem_lanes(w.packs.cells * LANES);
    for (size_t i = 0; i < ROWS; i++)
        for (size_t k = 0; k < LANES; k++) {
            double x = (double)(i + k * 1000);
            for (size_t j = 0; j < COLUMNS; j++)
                want[(w.first[j] + w.code[i * COLUMNS + j]) * LANES + k] += x;
            for (size_t q = 0; q < w.packs.count; q++)
                sums[(w.packs.first[q] + w.packs.code[i * 5 + q]) * LANES +
                     k] += x;
        }
    packs_fold(&w.packs, (struct packs_span){0, w.packs.scales}, w.first, sums,
               LANES, got);
    packs_fold(&w.packs, (struct packs_span){w.packs.scales, w.packs.count},
               w.first, sums, LANES, got);
    for (size_t i = 0; i < w.first[COLUMNS] * LANES; i++)
        assert_near(got[i], want[i], 0);
    for (size_t i = 0; i < w.packs.cells * LANES; i++)
        assert_near(sums[i], 0, 0);
    free(want);
    free(got);
    free(sums);
    packs_free(&w.packs);
}

static void no_columns_and_no_rows_are_no_packs(void **state)
{
    (void)state;
    static const uint32_t first[] = {0};
    struct packs p;
    packs_make(&p, NULL, 0, 0, 0, 0, first);
    assert_int_equal(p.count, 0);
    assert_int_equal(p.cells, 0);
    packs_free(&p);
    packs_free(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_share_a_pack_while_their_states_fit),
        cmocka_unit_test(a_table_of_packs_has_the_sums_of_columns),
        cmocka_unit_test(sums_of_packs_fold_into_those_of_columns),
        cmocka_unit_test(no_columns_and_no_rows_are_no_packs),
    };
    return cmocka_run_group_tests_name("math_packs", tests, NULL, NULL);
}
