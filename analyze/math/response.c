/* response.c - see response.h. */
#include "analyze/math/response.h"

#include "lib/mem.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <stdlib.h>

enum { MOST_NAMED = 64, ROUNDS = 50 };

/* The logistic model so far: an intercept and the groups named. */
struct model {
    const struct response_cell *cell;
    size_t count;
    uint32_t named[MOST_NAMED];
    size_t terms; /* 1 + groups named */
    double beta[MOST_NAMED + 1];
    gsl_matrix *information; /* terms x terms, factored after a fit */
    double *p;               /* by cell: the chance to answer */
};

static bool has_group(const struct response_cell *c, uint32_t group)
{
    for (size_t i = 0; i < c->n_groups; i++)
        if (c->group[i] == group)
            return true;
    return false;
}

/* Which terms a cell has: bit 0 the intercept, bit t named[t - 1]. */
static void terms_of(const struct model *m, const struct response_cell *c,
                     double *x)
{
    x[0] = 1;
    for (size_t t = 1; t < m->terms; t++)
        x[t] = has_group(c, m->named[t - 1]);
}

static double chance(const struct model *m, const double *x)
{
    double sum = 0;
    for (size_t t = 0; t < m->terms; t++)
        sum += m->beta[t] * x[t];
    return 1 / (1 + exp(-sum));
}

/* The gradient, and the information in m->information. */
static void accumulate(struct model *m, double *gradient)
{
    double x[MOST_NAMED + 1];
    gsl_matrix_set_zero(m->information);
    for (size_t t = 0; t < m->terms; t++)
        gradient[t] = 0;
    for (size_t i = 0; i < m->count; i++) {
        const struct response_cell *c = &m->cell[i];
        terms_of(m, c, x);
        m->p[i] = chance(m, x);
        double members = (double)c->members;
        double residual = (double)c->respondents - members * m->p[i];
        double weight = members * m->p[i] * (1 - m->p[i]);
        for (size_t t = 0; t < m->terms; t++) {
            gradient[t] += residual * x[t];
            for (size_t u = 0; u < m->terms; u++)
                *gsl_matrix_ptr(m->information, t, u) += weight * x[t] * x[u];
        }
    }
}

/* Solves information * out = right; the information has been factored. */
static void solve(const struct model *m, const double *right, double *out)
{
    gsl_vector_const_view b = gsl_vector_const_view_array(right, m->terms);
    gsl_vector_view x = gsl_vector_view_array(out, m->terms);
    gsl_linalg_cholesky_solve(m->information, &b.vector, &x.vector);
}

/*
 * Takes a step of at most 4, up to 15 from 0: where nobody of a group answered,
 * or everybody, the maximum lies at infinity. Returns the longest move.
 */
static double move(struct model *m, const double *step)
{
    double longest = 0;
    for (size_t t = 0; t < m->terms; t++) {
        double to = m->beta[t] + fmax(-4, fmin(4, step[t]));
        to = fmax(-15, fmin(15, to));
        longest = fmax(longest, fabs(to - m->beta[t]));
        m->beta[t] = to;
    }
    return longest;
}

/* Newton's rounds to the maximum of the likelihood. */
static int fit(struct model *m, struct diag *d)
{
    double gradient[MOST_NAMED + 1], step[MOST_NAMED + 1];
    gsl_matrix_free(m->information);
    m->information = gsl_matrix_alloc(m->terms, m->terms);
    if (m->information == NULL)
        return diag_fail(d, "out of memory");
    for (int round = 0; round < ROUNDS; round++) {
        accumulate(m, gradient);
        if (gsl_linalg_cholesky_decomp1(m->information) != 0)
            return diag_fail(d, "response rates: the groups named cannot be "
                                "told apart");
        solve(m, gradient, step);
        if (move(m, step) < 1e-10)
            return 0; /* the information is that of this very place */
    }
    return diag_fail(d, "response rates: the model does not settle");
}

/* What the members of each group add up to, in one walk over the cells. */
struct sums {
    size_t width;   /* 2 + terms of the model */
    double *values; /* by group: shortfall, variance, cross products */
};

