/*
 * spd.h - inverses of symmetric positive definite matrices, by Cholesky.
 *
 * By LAPACK's dpotrf and dpotri, on one BLAS thread: more would split sums by
 * the machine. Or by GSL alone, where LAPACK cannot be trusted or is to be
 * checked, or is not built in (blas.h). The GSL way wants GSL's error handler
 * off, as programs set it.
 */
#ifndef MATH_SPD_H
#define MATH_SPD_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <stddef.h>

enum { SPD_MAX = 20000 }; /* rows; 3.2 GB */

/*
 * Replaces A, N rows of N, by its inverse, both triangles. Only the upper
 * triangle of A is read. Fails if A is not positive definite, holds a number
 * that is not finite, or is larger than SPD_MAX; A is then spoilt.
 */
int spd_invert(double *a, size_t n, struct diag *d) MUST_CHECK;

/* The same, by GSL alone: slower on large matrices. */
int spd_invert_gsl(double *a, size_t n, struct diag *d) MUST_CHECK;

/*
 * The lower triangle of A, N rows of N, N above 0, becomes L of A = L L', and
 * that of L its inverse; the upper one is left alone. -1 if A is not positive
 * definite, or a number on the diagonal of L is 0; they are then spoilt.
 */
int spd_factor(double *a, size_t n) MUST_CHECK;
int spd_invert_factor(double *l, size_t n) MUST_CHECK;

/* Copies the upper triangle of A, N rows of N, into the lower. */
void spd_mirror(double *a, size_t n);

/* For both: fails if A is too large or its upper triangle is not finite. */
int spd_prepare(const double *a, size_t n, struct diag *d) MUST_CHECK;
int spd_fail(struct diag *d);

#endif
