/*
 * case_ranks.c - tests of ranks against R, scipy and PSPP.
 */
#include "analyze/math/correlation.h"
#include "analyze/math/fdr.h"
#include "analyze/math/friedman.h"
#include "analyze/math/chisquare.h"
#include "analyze/math/ranktest.h"
#include "lib/mem.h"
#include "tests/conformance/cases.h"
#include "tests/conformance/frame.h"
#include "tests/conformance/table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Column COLUMN of V, rows of DIM; free() it. */
static double *column_of(const double *v, size_t count, size_t dim,
                         size_t column)
{
    double *x = mem_array(NULL, count, sizeof *x);
    for (size_t i = 0; i < count; i++)
        x[i] = v[i * dim + column];
    return x;
}

/* The table of the first two columns of FILE; closed if it cannot be read. */
static struct crosstab read_table(struct check *c, const char *file,
                                  const char *first)
{
    size_t count;
    struct crosstab t = {0};
    double *v = case_points(c, file, first, 2, &count);
    if (v == NULL)
        return t;
    double *x = column_of(v, count, 2, 0), *y = column_of(v, count, 2, 1);
    t = table_of(x, y, NULL, count);
    free(x);
    free(y);
    free(v);
    return t;
}

void case_wilcoxon(struct check *c)
{
    int tied = strstr(c->id, "pspp") != NULL;
    size_t count;
    double *v = case_points(
        c, tied ? "data/pspp_wilcoxon.csv" : "data/depression_wilcoxon.csv",
        tied ? "foo" : "x", 2, &count);
    if (v == NULL)
        return;
    double *x = column_of(v, count, 2, 0), *y = column_of(v, count, 2, 1);
    struct change *steps;
    size_t n = table_steps(x, y, count, &steps);
    struct signedrank r = signedrank_of_sizes(steps, n);
    if (tied) {
        check_key(c, "n_nonzero", (double)r.n);
        check_key(c, "W_plus", r.up);
        check_key(c, "W_minus", r.down);
        check_key(c, "z", r.z);
        check_key(c, "p_normal_nocc", r.p);
        check_key(c, "p_normal_cc", r.p_corrected);
        check_key(c, "p_exact_enumerated", r.p_exact);
        check_key(c, "matched_rank_biserial", r.rank_biserial);
    } else {
        check_key(c, "V", r.up);
        check_key(c, "p_exact", r.p_exact);
        check_key(c, "p_exact_greater", r.p_exact_above);
        check_key(c, "p_normal_cc", r.p_corrected);
        check_key(c, "p_normal_nocc", r.p);
    }
    free(steps);
    free(x);
    free(y);
    free(v);
}

void case_kruskal_airquality(struct check *c)
{
    struct crosstab t = read_table(c, "data/airquality_ozone.csv", "Ozone");
    if (t.n == NULL)
        return;
    struct kruskal k = ranktest_kruskal(&t, NULL);
    check_key(c, "H", k.h);
    check_key(c, "df", k.df);
    check_key(c, "p", k.p);
    check_key(c, "n", (double)k.n);
    check_key(c, "epsilon2", k.epsilon2);
    check_key(c, "eta2_H", k.eta2);
    crosstab_close(&t);
}

void case_kruskal_siegel(struct check *c)
{
    static const double x[] = {96,  128, 83,  61,  101, 82,  124,
                               132, 135, 109, 115, 149, 166, 147};
    static const double group[] = {1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3};
    struct crosstab t = table_of(x, group, NULL, COUNT_OF(x));
    double mean_rank[3];
    struct kruskal k = ranktest_kruskal(&t, mean_rank);
    check_key(c, "H", k.h);
    check_key(c, "p", k.p);
    check_list(c, "mean_ranks", mean_rank, 3, 1);
    crosstab_close(&t);
}

void case_mannwhitney(struct check *c)
{
    static const double x[] = {.80, .83,  1.89, 1.04, 1.45, 1.38, 1.91, 1.64,
                               .73, 1.46, 1.15, .88,  .90,  .74,  1.21};
    static const double group[] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2};
    struct crosstab t = table_of(x, group, NULL, COUNT_OF(x));
    struct mannwhitney m = ranktest_mannwhitney(&t, 0, 1);
    check_key(c, "W", m.u);
    check_key(c, "p_exact_greater", m.p_exact_above);
    crosstab_close(&t);
}

