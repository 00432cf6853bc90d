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
