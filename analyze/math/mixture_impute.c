/* mixture_impute.c - see mixture_impute.h. */
#include "analyze/math/mixture_impute.h"

#include "analyze/math/cholesky.h"
#include "analyze/math/mixture_kernel.h"
#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

void impute_open(struct impute *i, const struct mixture_scorer *s)
{
    size_t dims = s->dims, wide = dims * s->lanes * sizeof(double);
    *i = (struct impute){.lanes = s->lanes, .dims = dims};
    i->count = mem_alloc(s->lanes * sizeof *i->count);
    i->sum = mem_alloc(wide);
    i->part = mem_alloc(wide);
    i->square = mem_alloc(dims * dims * sizeof *i->square);
    i->room = mem_alloc(dims * dims * sizeof *i->room);
    i->number = mem_alloc(dims * sizeof *i->number);
    i->given = mem_alloc(dims * sizeof *i->given);
    i->solved = mem_alloc(dims * sizeof *i->solved);
}

void impute_close(struct impute *i)
{
    free(i->count);
    free(i->sum);
    free(i->part);
    free(i->square);
    free(i->room);
    free(i->number);
    free(i->given);
    free(i->solved);
    *i = (struct impute){0};
}

void impute_clear(struct impute *i)
{
    memset(i->count, 0, i->lanes * sizeof *i->count);
    memset(i->sum, 0, i->dims * i->lanes * sizeof *i->sum);
}

static void gather_column(struct impute *i, struct mixture_sums *t,
                          const struct coded *c, size_t column)
{
    double *sum = i->sum + column * i->lanes;
    for (size_t cell = c->first[column]; cell < c->first[column + 1]; cell++) {
        double *from = t->cell + cell * i->lanes;
        for (size_t k = 0; k < i->lanes; k++) {
            sum[k] += c->value[cell] * from[k];
            from[k] = 0;
        }
    }
}

void impute_gather(struct impute *i, struct mixture_sums *t)
{
    for (size_t j = 0; j < t->data->scales; j++)
        gather_column(i, t, t->data, j);
    for (size_t k = 0; k < i->lanes; k++)
        t->count[k] += i->count[k];
    for (size_t at = 0; at < i->dims * i->lanes; at++)
        t->sum[at] += i->sum[at];
}

/* OUT (m x width) = P_m. X, where X has a row for each dim. */
static void multiply(const struct mixture_scorer *s,
                     const struct mixture_pattern *p, const double *x,
                     size_t width, double *out)
{
    memset(out, 0, p->m * width * sizeof *out);
    for (size_t a = 0; a < p->m; a++) {
        const double *row = s->precision + p->which[a] * s->dims;
        for (size_t j = 0; j < s->dims; j++)
            for (size_t k = 0; k < width; k++)
                out[a * width + k] += row[j] * x[j * width + k];
    }
}

/* X becomes R X. */
static void solve(const struct mixture_pattern *p, double *x, size_t width)
{
    cholesky_forward(p->chol, p->m, x, width);
    cholesky_backward(p->chol, p->m, x, width);
}

/* Expected x answered, and expected x expected, of missing number A. */
static void add_run_products(const struct impute *i, struct mixture_sums *t,
                             const struct mixture_pattern *p, size_t a)
{
    size_t lanes = i->lanes;
    const double *mean = p->expected + a * lanes;
    const double *less = i->part + a * lanes;
    double *cross = t->cross + p->which[a] * i->dims;
    for (size_t j = 0; j < i->dims; j++)
        for (size_t k = 0; k < lanes; k++)
            cross[j] += mean[k] * i->sum[j * lanes + k];
    for (size_t b = 0; b <= a; b++) {
        const double *mean_b = p->expected + b * lanes;
        const double *less_b = i->part + b * lanes;
        double sum = 0;
        for (size_t k = 0; k < lanes; k++)
            sum += i->count[k] * mean[k] * mean_b[k] - mean[k] * less_b[k] -
                   less[k] * mean_b[k];
        t->both[p->which[a] * i->dims + p->which[b]] += sum;
    }
}

void impute_run(struct impute *i, struct mixture_sums *t,
                const struct mixture_scorer *s, const struct mixture_pattern *p)
{
    size_t lanes = i->lanes;
    multiply(s, p, i->sum, lanes, i->part);
    solve(p, i->part, lanes);
    for (size_t a = 0; a < p->m; a++) {
        double *sum = t->sum + p->which[a] * lanes;
        for (size_t k = 0; k < lanes; k++)
            sum[k] += i->count[k] * p->expected[a * lanes + k] -
                      i->part[a * lanes + k];
        add_run_products(i, t, p, a);
    }
}

/*
 * With V = R P_m. M: cross loses V; both gains V P_.m R, of which P_.m R is
 * symmetric to what V is made with, and rows x R; the likelihood gains half the
 * trace of V P_.m.
 */
