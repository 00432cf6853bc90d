/* mixture_impute.c - see mixture_impute.h. */
#include "analyze/math/mixture_impute.h"

#include "analyze/math/lanes.h"
#include "analyze/math/mixture_kernel.h"
#include "analyze/math/smallmat.h"
#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

void impute_open(struct impute *i, const struct mixture_scorer *s)
{
    size_t dims = s->dims, wide = dims > s->lanes ? dims : s->lanes;
    *i = (struct impute){.lanes = s->lanes, .dims = dims};
    i->count = mem_lanes(s->lanes);
    i->sum = mem_lanes(dims * s->lanes);
    i->pack = mem_lanes(s->data->packs.cells * s->lanes);
    i->part = mem_lanes(dims * s->lanes);
    i->square = mem_lanes(dims * wide);
    i->room = mem_lanes(dims * wide);
    i->other = mem_lanes(dims * wide);
    i->number = mem_lanes(dims);
    i->given = mem_lanes(dims);
    i->solved = mem_lanes(dims);
}

void impute_close(struct impute *i)
{
    free(i->count);
    free(i->sum);
    free(i->pack);
    free(i->part);
    free(i->square);
    free(i->room);
    free(i->other);
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

void impute_gather(struct impute *i, struct mixture_sums *t,
                   struct mixture_spans spans)
{
    const struct packs *p = &t->data->packs;
    for (size_t s = 0; s < spans.count; s++) {
        struct packs_span span = spans.span[s];
        packs_fold(p, span, t->data->first, i->pack, i->lanes, t->cell);
        for (size_t j = p->column[span.from]; j < p->column[span.to]; j++)
            gather_column(i, t, t->data, j);
    }
    for (size_t k = 0; k < i->lanes; k++)
        t->count[k] += i->count[k];
    for (size_t at = 0; at < i->dims * i->lanes; at++)
        t->sum[at] += i->sum[at];
}

void impute_gather_classes(struct impute *i, struct mixture_sums *t)
{
    const struct packs *p = &t->data->packs;
    packs_fold(p, (struct packs_span){p->scales, p->count}, t->data->first,
               i->pack, i->lanes, t->cell);
}

/* Adds TIMES x MORE (m x o) to CROSS. */
static void add_cross(const struct mixture_pattern *p, size_t dims,
                      double times, const double *more, double *cross)
{
    for (size_t a = 0; a < p->m; a++)
        for (size_t b = 0; b < p->o; b++)
            cross[p->which[a] * dims + p->there[b]] +=
                times * more[a * p->o + b];
}

/* Adds TIMES x MORE (m x m) to BOTH, below the diagonal and on it. */
static void add_both(const struct mixture_pattern *p, size_t dims, double times,
                     const double *more, double *both)
{
    for (size_t a = 0; a < p->m; a++)
        for (size_t b = 0; b <= a; b++)
            both[p->which[a] * dims + p->which[b]] +=
                times * more[a * p->m + b];
}

/* Adds TIMES x A B', both m x lanes, to what T has of expected x expected. */
static void add_outer(struct impute *i, struct mixture_sums *t,
                      const struct mixture_pattern *p, double times,
                      const double *a, const double *b)
{
    smallmat_transpose(b, p->m, i->lanes, i->other);
    smallmat_multiply(a, p->m, i->lanes, i->other, p->m, i->square);
    add_both(p, i->dims, times, i->square, t->both);
}

void impute_run(struct impute *i, struct mixture_sums *t,
                const struct mixture_pattern *p)
{
    size_t lanes = i->lanes, m = p->m;
    for (size_t b = 0; b < p->o; b++)
        memcpy(i->other + b * lanes, i->sum + p->there[b] * lanes,
               lanes * sizeof *i->other);
    smallmat_multiply(p->rows, m, p->o, i->other, lanes, i->room);
    smallmat_multiply(p->inverse, m, m, i->room, lanes, i->part);
    smallmat_transpose(i->other, p->o, lanes, i->room);
    smallmat_multiply(p->expected, m, lanes, i->room, p->o, i->square);
    add_cross(p, i->dims, 1, i->square, t->cross);
    for (size_t a = 0; a < m; a++)
        for (size_t k = 0; k < lanes; k++) {
            double all = i->count[k] * p->expected[a * lanes + k] -
                         i->part[a * lanes + k];
            t->sum[p->which[a] * lanes + k] += all;
            i->room[a * lanes + k] = all;
        }
    add_outer(i, t, p, 1, p->expected, i->room);
    add_outer(i, t, p, -1, i->part, p->expected);
}

/*
 * With G = P_mo M_oo and T = G P_om: cross loses R G; both gains R T R, and
 * rows x R; the likelihood gains half the trace of R T.
 */
void impute_products(struct impute *i, struct mixture_sums *t,
                     const struct mixture_pattern *p, const double *products,
                     size_t rows)
{
    size_t dims = i->dims, m = p->m, o = p->o;
    smallmat_multiply(p->rows, m, o, products, o, i->room);
    smallmat_multiply(i->room, m, o, p->columns, m, i->square);
    smallmat_multiply(p->inverse, m, m, i->square, m, i->other);
    for (size_t a = 0; a < m; a++)
        t->loglik += i->other[a * m + a] / 2;
    smallmat_multiply(p->inverse, m, m, i->room, o, i->square);
    add_cross(p, dims, -1, i->square, t->cross);
    smallmat_multiply(i->other, m, m, p->inverse, m, i->square);
    add_both(p, dims, 1, i->square, t->both);
    add_both(p, dims, (double)rows, p->inverse, t->both);
}

/* given = P_mo y_o, solved = R given. */
LANES_INLINE void look_at_row(struct impute *i, const struct mixture_scorer *s,
                              const struct mixture_pattern *p, size_t place)
{
    coded_numbers(s->data, place, i->number);
    for (size_t a = 0; a < p->m; a++)
        i->given[a] =
            lanes_dot(s->precision + p->which[a] * i->dims, i->number, i->dims);
    for (size_t a = 0; a < p->m; a++)
        i->solved[a] = lanes_dot(p->inverse + a * p->m, i->given, p->m);
}

/* The scores gain e'Re / 2; part becomes the expected values R e. */
LANES_INLINE void expect(struct impute *i, const struct mixture_scorer *s,
                         const struct mixture_pattern *p, double *score,
                         const size_t lanes)
{
    for (size_t a = 0; a < p->m; a++) {
        const double *weight = s->weight + p->which[a] * lanes;
        const double *expected = p->expected + a * lanes;
        double *part = i->part + a * lanes;
        double given = i->given[a], solved = i->solved[a];
        for (size_t k = 0; k < lanes; k++)
            part[k] = expected[k] - solved;
        for (size_t k = 0; k < lanes; k++)
            score[k] += (weight[k] - given) * part[k] / 2;
    }
}

LANES_WIDE static void expect_row(struct impute *i,
                                  const struct mixture_scorer *s,
                                  const struct mixture_pattern *p, size_t place,
                                  double *score)
{
    look_at_row(i, s, p, place);
    if (i->lanes == 4)
        expect(i, s, p, score, 4);
    else if (i->lanes == 8)
        expect(i, s, p, score, 8);
    else
        expect(i, s, p, score, i->lanes);
}

LANES_INLINE void add_expected(struct impute *i, struct mixture_sums *t,
                               const struct mixture_pattern *p,
                               const double *posterior, const size_t lanes)
{
    size_t dims = i->dims;
    for (size_t a = 0; a < p->m; a++) {
        double *sum = t->sum + p->which[a] * lanes;
        double *both = t->both + p->which[a] * dims, mean = 0;
        double weighted[MIXTURE_K];
        for (size_t k = 0; k < lanes; k++)
            weighted[k] = posterior[k] * i->part[a * lanes + k];
        for (size_t k = 0; k < lanes; k++)
            sum[k] += weighted[k];
        for (size_t k = 0; k < lanes; k++)
            mean += weighted[k];
        lanes_add(t->cross + p->which[a] * dims, mean, i->number, dims);
        for (size_t b = 0; b <= a; b++)
            both[p->which[b]] +=
                lanes_dot(weighted, i->part + b * lanes, lanes);
    }
}

LANES_WIDE static void add_row(struct impute *i, struct mixture_sums *t,
                               const struct mixture_pattern *p,
                               const double *posterior)
{
    if (i->lanes == 4)
        add_expected(i, t, p, posterior, 4);
    else if (i->lanes == 8)
        add_expected(i, t, p, posterior, 8);
    else
        add_expected(i, t, p, posterior, i->lanes);
}

double impute_posterior(struct impute *i, const struct mixture_scorer *s,
                        const struct mixture_pattern *p, size_t place,
                        double *posterior)
{
    double entropy;
    struct mixture_tables tables = mixture_scorer_tables(s);
    mixture_kernel_score(&tables, place, posterior);
    expect_row(i, s, p, place, posterior);
    i->loglik = mixture_kernel_posterior(posterior, i->lanes, &entropy);
    return entropy;
}

void impute_tabulated(const struct mixture_scorer *s,
                      const struct mixture_pattern *p, size_t place,
                      double *posterior)
{
    double entropy;
    struct mixture_tables tables = mixture_pattern_tables(p, s);
    mixture_kernel_score(&tables, place, posterior);
    (void)mixture_kernel_posterior(posterior, s->lanes, &entropy);
}

void impute_row(struct impute *i, struct mixture_sums *t,
                const struct mixture_scorer *s, const struct mixture_pattern *p,
                size_t place)
{
    double score[MIXTURE_K];
    struct mixture_tables tables = mixture_scorer_tables(s);
    t->entropy += impute_posterior(i, s, p, place, score);
    t->loglik += i->loglik;
    for (size_t k = 0; k < i->lanes; k++)
        t->count[k] += score[k];
    mixture_kernel_add(&tables, place, score, i->pack,
                       t->sum + s->data->scales * i->lanes);
    add_row(i, t, p, score);
}

void impute_end_rows(struct mixture_sums *t, const struct mixture_pattern *p,
                     size_t rows)
{
    t->loglik -= (double)rows * p->logdet / 2;
    add_both(p, t->dims, (double)rows, p->inverse, t->both);
}
