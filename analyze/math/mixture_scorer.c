/* mixture_scorer.c - see mixture_scorer.h. */
#include "analyze/math/mixture_scorer.h"

#include "analyze/math/cholesky.h"
#include "analyze/math/smallmat.h"
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

/* The cells of the classes: ln chance. */
static void fill_classes(const struct mixture_scorer *s,
                         const struct mixture *m, double *table)
{
    for (size_t k = 0; k < s->k; k++)
        for (size_t cell = 0; cell < m->cells; cell++)
            table[(s->data->scale_cells + cell) * s->lanes + k] =
                log(m->chance[k * m->cells + cell]);
}

static void fill_table(struct mixture_scorer *s, const struct mixture *m)
{
    const struct coded *c = s->data;
    double *cell = mem_lanes(c->cells * s->lanes);
    fill_scales(s, s->weight, cell);
    fill_classes(s, m, cell);
    packs_spread(&c->packs, (struct packs_span){0, c->packs.count}, c->first,
                 cell, s->lanes, s->table);
    free(cell);
}

bool mixture_scorer_open(struct mixture_scorer *s, const struct mixture *m,
                         const struct coded *c)
{
    *s = (struct mixture_scorer){
        .data = c, .k = m->k, .lanes = lanes_for(m->k), .dims = m->dims};
    s->precision = mem_alloc(s->dims * s->dims * sizeof *s->precision);
    s->weight = mem_lanes(s->dims * s->lanes);
    s->base = mem_lanes(s->lanes);
    s->whole = (struct packs_span){0, c->packs.scales};
    s->table = mem_lanes(c->packs.cells * s->lanes);
    if (!invert(s, m))
        return false;
    weigh(s, m);
    fill_table(s, m);
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

struct mixture_tables mixture_scorer_tables(const struct mixture_scorer *s)
{
    return (struct mixture_tables){
        .data = s->data,
        .lanes = s->lanes,
        .base = s->base,
        .scales = s->table,
        .spans = {&s->whole, 1},
        .classes = s->table,
        .reals = s->weight + s->data->scales * s->lanes,
    };
}

void mixture_pattern_open(struct mixture_pattern *p,
                          const struct mixture_scorer *s)
{
    *p = (struct mixture_pattern){0};
    p->inverse = mem_lanes(s->dims * s->dims);
    p->there = mem_array(NULL, s->dims + 1, sizeof *p->there);
    p->span = mem_array(NULL, s->dims + 1, sizeof *p->span);
    p->rows = mem_lanes(s->dims * s->dims);
    p->columns = mem_lanes(s->dims * s->dims);
    p->room = mem_lanes(s->dims * (s->dims > s->lanes ? s->dims : s->lanes));
    p->expected = mem_lanes(s->dims * s->lanes);
    p->weight = mem_lanes(s->dims * s->lanes);
    p->base = mem_lanes(s->lanes);
    p->cell = mem_lanes(s->data->scale_cells * s->lanes);
    p->table = mem_lanes(s->data->packs.scale_cells * s->lanes);
}

void mixture_pattern_close(struct mixture_pattern *p)
{
    free(p->inverse);
    free(p->there);
    free(p->span);
    free(p->rows);
    free(p->columns);
    free(p->room);
    free(p->expected);
    free(p->weight);
    free(p->base);
    free(p->cell);
    free(p->table);
    *p = (struct mixture_pattern){0};
}

void mixture_pattern_set(struct mixture_pattern *p,
                         const struct mixture_scorer *s, size_t q)
{
    p->which = coded_lacks(s->data, q, &p->m);
    double *chol = p->room;
    for (size_t a = 0; a < p->m; a++) {
        const double *row = s->precision + p->which[a] * s->dims;
        for (size_t b = 0; b <= a; b++)
            chol[a * p->m + b] = row[p->which[b]];
    }
    /* P is positive definite, and so is each block of it. */
    (void)cholesky_factor(chol, p->m, 0);
    p->logdet = cholesky_logdet(chol, p->m);
    cholesky_inverse(chol, p->m, p->inverse);
    for (size_t a = 0; a < p->m; a++)
        memcpy(p->room + a * s->lanes, s->weight + p->which[a] * s->lanes,
               s->lanes * sizeof *p->room);
    smallmat_multiply(p->inverse, p->m, p->m, p->room, s->lanes, p->expected);
}

/* The packs of scales that have a column of which P lacks nothing. */
static void find_spans(struct mixture_pattern *p, const struct coded *c)
{
    p->spans = 0;
    for (size_t q = 0, b = 0; q < c->packs.scales; q++) {
        bool has = b < p->o && p->there[b] < c->packs.column[q + 1];
        struct packs_span *last = p->span + p->spans - 1;
        if (has && p->spans > 0 && last->to == q)
            last->to++;
        else if (has)
            p->span[p->spans++] = (struct packs_span){q, q + 1};
        while (b < p->o && p->there[b] < c->packs.column[q + 1])
            b++;
    }
}

static void weigh_pattern(struct mixture_pattern *p,
                          const struct mixture_scorer *s)
{
    size_t lanes = s->lanes;
    smallmat_multiply(p->columns, p->o, p->m, p->expected, lanes, p->room);
    for (size_t b = 0; b < p->o; b++) {
        size_t at = p->there[b] * lanes;
        for (size_t k = 0; k < lanes; k++)
            p->weight[at + k] = s->weight[at + k] - p->room[b * lanes + k];
    }
    memcpy(p->base, s->base, lanes * sizeof *p->base);
    for (size_t a = 0; a < p->m; a++) {
        const double *weight = s->weight + p->which[a] * lanes;
        for (size_t k = 0; k < lanes; k++)
            p->base[k] += p->expected[a * lanes + k] * weight[k] / 2;
        memset(p->weight + p->which[a] * lanes, 0, lanes * sizeof *p->weight);
    }
}

void mixture_pattern_tabulate(struct mixture_pattern *p,
                              const struct mixture_scorer *s, size_t q)
{
    const struct coded *c = s->data;
    p->o = coded_has(c, q, p->there);
    for (size_t a = 0; a < p->m; a++) {
        const double *row = s->precision + p->which[a] * s->dims;
        for (size_t b = 0; b < p->o; b++)
            p->rows[a * p->o + b] = row[p->there[b]];
    }
    smallmat_transpose(p->rows, p->m, p->o, p->columns);
    weigh_pattern(p, s);
    fill_scales(s, p->weight, p->cell);
    find_spans(p, c);
    for (size_t i = 0; i < p->spans; i++)
        packs_spread(&c->packs, p->span[i], c->first, p->cell, s->lanes,
                     p->table);
}

struct mixture_tables mixture_pattern_tables(const struct mixture_pattern *p,
                                             const struct mixture_scorer *s)
{
    return (struct mixture_tables){
        .data = s->data,
        .lanes = s->lanes,
        .base = p->base,
        .scales = p->table,
        .spans = {p->span, p->spans},
        .classes = s->table,
        .reals = p->weight + s->data->scales * s->lanes,
    };
}
