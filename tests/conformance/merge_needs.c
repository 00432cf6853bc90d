/*
 * merge_needs.c - kinds of merge.h: importance and ability, items of a scale.
 */
#include "analyze/math/mahalanobis.h"
#include "analyze/math/need_index.h"
#include "analyze/math/need_weighted.h"
#include "analyze/math/scale.h"
#include "tests/conformance/merge.h"

#include <math.h>

/* The scale has two codes fewer than there are: those are refused. */
enum { FIRST = 1, CODES = MERGE_CODES - 2 };

static void open_needs(void *a, const struct merge_rows *r)
{
    struct diag d = {0};
    (void)r;
    merge_must(need_open(a, FIRST, CODES, &d), &d);
}

static void add_needs(void *a, const struct merge_rows *r, size_t from,
                      size_t to)
{
    for (size_t i = from; i < to; i++) {
        const int *code = r->row[i].code;
        if (code[0] < 0 || code[1] < 0)
            need_add_incomplete(a);
        else
            need_add(a, code[0], code[1]);
    }
}

static void merge_needs_two(void *a, const void *other)
{
    need_merge(a, other);
}

static void finish_needs(void *a, const struct merge_rows *r,
                         struct merge_figures *f)
{
    const struct need_table *t = a;
    struct need_index x = need_finish(t);
    (void)r;
    merge_exact(f, "pairs", (double)x.n);
    merge_exact(f, "incomplete", (double)t->incomplete);
    merge_exact(f, "refused", (double)t->refused);
    merge_exact(f, "importance", x.importance);
    merge_exact(f, "ability", x.ability);
    merge_exact(f, "discrepancy", x.discrepancy);
    merge_exact(f, "its deviation", x.discrepancy_sd);
    merge_exact(f, "MWDS", x.mwds);
    merge_exact(f, "its error", x.mwds_error);
    merge_exact(f, "negative ranks", x.negative);
    merge_exact(f, "tied ranks", x.tied);
    merge_exact(f, "RDS", x.rds);
}

static void close_nothing(void *a)
{
    (void)a;
}

const struct merge_kind merge_needs = {
    "needs (MWDS, RDS)", sizeof(struct need_table), open_needs,
    add_needs,           merge_needs_two,           finish_needs,
    close_nothing};

static void open_weighted(void *a, const struct merge_rows *r)
{
    struct need_table t;
    open_needs(&t, r);
    need_weighted_open(a, &t);
}

static void add_weighted(void *a, const struct merge_rows *r, size_t from,
                         size_t to)
{
    for (size_t i = from; i < to; i++) {
        const struct merge_row *row = &r->row[i];
        need_weighted_add(a, row->code[0], row->code[1], row->weight);
    }
}

static void merge_weighted_two(void *a, const void *other)
{
    need_weighted_merge(a, other);
}

/* A difference of two means is measured by a code, MWDS by the highest. */
static void finish_weighted(void *a, const struct merge_rows *r,
                            struct merge_figures *f)
{
    struct need_estimate x = need_weighted_finish(a);
    (void)r;
    merge_exact(f, "pairs", (double)x.n);
    merge_near(f, "effective", x.effective, 0);
    merge_near(f, "deff", x.deff, 0);
    merge_near(f, "importance", x.importance, 0);
    merge_near(f, "ability", x.ability, 0);
    merge_near(f, "discrepancy", x.discrepancy, 1);
    merge_near(f, "its error", x.discrepancy_error, 0);
    merge_near(f, "MWDS", x.mwds, x.importance);
    merge_near(f, "error of MWDS", x.mwds_error, 0);
}

const struct merge_kind merge_needs_weighted = {
    "weighted needs", sizeof(struct need_weighted), open_weighted,
    add_weighted,     merge_weighted_two,           finish_weighted,
    close_nothing};

static void open_scale(void *a, const struct merge_rows *r)
{
    struct diag d = {0};
    (void)r;
    merge_must(scale_open(a, MERGE_CELLS, &d), &d);
}

static void add_scale(void *a, const struct merge_rows *r, size_t from,
                      size_t to)
{
    struct diag d = {0};
    for (size_t i = from; i < to; i++) {
        int answers[MERGE_CELLS];
        for (size_t k = 0; k < MERGE_CELLS; k++)
            answers[k] =
                r->row[i].code[k] < 0 ? SCALE_MISSING : r->row[i].code[k];
        merge_must(scale_add(a, answers, &d), &d);
    }
}

static void merge_scales_two(void *a, const void *other)
{
    scale_merge(a, other);
}

/* How far the last of the items lies out, by their covariances. */
static double distance(const struct scale *s)
{
    static const uint8_t far[] = {MERGE_CODES - 1};
    struct scale_column column[MERGE_CELLS];
    struct mahalanobis m = {0};
    struct diag d = {0};
    double out = NAN;
    for (size_t k = 0; k < MERGE_CELLS; k++)
        column[k] = (struct scale_column){far, 0, MERGE_CODES};
    if (mahalanobis_open(&m, s, &d) == 0)
        mahalanobis_columns(&m, column, 1, &out);
    mahalanobis_close(&m);
    return out;
}

/* Of the first two items: omega is slow, and is of the same sums. */
static void finish_alpha(const struct scale *s, struct merge_figures *f)
{
    static const size_t items[] = {0, 1};
    struct scale two = {0};
    struct reliability x;
    struct diag d = {0};
    merge_must(scale_pick(&two, s, items, 2, s->respondents, &d), &d);
    scale_finish(&two, &x);
    merge_exact(f, "respondents", (double)x.respondents);
    merge_exact(f, "alpha", x.alpha);
    merge_exact(f, "item-rest", x.item[0].rest_r);
    merge_exact(f, "deviation", x.sd);
    reliability_free(&x);
    scale_close(&two);
}

static void finish_scale(void *a, const struct merge_rows *r,
                         struct merge_figures *f)
{
    const struct scale *s = a;
    (void)r;
    for (size_t k = 0; k < MERGE_CELLS; k++)
        for (size_t l = k; l < MERGE_CELLS; l++) {
            struct scale_pair p = scale_sums(s, k, l);
            merge_exact(f, "pairs", (double)p.n);
            merge_exact(f, "sum", (double)p.a);
            merge_exact(f, "sum of the other", (double)p.b);
            merge_exact(f, "products", (double)p.ab);
        }
    finish_alpha(s, f);
    merge_exact(f, "Mahalanobis", distance(s));
}

static void close_scale(void *a)
{
    scale_close(a);
}

const struct merge_kind merge_scale = {
    "items of a scale", sizeof(struct scale), open_scale, add_scale,
    merge_scales_two,   finish_scale,         close_scale};

static void add_columns(void *a, const struct merge_rows *r, size_t from,
                        size_t to)
{
    struct scale_column column[MERGE_CELLS];
    struct diag d = {0};
    for (size_t k = 0; k < MERGE_CELLS; k++)
        column[k] = (struct scale_column){r->byte[k] + from, 0, MERGE_CODES};
    merge_must(scale_add_columns(a, column, to - from, &d), &d);
}

const struct merge_kind merge_scale_columns = {"items by column (screening)",
                                               sizeof(struct scale),
                                               open_scale,
                                               add_columns,
                                               merge_scales_two,
                                               finish_scale,
                                               close_scale};
