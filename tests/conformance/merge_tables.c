/*
 * merge_tables.c - kinds of merge.h: tables of counts, and every test that
 * rests on one. They are whole numbers, so figures are to be equal to the bit.
 */
#include "analyze/math/chisquare.h"
#include "analyze/math/correlation.h"
#include "analyze/math/counts.h"
#include "analyze/math/friedman.h"
#include "analyze/math/rake.h"
#include "analyze/math/ranktest.h"
#include "analyze/math/stability.h"
#include "tests/conformance/merge.h"

#include <math.h>

static void open_counts(void *a, const struct merge_rows *r)
{
    struct diag d = {0};
    (void)r;
    merge_must(counts_open(a, 1, MERGE_CODES - 2, &d), &d);
}

/* The scale has two codes fewer than there are: those are refused. */
static void add_counts(void *a, const struct merge_rows *r, size_t from,
                       size_t to)
{
    for (size_t i = from; i < to; i++)
        if (r->row[i].code[0] < 0)
            counts_add_missing(a);
        else
            counts_add(a, r->row[i].code[0]);
}

static void merge_counts_two(void *a, const void *other)
{
    counts_merge(a, other);
}

static void finish_counts(void *a, const struct merge_rows *r,
                          struct merge_figures *f)
{
    const struct counts *c = a;
    (void)r;
    merge_exact(f, "answers", (double)counts_total(c));
    merge_exact(f, "missing", (double)c->missing);
    merge_exact(f, "refused", (double)c->refused);
    merge_exact(f, "mean", counts_mean(c));
    merge_exact(f, "sd", counts_sd(c));
    merge_exact(f, "median", counts_median(c));
    merge_exact(f, "upper quarter", counts_quantile(c, 0.75));
    merge_exact(f, "share", counts_share_from(c, 4));
}

static void close_counts(void *a)
{
    (void)a;
}

const struct merge_kind merge_counts = {
    "counts",         sizeof(struct counts), open_counts, add_counts,
    merge_counts_two, finish_counts,         close_counts};

static void open_table(void *a, const struct merge_rows *r)
{
    struct diag d = {0};
    (void)r;
    merge_must(crosstab_open(a, MERGE_CODES, MERGE_CODES, &d), &d);
}

static void add_table(void *a, const struct merge_rows *r, size_t from,
                      size_t to)
{
    for (size_t i = from; i < to; i++) {
        const int *code = r->row[i].code;
        if (code[0] >= 0 && code[1] >= 0)
            crosstab_add(a, (size_t)code[0], (size_t)code[1], 1);
    }
}

static void merge_tables_two(void *a, const void *other)
{
    crosstab_merge(a, other);
}

static void close_table(void *a)
{
    crosstab_close(a);
}

static void finish_table(void *a, const struct merge_rows *r,
                         struct merge_figures *f)
{
    const struct crosstab *t = a;
    struct chisquare c = chisquare_test(t);
    struct kruskal k = ranktest_kruskal(t, NULL);
    struct mannwhitney m = {.u = NAN, .z = NAN};
    /* Of so few that p is exact it would take longer than all else. */
    if (crosstab_column(t, 0) + crosstab_column(t, 1) > RANKTEST_EXACT)
        m = ranktest_mannwhitney(t, 0, 1);
    struct correlation rho = correlation_spearman(t);
    struct correlation tau = correlation_kendall(t);
    (void)r;
    merge_exact(f, "chi-square", c.x2);
    merge_exact(f, "its log p", c.log10_p);
    merge_exact(f, "V", c.v_corrected);
    merge_exact(f, "Kruskal-Wallis", k.h);
    merge_exact(f, "its log p", k.log10_p);
    merge_exact(f, "Mann-Whitney", m.u);
    merge_exact(f, "its z", m.z);
    merge_exact(f, "rho", rho.r);
    merge_exact(f, "tau", tau.r);
    merge_exact(f, "z of tau", tau.statistic);
}

const struct merge_kind merge_crosstab = {"table (chi-square, ranks)",
                                          sizeof(struct crosstab),
                                          open_table,
                                          add_table,
                                          merge_tables_two,
                                          finish_table,
                                          close_table};

/* Pairs of yes and no: whether two codes are in the upper half. */
static void open_pairs(void *a, const struct merge_rows *r)
{
    struct diag d = {0};
    (void)r;
    merge_must(crosstab_open(a, 2, 2, &d), &d);
}

static void add_pairs(void *a, const struct merge_rows *r, size_t from,
                      size_t to)
{
    for (size_t i = from; i < to; i++) {
        const struct merge_row *row = &r->row[i];
        if (row->code[0] >= 0 && row->code[1] >= 0)
            crosstab_add(a, row->value[0] > r->mean[0],
                         row->value[1] > r->mean[1], 1);
    }
}

static void finish_pairs(void *a, const struct merge_rows *r,
                         struct merge_figures *f)
{
    const struct crosstab *t = a;
    struct mcnemar m = mcnemar_test(t->n[1], t->n[2]);
    struct chisquare yates = chisquare_yates(t->n);
    (void)r;
    merge_exact(f, "McNemar", m.x2);
    merge_exact(f, "its p", m.p);
    merge_exact(f, "corrected", m.x2_corrected);
    merge_exact(f, "exact p", m.p_exact);
    merge_exact(f, "Yates", yates.x2);
    merge_exact(f, "pairs", (double)crosstab_total(t));
}

