/*
 * merge_moments.c - kinds of merge.h: moments, and the tests that rest on them.
 *
 * The mean of differences, and what else may cancel, is measured by the
 * standard deviation of what it is the mean of.
 */
#include "analyze/math/anova.h"
#include "analyze/math/correlation.h"
#include "analyze/math/effectsize.h"
#include "analyze/math/moments.h"
#include "analyze/math/sampling.h"
#include "analyze/math/stratified.h"
#include "analyze/math/ttest.h"
#include "tests/conformance/merge.h"

#include <math.h>
#include <string.h>

static const double LEVEL = 0.95;

static void clear_moments(void *a, const struct merge_rows *r)
{
    (void)r;
    memset(a, 0, sizeof(struct moments));
}

static void close_nothing(void *a)
{
    (void)a;
}

static void merge_two(void *a, const void *other)
{
    moments_merge(a, other);
}

static void finish_moments(void *a, const struct merge_rows *r,
                           struct merge_figures *f)
{
    const struct moments *m = a;
    double sd = sqrt(moments_variance_population(m));
    (void)r;
    merge_exact(f, "count", (double)m->count);
    merge_near(f, "weight", m->weight, 0);
    merge_near(f, "mean", moments_mean(m), sd);
    merge_near(f, "variance", moments_variance(m), 0);
    merge_near(f, "variance of counts", moments_variance_frequency(m), 0);
    merge_near(f, "effective", moments_effective(m), 0);
    merge_high(f, "third moment", m->m3, m->weight * sd * sd * sd);
    merge_high(f, "fourth moment", m->m4, 0);
    merge_high(f, "skewness", moments_skew(m, MOMENTS_TYPE2), 1);
    merge_high(f, "kurtosis", moments_kurtosis(m, MOMENTS_TYPE2), 3);
}

static void add_values(void *a, const struct merge_rows *r, size_t from,
                       size_t to)
{
    for (size_t i = from; i < to; i++)
        moments_add(a, r->row[i].value[0], 1);
}

const struct merge_kind merge_moments = {
    "moments", sizeof(struct moments), clear_moments, add_values,
    merge_two, finish_moments,         close_nothing};

static void add_weighted(void *a, const struct merge_rows *r, size_t from,
                         size_t to)
{
    for (size_t i = from; i < to; i++)
        moments_add(a, r->row[i].value[0], r->row[i].weight);
}

const struct merge_kind merge_weighted = {
    "weighted moments", sizeof(struct moments), clear_moments, add_weighted,
    merge_two,          finish_moments,         close_nothing};

static void add_counted(void *a, const struct merge_rows *r, size_t from,
                        size_t to)
{
    for (size_t i = from; i < to; i++)
        moments_add_many(a, r->row[i].value[0], r->row[i].code[1]);
}

const struct merge_kind merge_counted = {
    "moments of counts", sizeof(struct moments), clear_moments, add_counted,
    merge_two,           finish_moments,         close_nothing};

static void clear_comoments(void *a, const struct merge_rows *r)
{
    (void)r;
    memset(a, 0, sizeof(struct comoments));
}

static void add_comoments(void *a, const struct merge_rows *r, size_t from,
                          size_t to)
{
    for (size_t i = from; i < to; i++)
        comoments_add(a, r->row[i].value[0], r->row[i].value[1],
                      r->row[i].weight);
}

static void merge_comoments_two(void *a, const void *other)
{
    comoments_merge(a, other);
}

static void finish_comoments(void *a, const struct merge_rows *r,
                             struct merge_figures *f)
{
    const struct comoments *m = a;
    struct correlation c = correlation_pearson(m, LEVEL);
    double size = sqrt(m->xx) * sqrt(m->yy);
    (void)r;
    merge_exact(f, "count", (double)m->count);
    merge_near(f, "weight", m->weight, 0);
    merge_near(f, "mean of x", m->origin_x + m->mean_x,
               sqrt(m->xx / m->weight));
    merge_near(f, "mean of y", m->origin_y + m->mean_y,
               sqrt(m->yy / m->weight));
    merge_near(f, "squares of x", m->xx, 0);
    merge_near(f, "squares of y", m->yy, 0);
    merge_near(f, "covariance", comoments_covariance(m),
               size / (m->weight - 1));
    merge_near(f, "correlation", c.r, 1);
    merge_near(f, "its lower bound", c.low, 1);
    merge_near(f, "its upper bound", c.high, 1);
}

const struct merge_kind merge_comoments = {
    "co-moments",  sizeof(struct comoments), clear_comoments,
    add_comoments, merge_comoments_two,      finish_comoments,
    close_nothing};

