/* response.c - see response.h. */
#include "analyze/math/response.h"

#include "analyze/math/logit.h"
#include "lib/mem.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What the members of one group tell beside the model. */
struct score {
    double beyond, variance, cross[LOGIT_TERMS];
};

/* Fills SCORE, by group, in one walk over the cells. */
static void add_scores(const struct logit *m, struct score *score)
{
    double x[LOGIT_TERMS];
    for (size_t g = 0; g < m->groups; g++)
        score[g] = (struct score){0};
    for (size_t i = 0; i < m->count; i++) {
        const struct response_cell *c = &m->cell[i];
        double beyond, variance;
        logit_residual(m, c, &beyond, &variance);
        logit_terms(m, c, x);
        for (size_t g = 0; g < c->n_groups; g++) {
            struct score *s = &score[c->group[g]];
            s->beyond += beyond;
            s->variance += variance;
            for (size_t t = 0; t < m->terms; t++)
                s->cross[t] += variance * x[t];
        }
    }
}

/* Rao's score statistic, as a normal deviate; NaN if it has no variance. */
static double deviate(const struct logit *m, const struct score *s)
{
    double solved[LOGIT_TERMS], variance = s->variance;
    logit_solve(m, s->cross, solved);
    for (size_t t = 0; t < m->terms; t++)
        variance -= s->cross[t] * solved[t];
    return variance > 1e-9 * s->variance ? s->beyond / sqrt(variance) : NAN;
}

/* Stores p and q of a group that is one of OUTSIDE. */
static void put_finding(struct response_finding *f, double z, size_t outside)
{
    f->p = isnan(z) ? NAN : 2 * gsl_cdf_ugaussian_Q(fabs(z));
    f->q = isnan(z) ? NAN : fmin(1, f->p * (double)outside);
}

static size_t count_outside(const struct logit *m, const bool *tested)
{
    size_t outside = 0;
    for (size_t g = 0; g < m->groups; g++)
        outside += tested[g] && m->term[g] == 0;
    return outside;
}

/* The group that falls shortest; m->groups if none does. Fills p and q. */
static size_t strongest(const struct logit *m, const bool *tested,
                        struct response_finding *out)
{
    size_t best = m->groups, outside = count_outside(m, tested);
    double lowest = 0;
    struct score *score = mem_array(NULL, m->groups, sizeof *score);
    add_scores(m, score);
    for (size_t g = 0; g < m->groups; g++) {
        if (!tested[g] || m->term[g] > 0)
            continue;
        double z = deviate(m, &score[g]);
        put_finding(&out[g], z, outside);
        if (z < lowest) {
            lowest = z;
            best = g;
        }
    }
    free(score);
    return best;
}

static int search(struct logit *m, const bool *tested, double level,
                  struct response_finding *out, struct diag *d)
{
    for (;;) {
        if (logit_fit(m, d) != 0)
            return -1;
        size_t best = strongest(m, tested, out);
        if (best == m->groups || !(out[best].q < level) ||
            m->terms == LOGIT_TERMS)
            return 0;
        out[best].entered = (int)m->terms;
        logit_add(m, best);
    }
}

/* What GROUP, which is named, would be told beside the others named. */
static int judge_named(const struct logit *m, size_t group, const bool *tested,
                       struct response_finding *f, double *z, struct diag *d)
{
    struct logit less = *m;
    less.information = NULL;
    less.term = mem_array(NULL, m->groups, sizeof *less.term);
    memcpy(less.term, m->term, m->groups * sizeof *less.term);
    struct score *score = mem_array(NULL, m->groups, sizeof *score);
    logit_drop(&less, group);
    int status = logit_fit(&less, d);
    if (status == 0) {
        add_scores(&less, score);
        *z = deviate(&less, &score[group]);
        put_finding(f, *z, count_outside(&less, tested));
    }
    gsl_matrix_free(less.information);
    free(less.term);
    free(score);
    return status;
}

/* Takes out, one by one, the weakest that would not be named any more. */
static int prune(struct logit *m, const bool *tested, double level,
                 struct response_finding *out, struct diag *d)
{
    for (;;) {
        size_t weakest = m->groups;
        double highest = -INFINITY;
        for (size_t t = 1; t < m->terms; t++) {
            size_t g = m->named[t - 1];
            double z = NAN;
            if (judge_named(m, g, tested, &out[g], &z, d) != 0)
                return -1;
            bool stays = z < 0 && out[g].q < level;
            if (!stays && (weakest == m->groups || z > highest)) {
                highest = z;
                weakest = g;
            }
        }
        if (weakest == m->groups)
            return 0;
        out[weakest].entered = 0;
        logit_drop(m, weakest);
    }
}

/* The odds ratios of the groups named, and p and q of the others. */
static int finish(struct logit *m, const bool *tested,
                  struct response_finding *out, struct diag *d)
{
    if (logit_fit(m, d) != 0)
        return -1;
    (void)strongest(m, tested, out);
    for (size_t t = 1; t < m->terms; t++)
        out[m->named[t - 1]].ratio = exp(m->beta[t]);
    return 0;
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
    struct logit m = {
        .cell = cell, .count = count, .groups = groups, .terms = 1};
    m.term = mem_alloc(groups * sizeof *m.term);
    bool *chosen = choose(cell, count, groups, tested, least);
    int status = search(&m, chosen, level, out, d);
    if (status == 0)
        status = prune(&m, chosen, level, out, d);
    if (status == 0)
        status = finish(&m, chosen, out, d);
    gsl_matrix_free(m.information);
    free(m.term);
    free(chosen);
    return status;
}
