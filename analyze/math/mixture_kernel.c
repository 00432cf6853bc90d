/*
 * mixture_kernel.c - see mixture_kernel.h.
 *
 * A run goes in batches of rows: all are scored, all scores become posteriors,
 * all posteriors are added. So each step has its tables near, and the steps of
 * one row need not wait for those of the row before.
 */
#include "analyze/math/mixture_kernel.h"

#include "analyze/math/lanes.h"
#include "analyze/math/lanes_exp.h"

#include <math.h>

/* With at most 24 classes the product of so many sums is no overflow. */
enum { BATCH = 32 };
/* A class so much less likely than the first, in ln, has no part in a row. */
static const double least = -45;

/* Two chains of sums, so that one need not wait for the other. */
LANES_INLINE void add_packs(const uint8_t *code, const uint32_t *first,
                            size_t packs, const double *table, double *score,
                            const size_t lanes)
{
    double odd[MIXTURE_K] = {0};
    size_t j = 0;
    for (; j + 2 <= packs; j += 2) {
        const double *p = table + (first[j] + code[j]) * lanes;
        const double *q = table + (first[j + 1] + code[j + 1]) * lanes;
        for (size_t k = 0; k < lanes; k++)
            score[k] += p[k];
        for (size_t k = 0; k < lanes; k++)
            odd[k] += q[k];
    }
    if (j < packs) {
        const double *p = table + (first[j] + code[j]) * lanes;
        for (size_t k = 0; k < lanes; k++)
            score[k] += p[k];
    }
    for (size_t k = 0; k < lanes; k++)
        score[k] += odd[k];
}

LANES_INLINE void score_row(const struct mixture_tables *t, size_t place,
                            double *score, const size_t lanes)
{
    const struct coded *c = t->data;
    const struct packs *p = &c->packs;
    const uint8_t *code = p->code + place * p->count;
    double sum[MIXTURE_K];
    for (size_t k = 0; k < lanes; k++)
        sum[k] = t->base[k];
    for (size_t i = 0; i < t->spans.count; i++) {
        struct packs_span span = t->spans.span[i];
        add_packs(code + span.from, p->first + span.from, span.to - span.from,
                  t->scales, sum, lanes);
    }
    add_packs(code + p->scales, p->first + p->scales, p->count - p->scales,
              t->classes, sum, lanes);
    for (size_t q = 0; q < c->reals; q++) {
        double x = c->real[place * c->reals + q];
        for (size_t k = 0; k < lanes; k++)
            sum[k] += x * t->reals[q * lanes + k];
    }
    for (size_t k = 0; k < lanes; k++)
        score[k] = sum[k];
}

/*
 * Scores to posteriors. Returns the highest score; SUM is that of exp (score -
 * highest), MEAN that of the posteriors x (score - highest).
 */
LANES_INLINE double to_posterior(double *score, double *sum, double *mean,
                                 const size_t lanes)
{
    double below[MIXTURE_K], weight[MIXTURE_K], most = score[0];
    for (size_t k = 1; k < lanes; k++)
        most = score[k] > most ? score[k] : most;
    for (size_t k = 0; k < lanes; k++) {
        double x = score[k] - most;
        below[k] = x < least ? least : x;
        double e = lanes_exp(below[k]);
        weight[k] = x < least ? 0 : e;
    }
    double all = 0, product = 0;
    for (size_t k = 0; k < lanes; k++)
        all += weight[k];
    for (size_t k = 0; k < lanes; k++)
        product += weight[k] * below[k];
    double share = 1 / all; /* the highest adds 1 */
    for (size_t k = 0; k < lanes; k++)
        score[k] = weight[k] * share;
    *sum = all;
    *mean = product * share;
    return most;
}

LANES_INLINE void add_cells(const struct packs *p, const uint8_t *code,
                            struct packs_span span, const double *posterior,
                            double *cell, const size_t lanes)
{
    for (size_t j = span.from; j < span.to; j++) {
        double *own = cell + (p->first[j] + code[j]) * lanes;
        for (size_t k = 0; k < lanes; k++)
            own[k] += posterior[k];
    }
}