void impute_products(struct impute *i, struct mixture_sums *t,
                     const struct mixture_scorer *s,
                     const struct mixture_pattern *p, const double *products,
                     size_t rows)
{
    size_t dims = i->dims, m = p->m;
    multiply(s, p, products, dims, i->room);
    solve(p, i->room, dims);
    for (size_t a = 0; a < m; a++)
        for (size_t j = 0; j < dims; j++)
            t->cross[p->which[a] * dims + j] -= i->room[a * dims + j];
    double *turned = i->square; /* P_m. V', so the transpose of V P_.m */
    for (size_t a = 0; a < m; a++)
        for (size_t b = 0; b < m; b++) {
            const double *row = s->precision + p->which[a] * dims;
            double sum = 0;
            for (size_t j = 0; j < dims; j++)
                sum += row[j] * i->room[b * dims + j];
            turned[a * m + b] = sum;
        }
    for (size_t a = 0; a < m; a++)
        t->loglik += turned[a * m + a] / 2;
    solve(p, turned, m);
    cholesky_inverse(p->chol, m, i->room);
    for (size_t a = 0; a < m; a++)
        for (size_t b = 0; b <= a; b++)
            t->both[p->which[a] * dims + p->which[b]] +=
                turned[a * m + b] + (double)rows * i->room[a * m + b];
}

void impute_begin_rows(struct impute *i, const struct mixture_pattern *p)
{
    cholesky_inverse(p->chol, p->m, i->square);
}

/* given = P_mo y_o, solved = R given. */
static void look_at_row(struct impute *i, const struct mixture_scorer *s,
                        const struct mixture_pattern *p, size_t place)
{
    coded_numbers(s->data, place, i->number);
    for (size_t a = 0; a < p->m; a++) {
        const double *row = s->precision + p->which[a] * i->dims;
        double sum = 0;
        for (size_t j = 0; j < i->dims; j++)
            sum += row[j] * i->number[j];
        i->given[a] = sum;
    }
    for (size_t a = 0; a < p->m; a++) {
        double sum = 0;
        for (size_t b = 0; b < p->m; b++)
            sum += i->square[a * p->m + b] * i->given[b];
        i->solved[a] = sum;
    }
}

/* The scores gain e'Re / 2; part becomes the expected values R e. */
static void expect(struct impute *i, const struct mixture_scorer *s,
                   const struct mixture_pattern *p, double *score)
{
    size_t lanes = i->lanes;
    for (size_t a = 0; a < p->m; a++) {
        const double *weight = s->weight + p->which[a] * lanes;
        double *part = i->part + a * lanes;
        for (size_t k = 0; k < lanes; k++) {
            part[k] = p->expected[a * lanes + k] - i->solved[a];
            score[k] += (weight[k] - i->given[a]) * part[k] / 2;
        }
    }
}

static void add_expected(struct impute *i, struct mixture_sums *t,
                         const struct mixture_pattern *p,
                         const double *posterior)
{
    size_t lanes = i->lanes, dims = i->dims;
    for (size_t a = 0; a < p->m; a++) {
        double *sum = t->sum + p->which[a] * lanes;
        double *part = i->part + a * lanes, mean = 0;
        double *both = t->both + p->which[a] * dims;
        double *cross = t->cross + p->which[a] * dims;
        double weighted[MIXTURE_K];
        for (size_t k = 0; k < lanes; k++) {
            weighted[k] = posterior[k] * part[k];
            sum[k] += weighted[k];
            mean += weighted[k];
        }
        for (size_t j = 0; j < dims; j++)
            cross[j] += mean * i->number[j];
        for (size_t b = 0; b <= a; b++) {
            double product = 0;
            for (size_t k = 0; k < lanes; k++)
                product += weighted[k] * i->part[b * lanes + k];
            both[p->which[b]] += product;
        }
    }
}

double impute_posterior(struct impute *i, const struct mixture_scorer *s,
                        const struct mixture_pattern *p, size_t place,
                        double *posterior)
{
    double entropy;
    mixture_kernel_score(s, place, posterior);
    look_at_row(i, s, p, place);
    expect(i, s, p, posterior);
    i->loglik = mixture_kernel_posterior(posterior, i->lanes, &entropy);
    return entropy;
}

void impute_row(struct impute *i, struct mixture_sums *t,
                const struct mixture_scorer *s, const struct mixture_pattern *p,
                size_t place)
{
    double score[MIXTURE_K];
    t->entropy += impute_posterior(i, s, p, place, score);
    t->loglik += i->loglik;
    for (size_t k = 0; k < i->lanes; k++)
        t->count[k] += score[k];
    mixture_kernel_add(s->data, place, score, i->lanes, t->cell,
                       t->sum + s->data->scales * i->lanes);
    add_expected(i, t, p, score);
}

void impute_end_rows(struct impute *i, struct mixture_sums *t,
                     const struct mixture_pattern *p, size_t rows)
{
    t->loglik -= (double)rows * p->logdet / 2;
    for (size_t a = 0; a < p->m; a++)
        for (size_t b = 0; b <= a; b++)
            t->both[p->which[a] * i->dims + p->which[b]] +=
                (double)rows * i->square[a * p->m + b];
}
