/*
 * smallmat.h - products of small matrices, of a few to some hundred rows.
 *
 * For matrices that are multiplied a million times: BLAS's calls cost more than
 * they save there. Matrices lie row after row. Each number of a product is
 * summed in the order of its terms, whatever the width of the registers, so
 * that the bytes are the same on every machine.
 */
#ifndef MATH_SMALLMAT_H
#define MATH_SMALLMAT_H

#include <stddef.h>

/* OUT (n x width) = A (n x inner) B (inner x width). OUT is neither of them. */
void smallmat_multiply(const double *a, size_t n, size_t inner, const double *b,
                       size_t width, double *out);

/* OUT (width x n) = A', of A (n x width). */
void smallmat_transpose(const double *a, size_t n, size_t width, double *out);

#endif