LANES_INLINE void add_row(const struct mixture_tables *t, size_t place,
                          const double *posterior, double *cell, double *real,
                          const size_t lanes)
{
    const struct coded *c = t->data;
    const struct packs *p = &c->packs;
    const uint8_t *code = p->code + place * p->count;
    for (size_t i = 0; i < t->spans.count; i++)
        add_cells(p, code, t->spans.span[i], posterior, cell, lanes);
    struct packs_span others = {p->scales, p->count};
    add_cells(p, code, others, posterior, cell, lanes);
    for (size_t q = 0; q < c->reals; q++) {
        double x = c->real[place * c->reals + q];
        for (size_t k = 0; k < lanes; k++)
            real[q * lanes + k] += posterior[k] * x;
    }
}

LANES_INLINE void run_batch(struct mixture_run *r, size_t from, size_t to,
                            const size_t lanes)
{
    _Alignas(64) double score[BATCH * MIXTURE_K];
    double product = 1, top = 0, inner = 0;
    for (size_t i = from; i < to; i++)
        score_row(&r->tables, i, score + (i - from) * lanes, lanes);
    for (size_t i = 0; i < to - from; i++) {
        double sum, mean;
        top += to_posterior(score + i * lanes, &sum, &mean, lanes);
        product *= sum;
        inner += mean;
    }
    double log_sums = log(product);
    r->loglik += top + log_sums;
    r->entropy += log_sums - inner;
    for (size_t i = from; i < to; i++) {
        const double *posterior = score + (i - from) * lanes;
        for (size_t k = 0; k < lanes; k++)
            r->count[k] += posterior[k];
        add_row(&r->tables, i, posterior, r->cell, r->real, lanes);
    }
}

LANES_INLINE void run_rows(struct mixture_run *r, const size_t lanes)
{
    for (size_t i = r->from; i < r->to; i += BATCH)
        run_batch(r, i, r->to - i > BATCH ? i + BATCH : r->to, lanes);
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

void mixture_kernel_run(struct mixture_run *r)
{
    if (r->tables.lanes == 4)
        run_4(r);
    else if (r->tables.lanes == 8)
        run_8(r);
    else if (r->tables.lanes == 16)
        run_16(r);
    else
        run_24(r);
}

LANES_WIDE static void score_4(const struct mixture_tables *t, size_t place,
                               double *score)
{
    score_row(t, place, score, 4);
}

LANES_WIDE static void score_8(const struct mixture_tables *t, size_t place,
                               double *score)
{
    score_row(t, place, score, 8);
}

void mixture_kernel_score(const struct mixture_tables *t, size_t place,
                          double *score)
{
    if (t->lanes == 4)
        score_4(t, place, score);
    else if (t->lanes == 8)
        score_8(t, place, score);
    else
        score_row(t, place, score, t->lanes);
}

LANES_WIDE double mixture_kernel_posterior(double *score, size_t lanes,
                                           double *entropy)
{
    double sum, mean, most;
    if (lanes == 4)
        most = to_posterior(score, &sum, &mean, 4);
    else if (lanes == 8)
        most = to_posterior(score, &sum, &mean, 8);
    else
        most = to_posterior(score, &sum, &mean, lanes);
    double log_sum = log(sum);
    *entropy = log_sum - mean;
    return most + log_sum;
}

LANES_WIDE static void add_4(const struct mixture_tables *t, size_t place,
                             const double *posterior, double *cell,
                             double *real)
{
    add_row(t, place, posterior, cell, real, 4);
}

LANES_WIDE static void add_8(const struct mixture_tables *t, size_t place,
                             const double *posterior, double *cell,
                             double *real)
{
    add_row(t, place, posterior, cell, real, 8);
}

void mixture_kernel_add(const struct mixture_tables *t, size_t place,
                        const double *posterior, double *cell, double *real)
{
    if (t->lanes == 4)
        add_4(t, place, posterior, cell, real);
    else if (t->lanes == 8)
        add_8(t, place, posterior, cell, real);
    else
        add_row(t, place, posterior, cell, real, t->lanes);
}
