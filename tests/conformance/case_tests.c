/*
 * case_tests.c - t tests, effect sizes, shares and adjusted p-values against
 * R, scipy and PSPP.
 */
#include "analyze/math/effectsize.h"
#include "analyze/math/fdr.h"
#include "analyze/math/proportion.h"
#include "analyze/math/ttest.h"
#include "lib/mem.h"
#include "tests/conformance/cases.h"
#include "tests/conformance/frame.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The two columns of the sleep data, and their differences. */
struct sleep {
    struct moments before, after, difference;
};

static int read_sleep(struct check *c, struct sleep *s)
{
    size_t count;
    double *v = case_points(c, "data/sleep_paired.csv", "before", 2, &count);
    memset(s, 0, sizeof *s);
    if (v == NULL)
        return -1;
    for (size_t i = 0; i < count; i++) {
        moments_add(&s->before, v[2 * i], 1);
        moments_add(&s->after, v[2 * i + 1], 1);
        moments_add(&s->difference, v[2 * i] - v[2 * i + 1], 1);
    }
    free(v);
    return 0;
}

static void check_ttest(struct check *c, const struct ttest *t)
{
    check_key(c, "t", t->t);
    check_key(c, "df", t->df);
    check_key(c, "p", t->p);
}

static void check_interval(struct check *c, const struct ttest *t)
{
    double ends[2] = {t->low, t->high};
    check_list(c, "ci95", ends, 2, 1);
}

void case_paired_t(struct check *c)
{
    struct sleep s;
    if (read_sleep(c, &s) != 0)
        return;
    struct ttest t = ttest_paired(&s.difference, 0.95);
    check_ttest(c, &t);
    check_interval(c, &t);
    check_key(c, "mean_diff", t.difference);
    check_key(c, "dz", effectsize_dz(&s.difference));
}

void case_welch_t(struct check *c)
{
    struct sleep s;
    if (read_sleep(c, &s) != 0)
        return;
    struct ttest t = ttest_welch(&s.before, &s.after, 0.95);
    check_ttest(c, &t);
    check_interval(c, &t);
}

void case_student_t(struct check *c)
{
    struct sleep s;
    if (read_sleep(c, &s) != 0)
        return;
    struct ttest t = ttest_pooled(&s.before, &s.after, 0.95);
    double d = effectsize_d(&s.before, &s.after);
    check_ttest(c, &t);
    check_key(c, "cohen_d", d);
    check_key(c, "hedges_g_exactJ", d * effectsize_hedges(t.df));
}

void case_p_adjust(struct check *c)
{
    static const double p[] = {.01,  .02, .03, .04, .05,
                               .001, .2,  .9,  .5,  .0003};
    double q[COUNT_OF(p)];
    c->part = "BH, Holm";
    fdr_benjamini_hochberg(p, COUNT_OF(p), q);
    check_list(c, "BH", q, COUNT_OF(p), 1);
    fdr_holm(p, COUNT_OF(p), q);
    check_list(c, "holm", q, COUNT_OF(p), 1);
}

void case_prop_ci(struct check *c)
{
    struct interval wilson = proportion_wilson(43, 200, 0.95);
    struct interval exact = proportion_exact(43, 200, 0.95);
    double ends[4] = {wilson.low, wilson.high, exact.low, exact.high};
    double p = 43.0 / 200;
    check_list(c, "wilson", ends, 2, 1);
    check_list(c, "clopper", ends + 2, 2, 1);
    check_key(c, "wald_moe", proportion_margin(p, 200, 0, 0.95));
    check_key(c, "wald_moe_fpc", proportion_margin(p, 200, 6194, 0.95));
    check_key(c, "n_needed_moe3_p50", proportion_size(0.5, 0.03, 6194, 0.95));
}

void case_pspp_mcnemar(struct check *c)
{
    check_key(c, "p_v1v2", proportion_test(2, 11, 0.5));
    check_key(c, "p_v1junk", proportion_test(2, 7, 0.5));
}

