/* mixture_scorer.c - see mixture_scorer.h. */
#include "analyze/math/mixture_scorer.h"

#include "analyze/math/cholesky.h"
#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What a lane without a class scores: it never wins, and adds nothing. */
static const double nobody = -1e300;

static size_t lanes_for(size_t k)
{
    static const size_t lanes[] = {4, 8, 16, MIXTURE_K};
    size_t i = 0;
    while (lanes[i] < k)
        i++;
    return lanes[i];
}

static bool invert(struct mixture_scorer *s, const struct mixture *m)
{
    size_t size = s->dims * s->dims;
    double *l = mem_array(NULL, size, sizeof *l);
    memcpy(l, m->cov, size * sizeof *l);
    bool done = cholesky_factor(l, s->dims, 0);
    if (done) {
        s->logdet = cholesky_logdet(l, s->dims);
        cholesky_inverse(l, s->dims, s->precision);
    }
    free(l);
    return done;
}

/* w = P mu, and base. */
static void weigh(struct mixture_scorer *s, const struct mixture *m)
{
    for (size_t k = 0; k < s->lanes; k++)
        s->base[k] = k < s->k && m->share[k] > 0 ? log(m->share[k]) : nobody;
    for (size_t k = 0; k < s->k; k++) {
        const double *mean = m->mean + k * s->dims;
        for (size_t i = 0; i < s->dims; i++) {
            double sum = 0;
            for (size_t j = 0; j < s->dims; j++)
                sum += s->precision[i * s->dims + j] * mean[j];
            s->weight[i * s->lanes + k] = sum;
            s->base[k] -= sum * mean[i] / 2;
        }
    }
}

/* The cells of the scales: value times weight. */
static void fill_scales(const struct mixture_scorer *s, const double *weight,
                        double *table)
{
    const struct coded *c = s->data;
    for (size_t j = 0; j < c->scales; j++)
        for (size_t cell = c->first[j]; cell < c->first[j + 1]; cell++)
            for (size_t k = 0; k < s->lanes; k++)
                table[cell * s->lanes + k] =
                    c->value[cell] * weight[j * s->lanes + k];
}

static void fill_classes(struct mixture_scorer *s, const struct mixture *m)
{
    for (size_t k = 0; k < s->k; k++)
        for (size_t cell = 0; cell < m->cells; cell++)
            s->table[(s->data->scale_cells + cell) * s->lanes + k] =
                log(m->chance[k * m->cells + cell]);
}

bool mixture_scorer_open(struct mixture_scorer *s, const struct mixture *m,
                         const struct coded *c)
{
    *s = (struct mixture_scorer){
        .data = c, .k = m->k, .lanes = lanes_for(m->k), .dims = m->dims};
    s->precision = mem_alloc(s->dims * s->dims * sizeof *s->precision);
    s->weight = mem_alloc(s->dims * s->lanes * sizeof *s->weight);
    s->base = mem_alloc(s->lanes * sizeof *s->base);
    s->table = mem_alloc(c->cells * s->lanes * sizeof *s->table);
    if (!invert(s, m))
        return false;
    weigh(s, m);
    fill_scales(s, s->weight, s->table);
    fill_classes(s, m);
    return true;
}

void mixture_scorer_close(struct mixture_scorer *s)
{
    free(s->precision);
    free(s->weight);
    free(s->base);
    free(s->table);
    *s = (struct mixture_scorer){0};
}

void mixture_pattern_open(struct mixture_pattern *p,
                          const struct mixture_scorer *s)
{
    *p = (struct mixture_pattern){0};
    p->which = mem_alloc((s->dims + 1) * sizeof *p->which);
    p->chol = mem_alloc(s->dims * s->dims * sizeof *p->chol);
    p->expected = mem_alloc(s->dims * s->lanes * sizeof *p->expected);
    p->weight = mem_alloc(s->dims * s->lanes * sizeof *p->weight);
    p->base = mem_alloc(s->lanes * sizeof *p->base);
    p->table = mem_alloc(s->data->scale_cells * s->lanes * sizeof *p->table);
}

void mixture_pattern_close(struct mixture_pattern *p)
{
    free(p->which);
    free(p->chol);
    free(p->expected);
    free(p->weight);
    free(p->base);
    free(p->table);
    *p = (struct mixture_pattern){0};
}

void mixture_pattern_set(struct mixture_pattern *p,
                         const struct mixture_scorer *s, size_t place)
{
    p->m = coded_missing(s->data, place, p->which);
    for (size_t a = 0; a < p->m; a++) {
        const double *row = s->precision + p->which[a] * s->dims;
        for (size_t b = 0; b <= a; b++)
            p->chol[a * p->m + b] = row[p->which[b]];
        memcpy(p->expected + a * s->lanes, s->weight + p->which[a] * s->lanes,
               s->lanes * sizeof *p->expected);
    }
    /* P is positive definite, and so is each block of it. */
    (void)cholesky_factor(p->chol, p->m, 0);
    p->logdet = cholesky_logdet(p->chol, p->m);
    cholesky_forward(p->chol, p->m, p->expected, s->lanes);
    cholesky_backward(p->chol, p->m, p->expected, s->lanes);
}

void mixture_pattern_tabulate(struct mixture_pattern *p,
                              const struct mixture_scorer *s)
{
    size_t lanes = s->lanes;
    memcpy(p->weight, s->weight, s->dims * lanes * sizeof *p->weight);
    memcpy(p->base, s->base, lanes * sizeof *p->base);
    for (size_t a = 0; a < p->m; a++) {
        size_t missing = p->which[a];
        const double *expected = p->expected + a * lanes;
        const double *row = s->precision + missing * s->dims;
        for (size_t j = 0; j < s->dims; j++)
            for (size_t k = 0; k < lanes; k++)
                p->weight[j * lanes + k] -= row[j] * expected[k];
        for (size_t k = 0; k < lanes; k++)
            p->base[k] += expected[k] * s->weight[missing * lanes + k] / 2;
    }
    for (size_t a = 0; a < p->m; a++)
        memset(p->weight + p->which[a] * lanes, 0, lanes * sizeof *p->weight);
    fill_scales(s, p->weight, p->table);
}
