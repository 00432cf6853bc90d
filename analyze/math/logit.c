/* logit.c - see logit.h. */
#include "analyze/math/logit.h"

#include <gsl/gsl_linalg.h>
#include <math.h>

enum { ROUNDS = 200 };
static const double PENALTY = 1e-9;

void logit_add(struct logit *m, size_t group)
{
    m->term[group] = (uint32_t)m->terms;
    m->named[m->terms - 1] = (uint32_t)group;
    m->beta[m->terms++] = 0;
}

void logit_drop(struct logit *m, size_t group)
{
    size_t place = m->term[group];
    m->term[group] = 0;
    m->terms--;
    for (size_t t = place; t < m->terms; t++) {
        m->named[t - 1] = m->named[t];
        m->beta[t] = m->beta[t + 1];
        m->term[m->named[t - 1]] = (uint32_t)t;
    }
}

void logit_terms(const struct logit *m, const struct response_cell *c,
                 double *x)
{
    for (size_t t = 0; t < m->terms; t++)
        x[t] = t == 0;
    for (size_t i = 0; i < c->n_groups; i++)
        if (m->term[c->group[i]] > 0)
            x[m->term[c->group[i]]] = 1;
}

/* The log odds to answer. */
static double odds_of(const struct logit *m, const double *beta,
                      const struct response_cell *c)
{
    double sum = beta[0];
    for (size_t i = 0; i < c->n_groups; i++)
        if (m->term[c->group[i]] > 0)
            sum += beta[m->term[c->group[i]]];
    return sum;
}

/*
 * What a cell tells at these log odds: answers beyond those expected, and
 * their variance. Written so that nothing cancels where p is close to 0 or 1.
 */
static void residual(const struct response_cell *c, double odds, double *beyond,
                     double *variance)
{
    double p = 1 / (1 + exp(-odds)), not_p = 1 / (1 + exp(odds));
    double answered = (double)c->respondents;
    double others = (double)c->members - answered;
    *beyond = answered * not_p - others * p;
    *variance = (double)c->members * p * not_p;
}

void logit_residual(const struct logit *m, const struct response_cell *c,
                    double *beyond, double *variance)
{
    residual(c, odds_of(m, m->beta, c), beyond, variance);
}

/* The gradient, and the information in m->information. */
static void accumulate(struct logit *m, double *gradient)
{
    double x[LOGIT_TERMS];
    gsl_matrix_set_zero(m->information);
    for (size_t t = 0; t < m->terms; t++) {
        gradient[t] = -PENALTY * m->beta[t];
        gsl_matrix_set(m->information, t, t, PENALTY);
    }
    for (size_t i = 0; i < m->count; i++) {
        const struct response_cell *c = &m->cell[i];
        double beyond, variance;
        residual(c, odds_of(m, m->beta, c), &beyond, &variance);
        logit_terms(m, c, x);
        for (size_t t = 0; t < m->terms; t++) {
            gradient[t] += beyond * x[t];
            for (size_t u = 0; u < m->terms; u++)
                *gsl_matrix_ptr(m->information, t, u) += variance * x[t] * x[u];
        }
    }
}

/* The penalised log likelihood. */
static double likelihood(const struct logit *m, const double *beta)
{
    double sum = 0;
    for (size_t i = 0; i < m->count; i++) {
        const struct response_cell *c = &m->cell[i];
        double odds = odds_of(m, beta, c);
        double answered = (double)c->respondents;
        double low = fmin(odds, 0); /* log p = low - rest */
        double rest = log1p(exp(-fabs(odds)));
        sum += answered * (low - rest);
        sum += ((double)c->members - answered) * (low - odds - rest);
    }
    for (size_t t = 0; t < m->terms; t++)
        sum -= PENALTY / 2 * beta[t] * beta[t];
    return sum;
}

void logit_solve(const struct logit *m, const double *right, double *out)
{
    gsl_vector_const_view b = gsl_vector_const_view_array(right, m->terms);
    gsl_vector_view x = gsl_vector_view_array(out, m->terms);
    gsl_linalg_cholesky_solve(m->information, &b.vector, &x.vector);
}

/*
 * Goes along STEP, at most 4 in any term, and half as far for as long as the
 * likelihood would fall. Returns the longest move.
 */
static double climb(struct logit *m, const double *step)
{
    double longest = 0, share, to[LOGIT_TERMS];
    for (size_t t = 0; t < m->terms; t++)
        longest = fmax(longest, fabs(step[t]));
    double now = likelihood(m, m->beta), slack = 1e-12 * fabs(now);
    share = longest > 4 ? 4 / longest : 1;
    for (int halvings = 0; halvings < 40; halvings++, share /= 2) {
        for (size_t t = 0; t < m->terms; t++)
            to[t] = m->beta[t] + share * step[t];
        if (likelihood(m, to) >= now - slack)
            break;
    }
    for (size_t t = 0; t < m->terms; t++)
        m->beta[t] = to[t];
    return share * longest;
}

int logit_fit(struct logit *m, struct diag *d)
{
    double gradient[LOGIT_TERMS], step[LOGIT_TERMS];
    gsl_matrix_free(m->information);
    m->information = gsl_matrix_alloc(m->terms, m->terms);
    if (m->information == NULL)
        return diag_fail(d, "out of memory");
    for (int round = 0; round < ROUNDS; round++) {
        accumulate(m, gradient);
        if (gsl_linalg_cholesky_decomp1(m->information) != 0)
            return diag_fail(d, "response rates: the groups named cannot be "
                                "told apart");
        logit_solve(m, gradient, step);
        if (climb(m, step) < 1e-9)
            return 0; /* the information is that of this very place */
    }
    return diag_fail(d, "response rates: the model does not settle");
}
