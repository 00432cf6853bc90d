/*
 * cholesky.h - small symmetric positive definite systems, A = L L'.
 *
 * For matrices of a few to a few hundred rows that are factored thousands of
 * times: LAPACK's calls cost more than they save there. Matrices are N rows of
 * N, row after row; of A the lower triangle is read. Golub and Van Loan,
 * "Matrix Computations", 4th ed., 4.2.
 */
#ifndef MATH_CHOLESKY_H
#define MATH_CHOLESKY_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Replaces the lower triangle of A by L; the upper one is left alone. False if
 * a pivot is not above LEAST, which is at least 0: A is then spoilt.
 */
bool cholesky_factor(double *a, size_t n, double least);

/* ln det A = 2 sum of ln L_ii. */
double cholesky_logdet(const double *l, size_t n);

/* X becomes L^-1 X, or L'^-1 X; X is N rows of WIDTH. */
void cholesky_forward(const double *l, size_t n, double *x, size_t width);
void cholesky_backward(const double *l, size_t n, double *x, size_t width);

/* Writes A^-1, both triangles, to OUT. */
void cholesky_inverse(const double *l, size_t n, double *out);

#endif
