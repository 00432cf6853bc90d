/* kmeans_seed.c - see kmeans_seed.h. */
#include "analyze/math/kmeans_seed.h"

#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Lowers NEAREST, each row's squared distance, to CENTRE. Returns the sum. */
static double narrow(double *nearest, struct rows rows, const double *centre)
{
    double total = 0;
    for (size_t i = 0; i < rows.count; i++) {
        double gap = rows_distance2(rows_at(rows, i), centre, rows.dim);
        if (gap < nearest[i])
            nearest[i] = gap;
        total += nearest[i];
    }
    return total;
}

/* The row at which the running sum of NEAREST passes TARGET. */
static size_t draw(const double *nearest, size_t count, double target)
{
    double sum = 0;
    size_t last = 0;
    for (size_t i = 0; i < count; i++) {
        if (nearest[i] <= 0)
            continue;
        sum += nearest[i];
        last = i;
        if (sum > target)
            break;
    }
    return last;
}

int kmeans_seed(double *centres, size_t k, struct rows rows, gsl_rng *rng,
                struct diag *d)
{
    size_t width = rows.dim * sizeof *centres;
    double *nearest = mem_array(NULL, rows.count, sizeof *nearest);
    for (size_t i = 0; i < rows.count; i++)
        nearest[i] = INFINITY;

    size_t row = (size_t)(gsl_rng_uniform(rng) * (double)rows.count);
    memcpy(centres, rows_at(rows, row), width);
    int result = 0;
    for (size_t c = 1; c < k && result == 0; c++) {
        double total = narrow(nearest, rows, centres + (c - 1) * rows.dim);
        if (total > 0) {
            row = draw(nearest, rows.count, gsl_rng_uniform(rng) * total);
            memcpy(centres + c * rows.dim, rows_at(rows, row), width);
        } else {
            result =
                diag_fail(d, "only %zu rows differ, %zu groups asked", c, k);
        }
    }
    free(nearest);
    return result;
}
