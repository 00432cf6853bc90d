/* mixture_kernel.c - see mixture_kernel.h. */
#include "analyze/math/mixture_kernel.h"

#include "analyze/math/lanes.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* Two chains of sums, so that one need not wait for the other. */
LANES_INLINE void add_cells(const uint8_t *code, const uint32_t *first,
                            size_t columns, const double *table, double *score,
                            const size_t lanes)
{
    double odd[MIXTURE_K] = {0};
    size_t j = 0;
    for (; j + 2 <= columns; j += 2) {
        const double *p = table + (first[j] + code[j]) * lanes;
        const double *q = table + (first[j + 1] + code[j + 1]) * lanes;
        for (size_t k = 0; k < lanes; k++)
            score[k] += p[k];
        for (size_t k = 0; k < lanes; k++)
            odd[k] += q[k];
    }
    if (j < columns) {
        const double *p = table + (first[j] + code[j]) * lanes;
        for (size_t k = 0; k < lanes; k++)
            score[k] += p[k];
    }
    for (size_t k = 0; k < lanes; k++)
        score[k] += odd[k];
}

LANES_INLINE void score_row(const struct mixture_run *r, size_t place,
                            double *score, const size_t lanes)
{
    const struct coded *c = r->data;
    const uint8_t *code = c->code + place * c->width;
    for (size_t k = 0; k < lanes; k++)
        score[k] = r->base[k];
    add_cells(code, c->first, c->scales, r->scales, score, lanes);
    add_cells(code + c->scales, c->first + c->scales, c->classes, r->classes,
              score, lanes);
    for (size_t q = 0; q < c->reals; q++) {
        double x = c->real[place * c->reals + q];
        for (size_t k = 0; k < lanes; k++)
            score[k] += x * r->reals[q * lanes + k];
    }
}

LANES_INLINE double to_posterior(double *score, double *entropy,
                                 const size_t lanes)
{
    double most = score[0], sum = 0, mean = 0;
    for (size_t k = 1; k < lanes; k++)
        most = score[k] > most ? score[k] : most;
    for (size_t k = 0; k < lanes; k++) {
        double below = score[k] - most;
        score[k] = below < -45 ? 0 : exp(below);
        sum += score[k];
        mean += below < -45 ? 0 : score[k] * below;
    }
    assert(sum > 0); /* the largest adds 1 */
    for (size_t k = 0; k < lanes; k++)
        score[k] /= sum;
    double log_sum = log(sum);
    *entropy = log_sum - mean / sum;
    return most + log_sum;
}

LANES_INLINE void add_row(const struct coded *c, size_t place,
                          const double *posterior, double *cell, double *real,
                          const size_t lanes)
{
    const uint8_t *code = c->code + place * c->width;
    for (size_t j = 0; j < c->scales + c->classes; j++) {
        double *to = cell + (c->first[j] + code[j]) * lanes;
        for (size_t k = 0; k < lanes; k++)
            to[k] += posterior[k];
    }
    for (size_t q = 0; q < c->reals; q++) {
        double x = c->real[place * c->reals + q];
        for (size_t k = 0; k < lanes; k++)
            real[q * lanes + k] += posterior[k] * x;
    }
}

LANES_INLINE void run_rows(struct mixture_run *r, const size_t lanes)
{
    double score[MIXTURE_K], entropy;
    for (size_t i = r->from; i < r->to; i++) {
        score_row(r, i, score, lanes);
        r->loglik += to_posterior(score, &entropy, lanes);
        r->entropy += entropy;
        for (size_t k = 0; k < lanes; k++)
            r->count[k] += score[k];
        add_row(r->data, i, score, r->cell, r->real, lanes);
    }
}

LANES_WIDE static void run_4(struct mixture_run *r)
{
    run_rows(r, 4);
}

LANES_WIDE static void run_8(struct mixture_run *r)
{
    run_rows(r, 8);
}

LANES_WIDE static void run_16(struct mixture_run *r)
{
    run_rows(r, 16);
}

LANES_WIDE static void run_24(struct mixture_run *r)
{
    run_rows(r, MIXTURE_K);
}

void mixture_kernel_run(struct mixture_run *r, size_t lanes)
{
    if (lanes == 4)
        run_4(r);
    else if (lanes == 8)
        run_8(r);
    else if (lanes == 16)
        run_16(r);
    else
        run_24(r);
}

LANES_WIDE static void score_4(const struct mixture_run *r, double *score)
{
    score_row(r, r->from, score, 4);
}

LANES_WIDE static void score_8(const struct mixture_run *r, double *score)
{
    score_row(r, r->from, score, 8);
}

void mixture_kernel_score(const struct mixture_scorer *s, size_t place,
                          double *score)
{
    struct mixture_run r = {.data = s->data,
                            .from = place,
                            .base = s->base,
                            .scales = s->table,
                            .classes = s->table,
                            .reals = s->weight + s->data->scales * s->lanes};
    if (s->lanes == 4)
        score_4(&r, score);
    else if (s->lanes == 8)
        score_8(&r, score);
    else
        score_row(&r, place, score, s->lanes);
}

double mixture_kernel_posterior(double *score, size_t lanes, double *entropy)
{
    return to_posterior(score, entropy, lanes);
}

LANES_WIDE static void add_4(const struct coded *c, size_t place,
                             const double *posterior, double *cell,
                             double *real)
{
    add_row(c, place, posterior, cell, real, 4);
}

LANES_WIDE static void add_8(const struct coded *c, size_t place,
                             const double *posterior, double *cell,
                             double *real)
{
    add_row(c, place, posterior, cell, real, 8);
}

void mixture_kernel_add(const struct coded *c, size_t place,
                        const double *posterior, size_t lanes, double *cell,
                        double *real)
{
    if (lanes == 4)
        add_4(c, place, posterior, cell, real);
    else if (lanes == 8)
        add_8(c, place, posterior, cell, real);
    else
        add_row(c, place, posterior, cell, real, lanes);
}