/* The table of planted needs, and where its variables are. */
struct planted {
    struct frame frame;
    size_t true_class;
};

/* A variable as the case names it: log_hours is the log of hours. */
static int find_variable(const struct frame *f, const char *name,
                         size_t *column, int *logged, struct diag *d)
{
    *logged = strncmp(name, "log_", 4) == 0;
    return frame_find(f, *logged ? name + 4 : name, column, d);
}

static void split_rows(const struct planted *p, size_t column, int logged,
                       double cls, struct moments *in, struct moments *out)
{
    const struct frame *f = &p->frame;
    memset(in, 0, sizeof *in);
    memset(out, 0, sizeof *out);
    for (size_t i = 0; i < f->rows; i++) {
        const double *row = f->values + i * f->columns;
        double value = logged ? log(row[column]) : row[column];
        moments_add(row[p->true_class] == cls ? in : out, value, 1);
    }
}

/* Checks one class and variable; returns Welch's p. */
static double check_contrast(struct check *whole, const struct planted *p,
                             const json_t *entry)
{
    struct check c = *whole;
    c.expected = entry;
    const char *name = json_string_value(json_object_get(entry, "var"));
    double cls = json_number_value(json_object_get(entry, "cls"));
    struct diag d = {0};
    size_t column;
    int logged;
    struct moments in, out;
    struct ttest t = {0};
    if (find_variable(&p->frame, name, &column, &logged, &d) != 0) {
        check_broken(&c, &d);
    } else {
        split_rows(p, column, logged, cls, &in, &out);
        t = ttest_welch(&in, &out, 0.95);
        double n1 = (double)in.count, n2 = (double)out.count;
        double effect = effectsize_d(&in, &out);
        double g = effect * effectsize_hedges_approximate(n1 + n2 - 2);
        check_key(&c, "n1", n1);
        check_key(&c, "n2", n2);
        check_key(&c, "mean1", moments_mean(&in));
        check_key(&c, "mean2", moments_mean(&out));
        check_key(&c, "cohen_d", effect);
        check_key(&c, "hedges_g_approx", g);
        check_key(&c, "se_g", effectsize_error(g, n1, n2));
        check_key(&c, "welch_t", t.t);
        check_key(&c, "welch_p", t.p);
    }
    memcpy(whole->fault, c.fault, sizeof whole->fault);
    return t.p;
}

/* Welch's tests, ours, and those of topics, as given: one family. */
static void check_family(struct check *c, const struct planted *p)
{
    const json_t *quant = expected_list(c, "quant");
    const json_t *topic = expected_list(c, "topic");
    size_t first = json_array_size(quant);
    size_t count = first + json_array_size(topic);
    double *ps = mem_array(NULL, count, sizeof *ps);
    double *qs = mem_array(NULL, count, sizeof *qs);
    for (size_t i = 0; i < first; i++)
        ps[i] = check_contrast(c, p, json_array_get(quant, i));
    for (size_t i = first; i < count; i++)
        ps[i] = json_number_value(json_object_get(
            json_array_get(topic, i - first), "hypergeom_upper_p"));
    fdr_benjamini_hochberg(ps, count, qs);
    for (size_t i = 0; i < count; i++) {
        const json_t *entry = i < first ? json_array_get(quant, i)
                                        : json_array_get(topic, i - first);
        double want = json_number_value(json_object_get(entry, "bh_q"));
        check_near(c, "bh_q", qs[i], want, c->tolerance);
    }
    free(ps);
    free(qs);
}

void case_explain(struct check *c)
{
    struct planted p;
    struct diag d = {0};
    c->part = "differences, Hedges, Welch, BH";
    if (frame_read(&p.frame, c->folder, "data/needs_planted.csv", &d) != 0 ||
        frame_find(&p.frame, "true_class", &p.true_class, &d) != 0)
        check_broken(c, &d);
    else
        check_family(c, &p);
    frame_free(&p.frame);
}
