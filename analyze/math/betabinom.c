/*
 * betabinom.c - see betabinom.h.
 *
 * Newton's method in u = logit(mean) and v = log(strength), with a = strength *
 * mean and b = strength * (1 - mean); where the surface is not concave, or a
 * step would not climb, a step along the gradient, halved until it climbs.
 */
#include "analyze/math/betabinom.h"

#include "lib/mem.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sf_gamma.h>
#include <gsl/gsl_sf_psi.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

enum { MOST_ROUNDS = 200, MOST_HALVINGS = 60 };

static const double SHORT = 1e-4, SHORTEST = 1e-9; /* steps in u and v */

/* Of the log-likelihood, by a and b. */
struct slope {
    double a, b, aa, ab, bb;
};

static double share_at(double u)
{
    return 1 / (1 + exp(-u));
}

/* A number of hits, misses or trials, and how many groups have it. */
struct tied {
    double value, groups;
};

/*
 * All that the likelihood asks of groups: it is a sum over their hits, one over
 * their misses and one over their trials, so that equal numbers count at once.
 */
struct counts {
    struct tied *hits, *misses, *trials;
    size_t n_hits, n_misses, n_trials;
};

static int by_value(const void *one, const void *other)
{
    const struct tied *a = one, *b = other;
    return (a->value > b->value) - (a->value < b->value);
}

/* Sorts, and brings equal values together; how many are left. */
static size_t gather(struct tied *list, size_t count)
{
    size_t kept = 0;
    if (count > 1)
        qsort(list, count, sizeof *list, by_value);
    for (size_t i = 0; i < count; i++)
        if (kept > 0 && by_value(&list[kept - 1], &list[i]) == 0)
            list[kept - 1].groups += list[i].groups;
        else
            list[kept++] = list[i];
    return kept;
}

/* What is none of them adds nothing to any sum. */
static size_t note(struct tied *list, size_t count, int64_t value)
{
    if (value > 0)
        list[count++] = (struct tied){(double)value, 1};
    return count;
}

/* To be freed by counts_free(). */
static struct counts count_groups(const struct betabinom_group *groups,
                                  size_t count)
{
    struct counts c = {0};
    c.hits = mem_array(NULL, count, sizeof *c.hits);
    c.misses = mem_array(NULL, count, sizeof *c.misses);
    c.trials = mem_array(NULL, count, sizeof *c.trials);
    for (size_t i = 0; i < count; i++) {
        int64_t hits = groups[i].hits, trials = groups[i].trials;
        c.n_hits = note(c.hits, c.n_hits, hits);
        c.n_misses = note(c.misses, c.n_misses, trials - hits);
        c.n_trials = note(c.trials, c.n_trials, trials);
    }
    c.n_hits = gather(c.hits, c.n_hits);
    c.n_misses = gather(c.misses, c.n_misses);
    c.n_trials = gather(c.trials, c.n_trials);
    return c;
}

static void counts_free(struct counts *c)
{
    free(c->hits);
    free(c->misses);
    free(c->trials);
}

/* The sum of log(at (at + 1) ... (at + value - 1)) over the groups. */
static double rising(double at, const struct tied *list, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += list[i].groups * gsl_sf_lnpoch(at, list[i].value);
    return sum;
}

static double likelihood_of(const struct betabinom *m, const struct counts *c)
{
    double a = m->strength * m->mean, b = m->strength * (1 - m->mean);
    return rising(a, c->hits, c->n_hits) + rising(b, c->misses, c->n_misses) -
           rising(a + b, c->trials, c->n_trials);
}

double betabinom_likelihood(const struct betabinom *m,
                            const struct betabinom_group *groups, size_t count)
{
    struct counts c = count_groups(groups, count);
    double likelihood = likelihood_of(m, &c);
    counts_free(&c);
    return likelihood;
}

/* The first and second derivative of rising(). */
static void slope_of(double at, const struct tied *list, size_t count,
                     double *first, double *second)
{
    double psi = gsl_sf_psi(at), psi_1 = gsl_sf_psi_1(at);
    *first = *second = 0;
    for (size_t i = 0; i < count; i++) {
        double to = at + list[i].value;
        *first += list[i].groups * (gsl_sf_psi(to) - psi);
        *second += list[i].groups * (gsl_sf_psi_1(to) - psi_1);
    }
}

static struct slope slope_at(double a, double b, const struct counts *c)
{
    struct slope s = {0, 0, 0, 0, 0};
    double all, all2;
    slope_of(a, c->hits, c->n_hits, &s.a, &s.aa);
    slope_of(b, c->misses, c->n_misses, &s.b, &s.bb);
    slope_of(a + b, c->trials, c->n_trials, &all, &all2);
    s.a -= all;
    s.b -= all;
    s.aa -= all2;
    s.bb -= all2;
    s.ab = -all2;
    return s;
}

/* The step in u and v that Newton would take (true), or one uphill. */
static bool choose_step(double a, double b, const struct slope *s,
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
    bool newton = uu < 0 && det > 0;
    if (newton) {
        *step_u = -(vv * du - uv * dv) / det;
        *step_v = -(uu * dv - uv * du) / det;
    }
    double length = fmax(fabs(*step_u), fabs(*step_v));
    if (length > 2) { /* never far at once */
        *step_u *= 2 / length;
        *step_v *= 2 / length;
    }
    return newton;
}

static struct betabinom moved(const struct betabinom *m, double step_u,
                              double step_v)
{
    double a = m->strength * m->mean, b = m->strength * (1 - m->mean);
    return (struct betabinom){share_at(log(a / b) + step_u),
                              exp(log(a + b) + step_v)};
}

/*
 * Climbs once; false at the top. The last steps are too short for the
 * likelihood, which loses half of the digits there, but not for its slope.
 */
static bool climb(struct betabinom *m, double *best, const struct counts *c)
{
    double a = m->strength * m->mean, b = m->strength * (1 - m->mean);
    struct slope s = slope_at(a, b, c);
    double step_u, step_v, part = 1;
    bool newton = choose_step(a, b, &s, &step_u, &step_v);
    double length = fmax(fabs(step_u), fabs(step_v));
    if (newton && length < SHORT) {
        *m = moved(m, step_u, step_v);
        return length > SHORTEST;
    }
    for (int i = 0; i < MOST_HALVINGS; i++, part /= 2) {
        struct betabinom to = moved(m, part * step_u, part * step_v);
        double likelihood = likelihood_of(&to, c);
        if (!(likelihood > *best))
            continue;
        *best = likelihood;
        *m = to;
        return part * length > SHORTEST;
    }
    return false;
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
    struct counts c = count_groups(groups, count);
    double best = likelihood_of(&m, &c);
    for (int i = 0; i < MOST_ROUNDS && climb(&m, &best, &c); i++)
        ;
    counts_free(&c);
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
