/*
 * spd.c - the LAPACK half of spd.h.
 *
 * LAPACK counts by columns: its lower triangle is our upper one.
 */
#include "analyze/math/spd.h"

#include <cblas.h>
#include <lapacke.h>

/*
 * 0, or LAPACK's code: above 0 not definite, below 0 a call it refuses. That
 * the numbers are finite is known, so it need not look.
 */
static lapack_int invert_upper(double *a, size_t n)
{
    lapack_int rows = (lapack_int)n;
    lapack_int width = rows > 0 ? rows : 1;
    openblas_set_num_threads(1);
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
