/*
 * spd_gsl.c - the GSL half of spd.h.
 *
 * Apart from spd.c because GSL's and OpenBLAS's headers of CBLAS name the same
 * things.
 */
#include "analyze/math/spd.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>
#include <math.h>

enum { TILE = 32 }; /* rows and columns of a tile: it stays in the cache */

/* The tile of rows from I and columns from J, to its place below. */
static void mirror_tile(double *a, size_t n, size_t i, size_t j)
{
    size_t rows = i + TILE < n ? i + TILE : n;
    size_t columns = j + TILE < n ? j + TILE : n;
    for (size_t r = i; r < rows; r++)
        for (size_t c = j > r ? j : r + 1; c < columns; c++)
            a[c * n + r] = a[r * n + c];
}

void spd_mirror(double *a, size_t n)
{
    for (size_t i = 0; i < n; i += TILE)
        for (size_t j = i; j < n; j += TILE)
            mirror_tile(a, n, i, j);
}

int spd_prepare(const double *a, size_t n, struct diag *d)
{
    if (n > SPD_MAX)
        return diag_fail(d, "a matrix of %zu rows; at most %d", n, SPD_MAX);
    for (size_t i = 0; i < n; i++)
        for (size_t j = i; j < n; j++)
            if (!isfinite(a[i * n + j]))
                return diag_fail(d, "matrix cell %zu, %zu: not finite", i, j);
    return 0;
}

int spd_fail(struct diag *d)
{
    return diag_fail(d, "the matrix is not positive definite; "
                        "raise the regularisation");
}

int spd_invert_gsl(double *a, size_t n, struct diag *d)
{
    if (spd_prepare(a, n, d) != 0)
        return -1;
    if (n == 0)
        return 0;
    spd_mirror(a, n);
    gsl_matrix_view m = gsl_matrix_view_array(a, n, n);
    if (gsl_linalg_cholesky_decomp1(&m.matrix) != GSL_SUCCESS ||
        gsl_linalg_cholesky_invert(&m.matrix) != GSL_SUCCESS)
        return spd_fail(d);
    return 0;
}
