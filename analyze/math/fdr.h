/*
 * fdr.h - p-values of many tests, adjusted for their number.
 *
 * Benjamini and Hochberg, JRSS B 57, 1995: the false discovery rate. Holm,
 * Scandinavian Journal of Statistics 6, 1979: the chance of a single false
 * one. A test is called at level q if its adjusted value is at most q.
 *
 * NaN (a test that could not be made) stays NaN and is not counted.
 */
#ifndef MATH_FDR_H
#define MATH_FDR_H

#include <stddef.h>

/* Puts the adjusted values of P, COUNT of them, into OUT, in their order. */
void fdr_benjamini_hochberg(const double *p, size_t count, double *out);
void fdr_holm(const double *p, size_t count, double *out);

#endif