const struct merge_kind merge_pairs = {"pairs of yes and no (McNemar)",
                                       sizeof(struct crosstab),
                                       open_pairs,
                                       add_pairs,
                                       merge_tables_two,
                                       finish_pairs,
                                       close_table};

enum { MARGIN = 3 };

static void open_cells(void *a, const struct merge_rows *r)
{
    struct diag d = {0};
    (void)r;
    merge_must(crosstab_open(a, MARGIN, MARGIN, &d), &d);
}

static void add_cells(void *a, const struct merge_rows *r, size_t from,
                      size_t to)
{
    for (size_t i = from; i < to; i++) {
        const int *code = r->row[i].code;
        if (code[0] >= 0 && code[1] >= 0)
            crosstab_add(a, (size_t)code[0] % MARGIN, (size_t)code[1] % MARGIN,
                         1);
    }
}

/* Two margins, both 5 : 3 : 2, and no weight above three times the mean. */
static void finish_cells(void *a, const struct merge_rows *r,
                         struct merge_figures *f)
{
    static const double target[MARGIN] = {5, 3, 2};
    static const struct rake_margin margin[] = {{target, MARGIN},
                                                {target, MARGIN}};
    const struct crosstab *t = a;
    uint32_t category[2 * MARGIN * MARGIN];
    double count[MARGIN * MARGIN], weight[MARGIN * MARGIN] = {0};
    struct rake k = {
        .margin = margin, .margins = 2, .category = category, .count = count};
    struct rake_end end = {.deff = NAN, .error = NAN};
    struct diag d = {0};
    (void)r;
    for (uint32_t i = 0; i < MARGIN * MARGIN; i++) {
        if (t->n[i] == 0)
            continue;
        count[k.cells] = (double)t->n[i];
        category[2 * k.cells] = i / MARGIN;
        category[2 * k.cells + 1] = i % MARGIN;
        k.cells++;
    }
    /* Where a category has nobody there are no weights. */
    if (k.cells == 0 || rake_fit(&k, 3, weight, &end, &d) != 0)
        weight[0] = NAN;
    merge_exact(f, "weight", weight[0]);
    merge_exact(f, "deff", end.deff);
    merge_exact(f, "effective", end.effective);
    merge_exact(f, "margin error", end.error);
    merge_exact(f, "largest weight", end.most);
}

const struct merge_kind merge_raking = {
    "cells of raking", sizeof(struct crosstab), open_cells,
    add_cells,         merge_tables_two,        finish_cells,
    close_table};

static void open_overlap(void *a, const struct merge_rows *r)
{
    struct diag d = {0};
    (void)r;
    merge_must(overlap_open(a, MERGE_CODES, MERGE_CODES, &d), &d);
}

static void add_overlap(void *a, const struct merge_rows *r, size_t from,
                        size_t to)
{
    for (size_t i = from; i < to; i++) {
        const int *code = r->row[i].code;
        if (code[0] >= 0 && code[1] >= 0)
            overlap_add(a, (size_t)code[0], (size_t)code[1]);
    }
}

static void merge_overlaps_two(void *a, const void *other)
{
    overlap_merge(a, other);
}

static void finish_overlap(void *a, const struct merge_rows *r,
                           struct merge_figures *f)
{
    struct agreement g;
    (void)r;
    overlap_finish(a, &g);
    merge_exact(f, "Rand index", g.ari);
    merge_exact(f, "variation of information", g.vi);
    merge_exact(f, "Jaccard", g.mean_jaccard);
    agreement_free(&g);
}

static void close_overlap(void *a)
{
    overlap_close(a);
}

const struct merge_kind merge_overlap = {"agreement of partitions",
                                         sizeof(struct overlap),
                                         open_overlap,
                                         add_overlap,
                                         merge_overlaps_two,
                                         finish_overlap,
                                         close_overlap};

static void open_friedman(void *a, const struct merge_rows *r)
{
    struct diag d = {0};
    (void)r;
    merge_must(friedman_open(a, 4, &d), &d);
}

static void add_friedman(void *a, const struct merge_rows *r, size_t from,
                         size_t to)
{
    for (size_t i = from; i < to; i++)
        friedman_add(a, r->row[i].value);
}

static void merge_friedmans_two(void *a, const void *other)
{
    friedman_merge(a, other);
}

static void finish_friedman(void *a, const struct merge_rows *r,
                            struct merge_figures *f)
{
    struct friedman_result x = friedman_finish(a);
    (void)r;
    merge_exact(f, "persons", (double)x.n);
    merge_exact(f, "chi-square", x.chi2);
    merge_exact(f, "its log p", x.log10_p);
    merge_exact(f, "W", x.w);
}

static void close_friedman(void *a)
{
    friedman_close(a);
}

const struct merge_kind merge_friedman = {"ranks of things (Friedman)",
                                          sizeof(struct friedman),
                                          open_friedman,
                                          add_friedman,
                                          merge_friedmans_two,
                                          finish_friedman,
                                          close_friedman};