/* Values of the first column, by the code of the second. */
struct groups {
    struct moments of[MERGE_CODES];
};

static void clear_groups(void *a, const struct merge_rows *r)
{
    (void)r;
    memset(a, 0, sizeof(struct groups));
}

static void add_groups(void *a, const struct merge_rows *r, size_t from,
                       size_t to)
{
    struct groups *g = a;
    for (size_t i = from; i < to; i++)
        if (r->row[i].code[1] >= 0)
            moments_add(&g->of[r->row[i].code[1]], r->row[i].value[0], 1);
}

static void merge_groups_two(void *a, const void *other)
{
    struct groups *g = a;
    const struct groups *o = other;
    for (size_t k = 0; k < MERGE_CODES; k++)
        moments_merge(&g->of[k], &o->of[k]);
}

static void finish_t(const struct ttest *t, double size,
                     struct merge_figures *f)
{
    merge_near(f, "difference", t->difference, size);
    merge_near(f, "error", t->error, 0);
    merge_near(f, "t", t->t, size / t->error);
    merge_near(f, "degrees of freedom", t->df, 0);
    merge_near(f, "upper bound", t->high, size);
}

static void finish_groups(void *a, const struct merge_rows *r,
                          struct merge_figures *f)
{
    const struct groups *g = a;
    struct anova fisher = anova_test(g->of, MERGE_CODES);
    struct anova welch = anova_welch(g->of, MERGE_CODES);
    struct bartlett b = anova_bartlett(g->of, MERGE_CODES);
    double sd = r->sd[0];
    merge_near(f, "between", fisher.between, fisher.within);
    merge_near(f, "within", fisher.within, 0);
    merge_near(f, "F", fisher.f, 1);
    merge_near(f, "log p of F", fisher.log10_p, 1);
    merge_near(f, "omega squared", fisher.omega2, 1);
    merge_near(f, "F of Welch", welch.f, 1);
    merge_near(f, "its degrees of freedom", welch.df2, 0);
    merge_near(f, "Bartlett", b.x2, fisher.df2);
    struct ttest t = ttest_welch(&g->of[0], &g->of[1], LEVEL);
    finish_t(&t, sd, f);
    merge_near(f, "d", effectsize_d(&g->of[0], &g->of[1]), 1);
}

const struct merge_kind merge_groups = {"groups (t, Welch, variance)",
                                        sizeof(struct groups),
                                        clear_groups,
                                        add_groups,
                                        merge_groups_two,
                                        finish_groups,
                                        close_nothing};

/* Two groups, by whether the code of the third column is even, in strata. */
struct strata {
    struct stratum of[MERGE_CODES];
    struct moments units[MERGE_CODES]; /* of the draw: weighted values */
};

static void clear_strata(void *a, const struct merge_rows *r)
{
    (void)r;
    memset(a, 0, sizeof(struct strata));
}

static void add_strata(void *a, const struct merge_rows *r, size_t from,
                       size_t to)
{
    struct strata *s = a;
    for (size_t i = from; i < to; i++) {
        const struct merge_row *row = &r->row[i];
        if (row->code[1] < 0 || row->code[2] < 0)
            continue;
        struct stratum *in = &s->of[row->code[1]];
        moments_add(row->code[2] % 2 ? &in->a : &in->b, row->value[0], 1);
        moments_add(&s->units[row->code[1] / 8],
                    row->weight * (row->value[0] - r->mean[0]), 1);
    }
}

static void merge_strata_two(void *a, const void *other)
{
    struct strata *s = a;
    const struct strata *o = other;
    for (size_t k = 0; k < MERGE_CODES; k++) {
        moments_merge(&s->of[k].a, &o->of[k].a);
        moments_merge(&s->of[k].b, &o->of[k].b);
        moments_merge(&s->units[k], &o->units[k]);
    }
}

static void finish_strata(void *a, const struct merge_rows *r,
                          struct merge_figures *f)
{
    static const double population[2] = {5000, 0};
    const struct strata *s = a;
    struct stratified c = stratified_compare(s->of, MERGE_CODES, LEVEL);
    merge_exact(f, "values of A", (double)c.a);
    merge_exact(f, "values of B", (double)c.b);
    merge_near(f, "mean of A", c.mean_a, r->sd[0]);
    merge_near(f, "mean of B", c.mean_b, r->sd[0]);
    merge_near(f, "pooled deviation", c.sd, 0);
    finish_t(&c.test, r->sd[0], f);
    merge_near(f, "variance of the draw",
               sampling_variance(s->units, population, 2), 0);
}

const struct merge_kind merge_strata = {
    "strata and the draw", sizeof(struct strata), clear_strata, add_strata,
    merge_strata_two,      finish_strata,         close_nothing};
