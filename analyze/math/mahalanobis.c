/* mahalanobis.c - see mahalanobis.h. */
#include "analyze/math/mahalanobis.h"

#include "analyze/math/blas.h"
#include "analyze/math/spd.h"
#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = 1024 };

/* The items that vary, their means and covariances. */
static void fill(struct mahalanobis *m, const struct scale *s,
                 const double *covariance)
{
    for (size_t i = 0; i < s->items; i++) {
        struct scale_pair p = scale_sums(s, i, i);
        if (!(covariance[i * s->items + i] > 0))
            continue;
        m->mean[m->items] = (double)p.a / (double)p.n;
        m->place[m->items++] = i;
    }
    for (size_t i = 0; i < m->items; i++)
        for (size_t j = 0; j < m->items; j++)
            m->factor[i * m->items + j] =
                covariance[m->place[i] * s->items + m->place[j]];
}

/* Whether each item has something of its own, beyond those before it. */
static int is_sound(const struct mahalanobis *m, const double *variance)
{
    static const double LEAST = 1e-10; /* of its variance: rounding is less */
    for (size_t i = 0; i < m->items; i++) {
        double own = m->factor[i * m->items + i];
        if (!(own * own > LEAST * variance[i]))
            return 0;
    }
    return 1;
}

/* The inverse Cholesky factor in the place of the covariances; 0, or -1. */
static int factorise(struct mahalanobis *m)
{
    size_t n = m->items;
    double *variance = mem_array(NULL, n, sizeof *variance);
    for (size_t i = 0; i < n; i++)
        variance[i] = m->factor[i * n + i];
    int sound = spd_factor(m->factor, n) == 0 && is_sound(m, variance);
    free(variance);
    return sound ? spd_invert_factor(m->factor, n) : -1;
}

int mahalanobis_open(struct mahalanobis *m, const struct scale *s,
                     struct diag *d)
{
    memset(m, 0, sizeof *m);
    size_t cells = s->items * s->items;
    double *covariance = mem_array(NULL, cells, sizeof *covariance);
    m->place = mem_array(NULL, s->items, sizeof *m->place);
    m->mean = mem_array(NULL, s->items, sizeof *m->mean);
    m->factor = mem_array(NULL, cells, sizeof *m->factor);
    scale_covariances(s, covariance);
    fill(m, s, covariance);
    free(covariance);
    for (size_t i = 0; i < m->items * m->items; i++)
        if (!isfinite(m->factor[i]))
            return diag_fail(d, "two items that nobody answered both of");
    if (m->items == 0)
        return diag_fail(d, "no item varies");
    if (factorise(m) != 0)
        return diag_fail(d, "some items follow from others");
    return 0;
}

void mahalanobis_close(struct mahalanobis *m)
{
    free(m->place);
    free(m->mean);
    free(m->factor);
    memset(m, 0, sizeof *m);
}

/* X: a row of BLOCK numbers per item, the rest of the last block 0. */
static void centre(const struct mahalanobis *m,
                   const struct scale_column *columns, size_t first,
                   size_t count, double *x)
{
    for (size_t k = 0; k < m->items; k++) {
        const struct scale_column *c = &columns[m->place[k]];
        double table[256] = {0};
        for (int b = 0; b < c->codes; b++)
            table[b] = c->low + b - m->mean[k];
        for (size_t i = 0; i < count; i++)
            x[k * BLOCK + i] = table[c->byte[first + i]];
        for (size_t i = count; i < BLOCK; i++)
            x[k * BLOCK + i] = 0;
    }
}

static void sum_squares(const double *restrict x, size_t items,
                        double *restrict sum)
{
    for (size_t i = 0; i < BLOCK; i++)
        sum[i] = 0;
    for (size_t k = 0; k < items; k++)
        for (size_t i = 0; i < BLOCK; i++)
            sum[i] += x[k * BLOCK + i] * x[k * BLOCK + i];
}

void mahalanobis_columns(const struct mahalanobis *m,
                         const struct scale_column *columns, size_t count,
                         double *out)
{
    double *x = mem_array(NULL, m->items * BLOCK, sizeof *x);
    double sum[BLOCK];
    int n = (int)m->items;
    for (size_t first = 0; first < count; first += BLOCK) {
        size_t here = count - first < BLOCK ? count - first : BLOCK;
        centre(m, columns, first, here, x);
        cblas_dtrmm(CblasRowMajor, CblasLeft, CblasLower, CblasNoTrans,
                    CblasNonUnit, n, BLOCK, 1, m->factor, n, x, BLOCK);
        sum_squares(x, m->items, sum);
        memcpy(out + first, sum, here * sizeof *sum);
    }
    free(x);
}
