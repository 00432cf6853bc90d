/*
 * case_tables.c - chi-square, Fisher, McNemar and correlations against R.
 */
#include "analyze/math/chisquare.h"
#include "analyze/math/correlation.h"
#include "analyze/math/fisher.h"
#include "lib/mem.h"
#include "tests/conformance/cases.h"
#include "tests/conformance/table.h"

#include <math.h>
#include <stdlib.h>

/* A list of rows, as the reference has its matrices. */
static void check_matrix(struct check *c, const char *key, const double *got,
                         size_t rows, size_t columns)
{
    const json_t *list = expected_list(c, key);
    for (size_t i = 0; i < rows; i++)
        for (size_t j = 0; j < columns; j++) {
            const json_t *want = json_array_get(json_array_get(list, i), j);
            check_near(c, key, got[i * columns + j], json_number_value(want),
                       c->tolerance);
        }
}

static void check_haireye(struct check *c, const struct crosstab *t)
{
    struct chisquare x = chisquare_test(t);
    double pearson[16], standard[16];
    check_count(c, "cells", (int64_t)(t->rows * t->columns), 16);
    check_key(c, "X2", x.x2);
    check_key(c, "df", x.df);
    check_key(c, "p", x.p);
    check_key(c, "log10p", x.log10_p);
    check_key(c, "cramers_v", x.v);
    check_key(c, "cramers_v_bias_corrected", x.v_corrected);
    check_key(c, "G2", x.g2);
    check_key(c, "contingency_coef", x.contingency);
    if (c->fault[0] != '\0')
        return;
    chisquare_residuals(t, pearson, standard);
    check_matrix(c, "std_residuals", standard, 4, 4);
    check_matrix(c, "pearson_residuals", pearson, 4, 4);
}

void case_chisq_haireye(struct check *c)
{
    size_t count;
    double x[64], y[64], times[64];
    double *v = case_points(c, "data/haireye.csv", "Hair", 3, &count);
    if (v == NULL)
        return;
    for (size_t i = 0; i < count && i < COUNT_OF(x); i++) {
        x[i] = v[3 * i];
        y[i] = v[3 * i + 1];
        times[i] = v[3 * i + 2];
    }
    struct crosstab t = table_of(x, y, times, count);
    check_haireye(c, &t);
    crosstab_close(&t);
    free(v);
}

void case_chisq_2x2(struct check *c)
{
    static const int64_t cells[4] = {12, 7, 5, 9};
    int64_t copy[4] = {12, 7, 5, 9};
    struct crosstab t = {.rows = 2, .columns = 2, .n = copy};
    struct chisquare plain = chisquare_test(&t), yates = chisquare_yates(cells);
    struct fisher f = fisher_test(cells, 0.95);
    double ends[2] = {f.low, f.high};
    c->part = "all; the odds ratio and its interval as scipy has them, for "
              "R's search for them stops after four digits";
    check_key(c, "X2", plain.x2);
    check_key(c, "p", plain.p);
    check_key(c, "X2_yates", yates.x2);
    check_key(c, "p_yates", yates.p);
    check_key(c, "fisher_p", f.p);
    /* scipy.stats.contingency.odds_ratio([[12, 7], [5, 9]]) */
    check_near(c, "odds ratio", f.odds_ratio, 2.9767805239020815, 1e-12);
    check_near(c, "its lower end", ends[0], 0.5992659658363633, 1e-10);
    check_near(c, "its upper end", ends[1], 16.64737227387337, 1e-10);
    check_key(c, "sample_or", 12.0 * 9 / (7.0 * 5));
}

void case_mcnemar(struct check *c)
{
    struct mcnemar m = mcnemar_test(150, 86);
    check_key(c, "X2_cc", m.x2_corrected);
    check_key(c, "p_cc", m.p_corrected);
    check_key(c, "X2", m.x2);
    check_key(c, "p", m.p);
    check_key(c, "p_exact_binom", m.p_exact);
}

void case_correlations(struct check *c)
{
    size_t count;
    double x[64], y[64];
    struct comoments m = {0};
    double *v = case_points(c, "data/mtcars.csv", "mpg", 2, &count);
    if (v == NULL)
        return;
    for (size_t i = 0; i < count && i < COUNT_OF(x); i++) {
        x[i] = v[2 * i];
        y[i] = v[2 * i + 1];
        comoments_add(&m, x[i], y[i], 1);
    }
    struct crosstab t = table_of(x, y, NULL, count);
    struct correlation pearson = correlation_pearson(&m, 0.95);
    struct correlation rho = correlation_spearman(&t);
    struct correlation tau = correlation_kendall(&t);
    double ends[2] = {pearson.low, pearson.high};
    check_key(c, "pearson", pearson.r);
    check_key(c, "pearson_p", pearson.p);
    check_list(c, "pearson_ci", ends, 2, 1);
    check_key(c, "spearman", rho.r);
    check_key(c, "spearman_p", rho.p);
    check_key(c, "kendall_tau_b", tau.r);
    check_key(c, "kendall_z", tau.statistic);
    check_key(c, "kendall_p", tau.p);
    crosstab_close(&t);
    free(v);
}
