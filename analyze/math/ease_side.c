/* ease_side.c - see ease_side.h. */
#include "analyze/math/ease_side.h"

#include "analyze/math/blas.h"
#include "analyze/math/cholesky.h"
#include "analyze/math/spd.h"
#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

void ease_side_add(const struct ease_side *t, double s, double *a, size_t n)
{
    for (size_t k = 0; k < t->topics; k++)
        for (size_t i = t->at[k]; i < t->at[k + 1]; i++)
            for (size_t j = t->at[k]; j < t->at[k + 1]; j++)
                a[t->item[i] * n + t->item[j]] += s;
}

/* T E, topics rows of N: the sum of the rows of E that a topic has. */
static double *sum_rows(const struct ease_side *t, const double *e, size_t n)
{
    double *sums = mem_array(NULL, t->topics * n, sizeof *sums);
    memset(sums, 0, t->topics * n * sizeof *sums);
    for (size_t k = 0; k < t->topics; k++)
        for (size_t i = t->at[k]; i < t->at[k + 1]; i++)
            for (size_t j = 0; j < n; j++)
                sums[k * n + j] += e[t->item[i] * n + j];
    return sums;
}

/* I / s + T E T', topics rows of topics. */
static double *make_core(const struct ease_side *t, double s,
                         const double *sums, size_t n)
{
    size_t m = t->topics;
    double *core = mem_array(NULL, m * m, sizeof *core);
    for (size_t k = 0; k < m; k++) {
        for (size_t l = 0; l < m; l++) {
            double sum = k == l ? 1 / s : 0;
            for (size_t i = t->at[k]; i < t->at[k + 1]; i++)
                sum += sums[l * n + t->item[i]];
            core[k * m + l] = sum;
        }
    }
    return core;
}

/* E less V'V, V of M rows; both triangles. */
static void subtract(double *e, const double *v, size_t m, size_t n)
{
    cblas_dsyrk(CblasRowMajor, CblasUpper, CblasTrans, (blasint)n, (blasint)m,
                -1, v, (blasint)n, 1, e, (blasint)n);
    spd_mirror(e, n);
}

/* X becomes L^-1 X, of M rows. */
static void divide(const double *l, double *x, size_t m, size_t n)
{
    cblas_dtrsm(CblasRowMajor, CblasLeft, CblasLower, CblasNoTrans,
                CblasNonUnit, (blasint)m, (blasint)n, 1, l, (blasint)m, x,
                (blasint)n);
}

int ease_side_update(const struct ease_side *t, double s, double *e, size_t n,
                     struct diag *d)
{
    if (t->topics == 0 || n == 0)
        return 0;
    double *sums = sum_rows(t, e, n);
    double *core = make_core(t, s, sums, n);
    blas_alone();
    int status = cholesky_factor(core, t->topics, 0) ? 0 : spd_fail(d);
    if (status == 0) {
        divide(core, sums, t->topics, n);
        subtract(e, sums, t->topics, n);
    }
    free(sums);
    free(core);
    return status;
}
