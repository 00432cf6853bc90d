/* test_math_crosstab.c - tables, chi-square, Fisher, McNemar by hand and R. */
#include "analyze/math/crosstab.h"

#include "analyze/math/chisquare.h"
#include "analyze/math/fisher.h"
#include "tests/unit/math_near.h"

static struct crosstab table(size_t rows, size_t columns, int64_t *n)
{
    return (struct crosstab){.rows = rows, .columns = columns, .n = n};
}

static void counts_add_and_merge(void **state)
{
    (void)state;
    struct crosstab a, b;
    struct diag d = {0};
    assert_int_equal(crosstab_open(&a, 2, 3, &d), 0);
    assert_int_equal(crosstab_open(&b, 2, 3, &d), 0);
    crosstab_add(&a, 1, 2, 4);
    crosstab_add(&b, 1, 2, 1);
    crosstab_add(&b, 0, 0, 2);
    crosstab_merge(&a, &b);
    assert_int_equal(crosstab_at(&a, 1, 2), 5);
    assert_int_equal(crosstab_row(&a, 1), 5);
    assert_int_equal(crosstab_column(&a, 0), 2);
    assert_int_equal(crosstab_total(&a), 7);
    crosstab_close(&a);
    crosstab_close(&b);
}

static void a_table_without_cells_or_too_large_is_refused(void **state)
{
    (void)state;
    struct crosstab t;
    struct diag d = {0};
    assert_int_equal(crosstab_open(&t, 0, 3, &d), -1);
    assert_int_equal(crosstab_open(&t, SIZE_MAX, 2, &d), -1);
    crosstab_close(&t);
}

/* Rows of 2, 0 and 3: ranks 1.5, what it would have, 4; ties 6 + 24. */
static void midranks_share_the_places_of_a_row(void **state)
{
    (void)state;
    int64_t n[] = {1, 1, 0, 0, 3, 0};
    struct crosstab t = table(3, 2, n);
    double rank[3];
    assert_near(crosstab_ranks(&t, rank), 30, 0);
    assert_near(rank[0], 1.5, 0);
    assert_near(rank[2], 4, 0);
}

/* Expected 4, 6, 4, 6: x2 = 4 / 4 + 4 / 6 + 4 / 4 + 4 / 6 = 10 / 3. */
static void chi_square_leaves_empty_rows_out(void **state)
{
    (void)state;
    int64_t n[] = {6, 4, 0, 0, 2, 8};
    struct crosstab t = table(3, 2, n);
    struct chisquare x = chisquare_test(&t);
    assert_near(x.x2, 10.0 / 3, 1e-14);
    assert_near(x.df, 1, 0);
    assert_near(x.v, sqrt(10.0 / 3 / 20), 1e-14);
    double e[6];
    chisquare_residuals(&t, e, NULL);
    assert_near(e[0], 2 / sqrt(4), 1e-14);
    assert_true(isnan(e[2]));
    int64_t one[] = {3, 4};
    t = table(1, 2, one);
    assert_true(isnan(chisquare_test(&t).p));
}

/* Yates: 20 (|6 8 - 4 2| - 10)^2 / (10 10 8 12). */
static void yates_takes_half_a_count_off(void **state)
{
    (void)state;
    const int64_t cells[4] = {6, 4, 2, 8};
    assert_near(chisquare_yates(cells).x2, 20.0 * 30 * 30 / 9600, 1e-14);
}

/* 10 and 2: (8)^2 / 12; corrected 49 / 12; exact 2 (1 + 12 + 66) / 4096. */
static void mcnemar_looks_at_who_changed(void **state)
{
    (void)state;
    struct mcnemar m = mcnemar_test(10, 2);
    assert_near(m.x2, 64.0 / 12, 1e-14);
    assert_near(m.x2_corrected, 49.0 / 12, 1e-14);
    assert_near(m.p_exact, 158.0 / 4096, 1e-14);
    assert_true(isnan(mcnemar_test(0, 0).p));
}

/* The lady tasting tea: p = 34 / 70 two-sided (Fisher 1935). */
static void the_lady_tasting_tea(void **state)
{
    (void)state;
    const int64_t cells[4] = {3, 1, 1, 3};
    struct fisher f = fisher_test(cells, 0.95);
    assert_near(f.p, 34.0 / 70, 1e-14);
    const int64_t edge[4] = {0, 4, 4, 0};
    f = fisher_test(edge, 0.95);
    assert_near(f.p, 2.0 / 70, 1e-14);
    assert_near(f.odds_ratio, 0, 0);
    assert_near(f.low, 0, 0);
    const int64_t bad[4] = {-1, 2, 3, 4};
    assert_true(isnan(fisher_test(bad, 0.95).p));
}

/* R: phyper(4, 10, 20, 8, lower = FALSE), phyper(0, 10, 20, 8, ...). */
static void upper_tails_of_drawing_without_putting_back(void **state)
{
    (void)state;
    assert_near(fisher_upper(5, 8, 10, 30), 0.0563179948487295, 1e-14);
    assert_near(fisher_upper(1, 8, 10, 30), 0.97847742795269, 1e-13);
    assert_near(fisher_upper(0, 8, 10, 30), 1, 0);
    assert_near(fisher_upper(9, 8, 10, 30), 0, 0);
    assert_true(isnan(fisher_upper(1, 40, 10, 30)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_add_and_merge),
        cmocka_unit_test(a_table_without_cells_or_too_large_is_refused),
        cmocka_unit_test(midranks_share_the_places_of_a_row),
        cmocka_unit_test(chi_square_leaves_empty_rows_out),
        cmocka_unit_test(yates_takes_half_a_count_off),
        cmocka_unit_test(mcnemar_looks_at_who_changed),
        cmocka_unit_test(the_lady_tasting_tea),
        cmocka_unit_test(upper_tails_of_drawing_without_putting_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