/* All pairs of months: July with May, and so on, as R prints its triangle. */
void case_pairwise(struct check *c)
{
    struct crosstab t = read_table(c, "data/airquality_ozone.csv", "Ozone");
    double p[16], q[16];
    size_t count = 0;
    if (t.n == NULL)
        return;
    for (size_t a = 0; a < t.columns; a++)
        for (size_t b = a + 1; b < t.columns && count < COUNT_OF(p); b++)
            p[count++] = ranktest_mannwhitney(&t, a, b).p_corrected;
    fdr_benjamini_hochberg(p, count, q);
    check_list(c, "p", q, count, 1);
    crosstab_close(&t);
}

void case_friedman(struct check *c)
{
    size_t count;
    struct diag d = {0};
    struct friedman whole = {0}, half[2] = {{0}, {0}};
    double *v = case_points(c, "data/roundingbases.csv", "V1", 3, &count);
    if (v == NULL)
        return;
    if (friedman_open(&whole, 3, &d) != 0 ||
        friedman_open(&half[0], 3, &d) != 0 ||
        friedman_open(&half[1], 3, &d) != 0)
        check_broken(c, &d);
    for (size_t i = 0; i < count && c->fault[0] == '\0'; i++) {
        friedman_add(&whole, v + 3 * i);
        friedman_add(&half[i % 2], v + 3 * i);
    }
    friedman_merge(&half[0], &half[1]);
    struct friedman_result r = friedman_finish(&whole);
    check_key(c, "chi2", r.chi2);
    check_key(c, "df", r.df);
    check_key(c, "p", r.p);
    check_key(c, "kendall_w", r.w);
    check_key(c, "chi2", friedman_finish(&half[0]).chi2);
    friedman_close(&whole);
    friedman_close(&half[0]);
    friedman_close(&half[1]);
    free(v);
}

/* The mean of the 28 questions of each row. */
static double *mean_answers(const struct frame *f, size_t first)
{
    enum { QUESTIONS = 28 };
    double *mean = mem_array(NULL, f->rows, sizeof *mean);
    for (size_t i = 0; i < f->rows; i++) {
        int sum = 0;
        for (size_t q = 0; q < QUESTIONS; q++)
            sum += (int)f->values[i * f->columns + first + q];
        mean[i] = (double)sum / QUESTIONS;
    }
    return mean;
}

static void check_turkiye(struct check *c, const struct frame *f, size_t first,
                          size_t attendance, size_t difficulty)
{
    double *mean = mean_answers(f, first);
    double *a = column_of(f->values, f->rows, f->columns, attendance);
    double *b = column_of(f->values, f->rows, f->columns, difficulty);
    struct crosstab ranks = table_of(mean, a, NULL, f->rows);
    struct crosstab pairs = table_of(a, b, NULL, f->rows);
    struct kruskal k = ranktest_kruskal(&ranks, NULL);
    struct chisquare x = chisquare_test(&pairs);
    check_key(c, "H", k.h);
    check_key(c, "df", k.df);
    check_key(c, "log10p", k.log10_p);
    check_key(c, "X2", x.x2);
    check_key(c, "X2df", x.df);
    check_key(c, "cramers_v", x.v);
    check_key(c, "spearman", correlation_spearman(&ranks).r);
    crosstab_close(&ranks);
    crosstab_close(&pairs);
    free(mean);
    free(a);
    free(b);
}

void case_turkiye_tests(struct check *c)
{
    struct frame f;
    struct diag d = {0};
    size_t first, attendance, difficulty;
    if (frame_read(&f, c->folder, "data/turkiye.csv", &d) != 0 ||
        frame_find(&f, "Q1", &first, &d) != 0 ||
        frame_find(&f, "attendance", &attendance, &d) != 0 ||
        frame_find(&f, "difficulty", &difficulty, &d) != 0)
        check_broken(c, &d);
    else
        check_turkiye(c, &f, first, attendance, difficulty);
    frame_free(&f);
}
