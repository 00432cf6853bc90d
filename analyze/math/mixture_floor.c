/* mixture_floor.c - see mixture_floor.h. */
#include "analyze/math/mixture_floor.h"

#include "analyze/math/cholesky.h"
#include "analyze/math/mixture.h"
#include "lib/mem.h"

#include <gsl/gsl_eigen.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What is on the floor already is not put there again for rounding. */
static const double SLACK = 1e-6;

static double least_of(const double *least, size_t j)
{
    return fmax(least[j], MIXTURE_RIDGE);
}

static bool is_above(const double *cov, size_t dims, const double *least)
{
    double *copy = mem_array(NULL, dims * dims, sizeof *copy);
    memcpy(copy, cov, dims * dims * sizeof *copy);
    for (size_t j = 0; j < dims; j++)
        copy[j * dims + j] -= (1 - SLACK) * least_of(least, j);
    bool above = cholesky_factor(copy, dims, 0);
    free(copy);
    return above;
}

/* COV from eigenvalues and vectors of what was made of it by 1 / SCALE. */
static void put_together(double *cov, size_t dims, const double *scale,
                         const gsl_vector *value, const gsl_matrix *vector)
{
    memset(cov, 0, dims * dims * sizeof *cov);
    for (size_t e = 0; e < dims; e++) {
        double up = fmax(gsl_vector_get(value, e), 1);
        for (size_t i = 0; i < dims; i++) {
            double left = up * gsl_matrix_get(vector, i, e) * scale[i];
            for (size_t j = 0; j < dims; j++)
                cov[i * dims + j] +=
                    left * gsl_matrix_get(vector, j, e) * scale[j];
        }
    }
}

static void lift(double *cov, size_t dims, const double *least)
{
    double *scale = mem_array(NULL, dims, sizeof *scale);
    gsl_matrix *scaled = gsl_matrix_alloc(dims, dims);
    gsl_matrix *vector = gsl_matrix_alloc(dims, dims);
    gsl_vector *value = gsl_vector_alloc(dims);
    gsl_eigen_symmv_workspace *room = gsl_eigen_symmv_alloc(dims);
    for (size_t j = 0; j < dims; j++)
        scale[j] = sqrt(least_of(least, j));
    for (size_t i = 0; i < dims; i++)
        for (size_t j = 0; j < dims; j++)
            gsl_matrix_set(scaled, i, j,
                           cov[i * dims + j] / (scale[i] * scale[j]));
    gsl_eigen_symmv(scaled, value, vector, room);
    put_together(cov, dims, scale, value, vector);
    gsl_eigen_symmv_free(room);
    gsl_vector_free(value);
    gsl_matrix_free(vector);
    gsl_matrix_free(scaled);
    free(scale);
}

bool mixture_floor(double *cov, size_t dims, const double *least)
{
    if (dims == 0 || is_above(cov, dims, least))
        return false;
    lift(cov, dims, least);
    return true;
}
