/*
 * case_explain.c - what tells the planted classes from the rest, in numbers
 * and in shares, against scipy.
 */
#include "analyze/math/chisquare.h"
#include "analyze/math/effectsize.h"
#include "analyze/math/fdr.h"
#include "analyze/math/fisher.h"
#include "analyze/math/ranktest.h"
#include "analyze/math/ratio.h"
#include "analyze/math/ttest.h"
#include "lib/mem.h"
#include "tests/conformance/cases.h"
#include "tests/conformance/frame.h"
#include "tests/conformance/table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The table of planted needs, and where the true class is. */
struct planted {
    struct frame frame;
    size_t true_class;
};

/* One variable of it, in or out of a class. */
struct variable {
    double *x, *inside; /* inside: 1 or 0 */
    size_t count;
};

/* A variable as the case names it: log_hours is the log of hours. */
static int pick(struct variable *v, const struct planted *p, const char *name,
                double class, struct diag *d)
{
    const struct frame *f = &p->frame;
    int logged = strncmp(name, "log_", 4) == 0;
    size_t column;
    if (frame_find(f, logged ? name + 4 : name, &column, d) != 0)
        return -1;
    for (size_t i = 0; i < f->rows; i++) {
        const double *row = f->values + i * f->columns;
        v->x[i] = logged ? log(row[column]) : row[column];
        v->inside[i] = row[p->true_class] == class;
    }
    return 0;
}

static void check_means(struct check *c, const struct variable *v, double *p)
{
    struct moments in = {0}, out = {0}, all;
    for (size_t i = 0; i < v->count; i++)
        moments_add(v->inside[i] > 0 ? &in : &out, v->x[i], 1);
    all = in;
    moments_merge(&all, &out);
    struct ttest t = ttest_welch(&in, &out, 0.95);
    double n1 = (double)in.count, n2 = (double)out.count;
    double effect = effectsize_d(&in, &out);
    double g = effect * effectsize_hedges_approximate(n1 + n2 - 2);
    *p = t.p;
    check_key(c, "n1", n1);
    check_key(c, "n2", n2);
    check_key(c, "mean1", moments_mean(&in));
    check_key(c, "mean2", moments_mean(&out));
    check_key(c, "cohen_d", effect);
    check_key(c, "hedges_g_approx", g);
    check_key(c, "se_g", effectsize_error(g, n1, n2));
    check_key(c, "v_test", effectsize_vtest(&in, &all));
    check_key(c, "welch_t", t.t);
    check_key(c, "welch_p", t.p);
}

static void check_ranks(struct check *c, const struct variable *v)
{
    struct crosstab t = table_of(v->x, v->inside, NULL, v->count);
    struct mannwhitney m = ranktest_mannwhitney(&t, 1, 0);
    check_key(c, "auc", m.auc);
    check_key(c, "mw_p", m.p);
    crosstab_close(&t);
}

static void check_share(struct check *c, const struct variable *v, double *p)
{
    struct crosstab t = table_of(v->x, v->inside, NULL, v->count);
    int64_t a = crosstab_at(&t, 1, 1), size = crosstab_column(&t, 1);
    int64_t marked = crosstab_row(&t, 1), total = crosstab_total(&t);
    struct ratio r = ratio_of(a, size, marked, total, 0.95);
    struct chisquare x = chisquare_test(&t);
    double ends[2] = {r.low, r.high};
    *p = fisher_upper(a, size, marked, total);
    check_key(c, "a", (double)a);
    check_key(c, "n_k", (double)size);
    check_key(c, "m", (double)marked);
    check_key(c, "N", (double)total);
    check_key(c, "lift", r.lift);
    check_key(c, "leverage", r.leverage);
    check_key(c, "cohen_h", r.cohen_h);
    check_key(c, "risk_ratio", r.risk_ratio);
    check_list(c, "rr_ci95", ends, 2, 1);
    check_key(c, "log_odds_haldane", r.log_odds);
    check_key(c, "se_log_odds", r.log_odds_error);
    check_key(c, "hypergeom_upper_p", *p);
    check_key(c, "chi2", x.x2);
    check_key(c, "chi2_p", x.p);
    crosstab_close(&t);
}

/* Checks one class and variable, and puts its p into *P. */
static void check_entry(struct check *whole, const struct planted *planted,
                        struct variable *v, const json_t *entry, double *p)
{
    struct check c = *whole;
    struct diag d = {0};
    c.expected = entry;
    const char *topic = json_string_value(json_object_get(entry, "topic"));
    const char *name = json_string_value(json_object_get(entry, "var"));
    double class = json_number_value(json_object_get(entry, "cls"));
    *p = NAN;
    if (pick(v, planted, topic != NULL ? topic : name, class, &d) != 0) {
        check_broken(&c, &d);
    } else if (topic != NULL) {
        check_share(&c, v, p);
    } else {
        check_means(&c, v, p);
        check_ranks(&c, v);
    }
    memcpy(whole->fault, c.fault, sizeof whole->fault);
}

/* All tests are one family, numbers first. */
static void check_family(struct check *c, const struct planted *p,
                         struct variable *v)
{
    const json_t *lists[2] = {expected_list(c, "quant"),
                              expected_list(c, "topic")};
    size_t sizes[2] = {json_array_size(lists[0]), json_array_size(lists[1])};
    size_t count = sizes[0] + sizes[1];
    double *ps = mem_array(NULL, count, sizeof *ps);
    double *qs = mem_array(NULL, count, sizeof *qs);
    for (size_t l = 0, at = 0; l < 2; l++)
        for (size_t i = 0; i < sizes[l]; i++, at++)
            check_entry(c, p, v, json_array_get(lists[l], i), &ps[at]);
    fdr_benjamini_hochberg(ps, count, qs);
    for (size_t l = 0, at = 0; l < 2; l++)
        for (size_t i = 0; i < sizes[l]; i++, at++)
            check_near(c, "bh_q", qs[at],
                       json_number_value(json_object_get(
                           json_array_get(lists[l], i), "bh_q")),
                       c->tolerance);
    free(ps);
    free(qs);
}

void case_explain(struct check *c)
{
    struct planted p;
    struct diag d = {0};
    if (frame_read(&p.frame, c->folder, "data/needs_planted.csv", &d) != 0 ||
        frame_find(&p.frame, "true_class", &p.true_class, &d) != 0) {
        check_broken(c, &d);
    } else {
        struct variable v = {
            .x = mem_array(NULL, p.frame.rows, sizeof *v.x),
            .inside = mem_array(NULL, p.frame.rows, sizeof *v.inside),
            .count = p.frame.rows};
        check_family(c, &p, &v);
        free(v.x);
        free(v.inside);
    }
    frame_free(&p.frame);
}
