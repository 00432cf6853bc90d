/*
 * spd.c - the LAPACK half of spd.h.
 *
 * LAPACK counts by columns: its lower triangle is our upper one.
 */
#include "analyze/math/spd.h"

#include <cblas.h>
#include <lapacke.h>

static void mirror_upper(double *a, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n; j++)
            a[j * n + i] = a[i * n + j];
}

/* 0, or LAPACK's code: above 0 not definite, below 0 a call it refuses. */
static lapack_int invert_upper(double *a, size_t n)
{
    lapack_int rows = (lapack_int)n;
    lapack_int width = rows > 0 ? rows : 1;
    openblas_set_num_threads(1);
    lapack_int code = LAPACKE_dpotrf(LAPACK_COL_MAJOR, 'L', rows, a, width);
    if (code == 0)
        code = LAPACKE_dpotri(LAPACK_COL_MAJOR, 'L', rows, a, width);
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
    mirror_upper(a, n);
    return 0;
}
