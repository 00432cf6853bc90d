/*
 * spd.c - the LAPACK half of spd.h, and what takes its place without it.
 *
 * LAPACK counts by columns: its lower triangle is our upper one.
 */
#include "analyze/math/spd.h"

#ifndef WITHOUT_LAPACK

#include "analyze/math/blas.h"

#include <lapacke.h>

/*
 * 0, or LAPACK's code: above 0 not definite, below 0 a call it refuses. That
 * the numbers are finite is known, so it need not look.
 */
static lapack_int invert_upper(double *a, size_t n)
{
    lapack_int rows = (lapack_int)n;
    lapack_int width = rows > 0 ? rows : 1;
    blas_alone();
    lapack_int code =
        LAPACKE_dpotrf_work(LAPACK_COL_MAJOR, 'L', rows, a, width);
    if (code == 0)
        code = LAPACKE_dpotri_work(LAPACK_COL_MAJOR, 'L', rows, a, width);
    return code;
}

int spd_invert(double *a, size_t n, struct diag *d)
{
    if (spd_prepare(a, n, d) != 0)
        return -1;
    lapack_int code = invert_upper(a, n);
    if (code > 0)
        return spd_fail(d);
    if (code < 0)
        return diag_fail(d, "LAPACK gave up with code %d", (int)code);
    spd_mirror(a, n);
    return 0;
}

int spd_factor(double *a, size_t n)
{
    lapack_int rows = (lapack_int)n;
    return LAPACKE_dpotrf(LAPACK_ROW_MAJOR, 'L', rows, a, rows) == 0 ? 0 : -1;
}

int spd_invert_factor(double *l, size_t n)
{
    lapack_int rows = (lapack_int)n;
    return LAPACKE_dtrtri(LAPACK_ROW_MAJOR, 'L', 'N', rows, l, rows) == 0 ? 0
                                                                          : -1;
}

#else

#include "analyze/math/cholesky.h"
#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

int spd_invert(double *a, size_t n, struct diag *d)
{
    return spd_invert_gsl(a, n, d);
}

int spd_factor(double *a, size_t n)
{
    return cholesky_factor(a, n, 0) ? 0 : -1;
}

int spd_invert_factor(double *l, size_t n)
{
    double *x = mem_array(NULL, n * n, sizeof *x);
    memset(x, 0, n * n * sizeof *x);
    for (size_t i = 0; i < n; i++)
        x[i * n + i] = 1;
    cholesky_forward(l, n, x, n);
    for (size_t i = 0; i < n; i++)
        memcpy(l + i * n, x + i * n, (i + 1) * sizeof *x);
    free(x);
    return 0;
}

#endif
