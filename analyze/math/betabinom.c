/*
 * betabinom.c - see betabinom.h.
 *
 * Newton's method in u = logit(mean) and v = log(strength), with a = strength *
 * mean and b = strength * (1 - mean); where the surface is not concave, or a
 * step would not climb, a step along the gradient, halved until it climbs.
 */
#include "analyze/math/betabinom.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sf_gamma.h>
#include <gsl/gsl_sf_psi.h>
#include <math.h>

enum { MOST_ROUNDS = 200, MOST_HALVINGS = 60 };

/* Of the log-likelihood, by a and b. */
struct slope {
    double a, b, aa, ab, bb;
};

static double share_at(double u)
{
    return 1 / (1 + exp(-u));
}

double betabinom_likelihood(const struct betabinom *m,
                            const struct betabinom_group *groups, size_t count)
{
    double a = m->strength * m->mean, b = m->strength * (1 - m->mean);
    double sum = 0, base = gsl_sf_lnbeta(a, b);
    for (size_t i = 0; i < count; i++) {
        double hits = (double)groups[i].hits, n = (double)groups[i].trials;
        if (n > 0)
            sum += gsl_sf_lnbeta(a + hits, b + n - hits) - base;
    }
    return sum;
}

static struct slope slope_at(double a, double b,
                             const struct betabinom_group *groups, size_t count)
{
    struct slope s = {0, 0, 0, 0, 0};
    for (size_t i = 0; i < count; i++) {
        double hits = (double)groups[i].hits, n = (double)groups[i].trials;
        if (n <= 0)
            continue;
        double all = gsl_sf_psi(a + b) - gsl_sf_psi(a + b + n);
        double all2 = gsl_sf_psi_1(a + b) - gsl_sf_psi_1(a + b + n);
        s.a += gsl_sf_psi(a + hits) - gsl_sf_psi(a) + all;
        s.b += gsl_sf_psi(b + n - hits) - gsl_sf_psi(b) + all;
        s.aa += gsl_sf_psi_1(a + hits) - gsl_sf_psi_1(a) + all2;
        s.bb += gsl_sf_psi_1(b + n - hits) - gsl_sf_psi_1(b) + all2;
        s.ab += all2;
    }
    return s;
}

/* The step in u and v that Newton would take, or one uphill. */
static void choose_step(double a, double b, const struct slope *s,
                        double *step_u, double *step_v)
{
    double w = a * b / (a + b); /* da/du = w, db/du = -w */
    double du = w * (s->a - s->b), dv = a * s->a + b * s->b;
    double ddw = w * (b - a) / (a + b); /* dw/du */
    double uu = w * w * (s->aa - 2 * s->ab + s->bb) + ddw * (s->a - s->b);
    double vv = a * a * s->aa + 2 * a * b * s->ab + b * b * s->bb + dv;
    double uv = w * (a * s->aa + (b - a) * s->ab - b * s->bb) + du;
    double det = uu * vv - uv * uv;
    *step_u = du;
    *step_v = dv;
    if (uu < 0 && det > 0) {
        *step_u = -(vv * du - uv * dv) / det;
        *step_v = -(uu * dv - uv * du) / det;
    }
    double length = fmax(fabs(*step_u), fabs(*step_v));
    if (length > 2) { /* never far at once */
        *step_u *= 2 / length;
        *step_v *= 2 / length;
    }
}

/* Climbs once; false at the top. */
static int climb(struct betabinom *m, double *best,
                 const struct betabinom_group *groups, size_t count)
{
    double a = m->strength * m->mean, b = m->strength * (1 - m->mean);
    struct slope s = slope_at(a, b, groups, count);
    double step_u, step_v, part = 1;
    choose_step(a, b, &s, &step_u, &step_v);
    double u = log(a / b), v = log(a + b);
    for (int i = 0; i < MOST_HALVINGS; i++, part /= 2) {
        struct betabinom to = {share_at(u + part * step_u),
                               exp(v + part * step_v)};
        double likelihood = betabinom_likelihood(&to, groups, count);
        if (!(likelihood > *best))
            continue;
        *best = likelihood;
        *m = to;
        return fmax(fabs(part * step_u), fabs(part * step_v)) > 1e-12;
    }
    return 0;
}

/* Whether shares differ more than chance makes them; mean is that of all. */
static int differ(double mean, const struct betabinom_group *groups,
                  size_t count)
{
    double excess = 0;
    for (size_t i = 0; i < count; i++) {
        double n = (double)groups[i].trials;
        double off = (double)groups[i].hits - n * mean;
        excess += off * off / (mean * (1 - mean)) - n;
    }
    return excess > 0;
}

struct betabinom betabinom_fit(const struct betabinom_group *groups,
                               size_t count)
{
    double hits = 0, trials = 0, most = 0;
    for (size_t i = 0; i < count; i++) {
        hits += (double)groups[i].hits;
        trials += (double)groups[i].trials;
        most = fmax(most, (double)groups[i].trials);
    }
    struct betabinom m = {trials > 0 ? hits / trials : NAN, INFINITY};
    if (!(hits > 0 && hits < trials) || most == trials ||
        !differ(m.mean, groups, count))
        return m;
    m.strength = 10; /* anywhere: the climb is global in practice */
    double best = betabinom_likelihood(&m, groups, count);
    for (int i = 0; i < MOST_ROUNDS && climb(&m, &best, groups, count); i++)
        ;
    return m;
}

double betabinom_share(const struct betabinom *m, int64_t hits, int64_t trials)
{
    if (isinf(m->strength))
        return m->mean;
    return ((double)hits + m->strength * m->mean) /
           ((double)trials + m->strength);
}

struct interval betabinom_interval(const struct betabinom *m, int64_t hits,
                                   int64_t trials, double level)
{
    if (!isfinite(m->strength) || isnan(m->mean))
        return (struct interval){NAN, NAN};
    double a = m->strength * m->mean + (double)hits;
    double b = m->strength * (1 - m->mean) + (double)(trials - hits);
    return (struct interval){gsl_cdf_beta_Pinv((1 - level) / 2, a, b),
                             gsl_cdf_beta_Qinv((1 - level) / 2, a, b)};
}
