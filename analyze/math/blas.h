/*
 * blas.h - products of matrices: the CBLAS of OpenBLAS, or GSL's own.
 *
 * "make LAPACK=gsl" builds without OpenBLAS and LAPACK, for where they are not
 * to be had or not to be trusted; it defines WITHOUT_LAPACK. It is slower, and
 * the last digits of sums may differ: what is recommended may not.
 */
#ifndef MATH_BLAS_H
#define MATH_BLAS_H

#ifdef WITHOUT_LAPACK
#include <gsl/gsl_cblas.h>
typedef int blasint;
#else
#include <cblas.h>
#endif

/* One thread from here on: more would split sums by the machine. */
static inline void blas_alone(void)
{
#ifndef WITHOUT_LAPACK
    openblas_set_num_threads(1);
#endif
}

#endif