static struct sums sums_of(const struct model *m, size_t groups)
{
    double x[MOST_NAMED + 1];
    struct sums s = {.width = m->terms + 2};
    s.values = mem_alloc(groups * s.width * sizeof *s.values);
    for (size_t i = 0; i < m->count; i++) {
        const struct response_cell *c = &m->cell[i];
        double members = (double)c->members;
        double residual = (double)c->respondents - members * m->p[i];
        double weight = members * m->p[i] * (1 - m->p[i]);
        terms_of(m, c, x);
        for (size_t g = 0; g < c->n_groups; g++) {
            double *to = s.values + c->group[g] * s.width;
            to[0] += residual;
            to[1] += weight;
            for (size_t t = 0; t < m->terms; t++)
                to[2 + t] += weight * x[t];
        }
    }
    return s;
}

/* Rao's score statistic, as a normal deviate; NaN if it has no variance. */
static double score(const struct model *m, const struct sums *s, size_t group)
{
    const double *of = s->values + group * s->width;
    double solved[MOST_NAMED + 1], variance = of[1];
    solve(m, of + 2, solved);
    for (size_t t = 0; t < m->terms; t++)
        variance -= of[2 + t] * solved[t];
    return variance > 1e-9 * of[1] ? of[0] / sqrt(variance) : NAN;
}

static bool is_in(const bool *outside, const struct response_finding *f,
                  size_t group)
{
    return outside[group] && f[group].entered == 0;
}

/* The group that falls shortest; COUNT if none does. Fills p and q. */
static size_t strongest(const struct model *m, const bool *tested,
                        size_t groups, struct response_finding *out)
{
    size_t best = groups, outside = 0;
    double lowest = 0;
    struct sums sums = sums_of(m, groups);
    for (size_t g = 0; g < groups; g++)
        outside += is_in(tested, out, g);
    for (size_t g = 0; g < groups; g++) {
        if (!is_in(tested, out, g))
            continue;
        double z = score(m, &sums, g);
        out[g].p = isnan(z) ? NAN : 2 * gsl_cdf_ugaussian_Q(fabs(z));
        out[g].q = fmin(1, out[g].p * (double)outside);
        if (isnan(z))
            out[g].q = NAN;
        if (z < lowest) {
            lowest = z;
            best = g;
        }
    }
    free(sums.values);
    return best;
}

static int search(struct model *m, const bool *tested, size_t groups,
                  double level, struct response_finding *out, struct diag *d)
{
    for (;;) {
        if (fit(m, d) != 0)
            return -1;
        size_t best = strongest(m, tested, groups, out);
        if (best == groups || !(out[best].q < level) || m->terms > MOST_NAMED)
            return 0;
        out[best].entered = (int)m->terms;
        m->named[m->terms - 1] = (uint32_t)best;
        m->beta[m->terms++] = 0;
    }
}

static bool *choose(const struct response_cell *cell, size_t count,
                    size_t groups, const bool *tested, int64_t least)
{
    bool *chosen = mem_alloc(groups * sizeof *chosen);
    int64_t *members = mem_alloc(groups * sizeof *members), all = 0;
    for (size_t i = 0; i < count; i++) {
        all += cell[i].members;
        for (size_t g = 0; g < cell[i].n_groups; g++)
            members[cell[i].group[g]] += cell[i].members;
    }
    for (size_t g = 0; g < groups; g++)
        chosen[g] = tested[g] && members[g] >= least && members[g] < all;
    free(members);
    return chosen;
}

/* Nobody answered, or everybody did: there is nothing to compare. */
static bool is_flat(const struct response_cell *cell, size_t count)
{
    int64_t members = 0, respondents = 0;
    for (size_t i = 0; i < count; i++) {
        members += cell[i].members;
        respondents += cell[i].respondents;
    }
    return respondents == 0 || respondents == members;
}

int response_judge(const struct response_cell *cell, size_t count,
                   size_t groups, const bool *tested, int64_t least,
                   double level, struct response_finding *out, struct diag *d)
{
    for (size_t g = 0; g < groups; g++)
        out[g] = (struct response_finding){NAN, NAN, 0, NAN};
    if (is_flat(cell, count))
        return 0;
    struct model m = {.cell = cell, .count = count, .terms = 1};
    m.p = mem_array(NULL, count, sizeof *m.p);
    bool *chosen = choose(cell, count, groups, tested, least);
    int status = search(&m, chosen, groups, level, out, d);
    for (size_t t = 1; status == 0 && t < m.terms; t++)
        out[m.named[t - 1]].ratio = exp(m.beta[t]);
    gsl_matrix_free(m.information);
    free(m.p);
    free(chosen);
    return status;
}
