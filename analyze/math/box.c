/* box.c - see box.h. */
#include "analyze/math/box.h"

#include "analyze/math/mixhash.h"
#include "lib/mem.h"

#include <gsl/gsl_eigen.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

/* The covariance of ROWS about their means; free it. */
static gsl_matrix *covariance(struct rows rows)
{
    double *mean = mem_alloc(rows.dim * sizeof *mean);
    gsl_matrix *c = gsl_matrix_calloc(rows.dim, rows.dim);
    for (size_t i = 0; i < rows.count; i++)
        for (size_t a = 0; a < rows.dim; a++)
            mean[a] += rows_at(rows, i)[a] / (double)rows.count;
    for (size_t i = 0; c != NULL && i < rows.count; i++) {
        const double *x = rows_at(rows, i);
        for (size_t a = 0; a < rows.dim; a++)
            for (size_t b = 0; b <= a; b++)
                *gsl_matrix_ptr(c, a, b) += (x[a] - mean[a]) * (x[b] - mean[b]);
    }
    if (c != NULL)
        gsl_matrix_scale(c, 1 / (double)(rows.count - 1));
    free(mean);
    return c;
}

/* Makes AXES from the eigenvectors of C, which is destroyed. */
static bool turn(gsl_matrix *c, gsl_matrix *axes)
{
    size_t dim = c->size1;
    gsl_vector *variance = gsl_vector_alloc(dim);
    gsl_eigen_symmv_workspace *w = gsl_eigen_symmv_alloc(dim);
    bool done = variance != NULL && w != NULL &&
                gsl_eigen_symmv(c, variance, axes, w) == 0;
    for (size_t a = 0; done && a < dim; a++) {
        gsl_vector_view axis = gsl_matrix_column(axes, a);
        double most = fmax(0, gsl_vector_get(variance, a));
        gsl_vector_scale(&axis.vector, sqrt(3 * most));
    }
    gsl_vector_free(variance);
    gsl_eigen_symmv_free(w);
    return done;
}

int box_find(struct box *box, struct rows rows, struct diag *d)
{
    gsl_matrix *c = covariance(rows);
    box->axes = gsl_matrix_alloc(rows.dim, rows.dim);
    bool done = c != NULL && box->axes != NULL && turn(c, box->axes);
    gsl_matrix_free(c);
    if (done)
        return 0;
    box_free(box);
    return diag_fail(d, "segments: the answers have no principal axes");
}

void box_free(struct box *box)
{
    gsl_matrix_free(box->axes);
    box->axes = NULL;
}

void box_draw(const struct box *box, size_t count, uint64_t seed,
              double *values)
{
    size_t dim = box->axes->size1;
    double *u = mem_array(NULL, dim, sizeof *u);
    for (size_t i = 0; i < count; i++) {
        for (size_t a = 0; a < dim; a++)
            u[a] = 2 * mixhash_uniform(a, i, seed) - 1;
        for (size_t a = 0; a < dim; a++) {
            double sum = 0;
            for (size_t b = 0; b < dim; b++)
                sum += gsl_matrix_get(box->axes, a, b) * u[b];
            values[i * dim + a] = sum;
        }
    }
    free(u);
}
