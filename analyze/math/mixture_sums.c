/* mixture_sums.c - see mixture_sums.h. */
#include "analyze/math/mixture_sums.h"

#include "analyze/math/mixture_floor.h"
#include "analyze/math/mixture_impute.h"
#include "analyze/math/mixture_kernel.h"
#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double LOG_2PI = 1.8378770664093454836;
/* A class with fewer members keeps its means and chances. */
static const double LEAST = 1e-6;

void mixture_sums_open(struct mixture_sums *t, const struct mixture_scorer *s)
{
    *t = (struct mixture_sums){.data = s->data,
                               .lanes = s->lanes,
                               .dims = s->dims,
                               .cells = s->data->cells};
    t->count = mem_lanes(s->lanes);
    t->sum = mem_lanes(s->dims * s->lanes);
    t->cell = mem_lanes(t->cells * s->lanes);
    t->cross = mem_alloc(s->dims * s->dims * sizeof *t->cross);
    t->both = mem_alloc(s->dims * s->dims * sizeof *t->both);
}

void mixture_sums_close(struct mixture_sums *t)
{
    free(t->count);
    free(t->sum);
    free(t->cell);
    free(t->cross);
    free(t->both);
    *t = (struct mixture_sums){0};
}

static void add_all(double *to, const double *from, size_t count)
{
    for (size_t i = 0; i < count; i++)
        to[i] += from[i];
}

void mixture_sums_merge(struct mixture_sums *t, const struct mixture_sums *o)
{
    t->loglik += o->loglik;
    t->entropy += o->entropy;
    add_all(t->count, o->count, t->lanes);
    add_all(t->sum, o->sum, t->dims * t->lanes);
    add_all(t->cell, o->cell, t->cells * t->lanes);
    add_all(t->cross, o->cross, t->dims * t->dims);
    add_all(t->both, o->both, t->dims * t->dims);
}

/* A run of held pattern Q, whose tables P has. */
static void add_run(struct mixture_sums *t, const struct mixture_scorer *s,
                    const struct mixture_pattern *p, struct impute *i,
                    size_t from, size_t to)
{
    const struct coded *c = s->data;
    impute_clear(i);
    struct mixture_run run = {
        .tables = mixture_pattern_tables(p, s),
        .from = from,
        .to = to,
        .count = i->count,
        .cell = i->pack,
        .real = i->sum + c->scales * s->lanes,
    };
    mixture_kernel_run(&run);
    t->loglik += run.loglik + (double)(to - from) * -p->logdet / 2;
    t->entropy += run.entropy;
    impute_gather(i, t, run.tables.spans);
    impute_run(i, t, p);
}

static void add_held(struct mixture_sums *t, const struct mixture_scorer *s,
                     const struct coded_moments *moments,
                     struct mixture_pattern *p, struct impute *i, size_t q,
                     size_t from, size_t to)
{
    mixture_pattern_set(p, s, q);
    mixture_pattern_tabulate(p, s, q);
    add_run(t, s, p, i, from, to);
    if (from == s->data->pattern[q])
        impute_products(i, t, p, moments->pattern + q * s->dims * s->dims,
                        s->data->pattern[q + 1] - from);
}

static void add_loose(struct mixture_sums *t, const struct mixture_scorer *s,
                      struct mixture_pattern *p, struct impute *i, size_t q,
                      size_t from, size_t to)
{
    mixture_pattern_set(p, s, q);
    for (size_t place = from; place < to; place++)
        impute_row(i, t, s, p, place);
    impute_end_rows(t, p, to - from);
}

void mixture_sums_add(struct mixture_sums *t, const struct mixture_scorer *s,
                      const struct coded_moments *moments, size_t from,
                      size_t to)
{
    const struct coded *c = s->data;
    struct mixture_spans all = mixture_scorer_tables(s).spans;
    struct mixture_pattern p;
    struct impute i;
    mixture_pattern_open(&p, s);
    impute_open(&i, s);
    size_t q = coded_pattern(c, from);
    while (from < to) {
        size_t end = c->pattern[q + 1] < to ? c->pattern[q + 1] : to;
        if (q < c->held)
            add_held(t, s, moments, &p, &i, q, from, end);
        else
            add_loose(t, s, &p, &i, q, from, end);
        from = end;
        q++;
    }
    impute_clear(&i);
    impute_gather(&i, t, all); /* what loose rows left there */
    impute_gather_classes(&i, t);
    impute_close(&i);
    mixture_pattern_close(&p);
}

static double total_loglik(const struct mixture_sums *t,
                           const struct mixture_scorer *s,
                           const struct coded_moments *moments)
{
    double trace = 0;
    for (size_t i = 0; i < s->dims * s->dims; i++)
        trace += s->precision[i] * moments->all[i];
    return t->loglik - trace / 2 - (double)s->data->n * s->logdet / 2 -
           (double)moments->observed * LOG_2PI / 2 - s->data->jacobian;
}

static void finish_means(const struct mixture_sums *t, struct mixture *m)
{
    for (size_t k = 0; k < m->k; k++) {
        m->share[k] = t->count[k] / (double)m->n;
        for (size_t j = 0; t->count[k] > LEAST && j < m->dims; j++)
            m->mean[k * m->dims + j] = t->sum[j * t->lanes + k] / t->count[k];
    }
}

/* The chances of one column of one class, none below the least. */
static void finish_chances(const double *count, size_t lanes, size_t states,
                           double *chance)
{
    double all = 0, sum = 0;
    for (size_t s = 0; s < states; s++)
        all += count[s * lanes];
    for (size_t s = 0; s < states; s++) {
        if (all > LEAST)
            chance[s] = count[s * lanes] / all;
        if (chance[s] < MIXTURE_CHANCE)
            chance[s] = MIXTURE_CHANCE;
        sum += chance[s];
    }
    for (size_t s = 0; s < states; s++)
        chance[s] /= sum;
    chance[states] = 1;
}

static void finish_classes(const struct mixture_sums *t, const struct coded *c,
                           struct mixture *m)
{
    for (size_t k = 0; k < m->k; k++)
        for (size_t j = c->scales; j < c->scales + c->classes; j++)
            finish_chances(t->cell + c->first[j] * t->lanes + k, t->lanes,
                           coded_states(c, j),
                           m->chance + k * m->cells + c->first[j] -
                               c->scale_cells);
}

static void finish_cov(const struct mixture_sums *t,
                       const struct coded_moments *moments, const double *least,
                       struct mixture *m)
{
    size_t dims = m->dims;
    for (size_t i = 0; i < dims; i++)
        for (size_t j = 0; j <= i; j++) {
            double all = moments->all[i * dims + j] + t->cross[i * dims + j] +
                         t->cross[j * dims + i] + t->both[i * dims + j];
            double cov = all / (double)m->n;
            for (size_t k = 0; k < m->k; k++)
                cov -=
                    m->share[k] * m->mean[k * dims + i] * m->mean[k * dims + j];
            m->cov[i * dims + j] = m->cov[j * dims + i] = cov;
        }
    m->ridged = mixture_floor(m->cov, dims, least);
}

void mixture_sums_finish(const struct mixture_sums *t,
                         const struct mixture_scorer *s,
                         const struct coded_moments *moments, struct mixture *m)
{
    m->n = s->data->n;
    m->loglik = total_loglik(t, s, moments);
    m->entropy = t->entropy;
    finish_means(t, m);
    finish_classes(t, s->data, m);
    finish_cov(t, moments, s->data->least, m);
}
