/*
 * spd.c - see spd.h.
 *
 * LAPACK counts by columns: its lower triangle is our upper one. It leaves our
 * lower triangle alone, which so keeps the matrix in case LAPACK gives up.
 */
#include "analyze/math/spd.h"

#include "lib/mem.h"

#include <cblas.h>
#include <lapacke.h>
#include <stdlib.h>

static void mirror_upper(double *a, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n; j++)
            a[j * n + i] = a[i * n + j];
}

static void restore_upper(double *a, size_t n, const double *diagonal)
{
    for (size_t i = 0; i < n; i++) {
        a[i * n + i] = diagonal[i];
        for (size_t j = i + 1; j < n; j++)
            a[i * n + j] = a[j * n + i];
    }
}

/* 0, or LAPACK's code: above 0 not definite, below 0 it gave up. */
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
    double *diagonal = mem_array(NULL, n, sizeof *diagonal);
    for (size_t i = 0; i < n; i++)
        diagonal[i] = a[i * n + i];

    lapack_int code = invert_upper(a, n);
    int result = 0;
    if (code == 0) {
        mirror_upper(a, n);
    } else if (code > 0) {
        result = spd_fail(d);
    } else {
        restore_upper(a, n, diagonal);
        result = spd_invert_gsl(a, n, d);
    }
    free(diagonal);
    return result;
}
