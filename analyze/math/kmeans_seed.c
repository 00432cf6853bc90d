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

/* What NEAREST would sum up to with CENTRE. */
static double try(const double *nearest, struct rows rows, const double *centre)
{
    double total = 0;
    for (size_t i = 0; i < rows.count; i++) {
        double gap = rows_distance2(rows_at(rows, i), centre, rows.dim);
        total += gap < nearest[i] ? gap : nearest[i];
    }
    return total;
}

/* The best row of DRAWN, the first of several. */
static size_t draw_best(const double *nearest, struct rows rows, double total,
                        size_t drawn, gsl_rng *rng)
{
    size_t best = draw(nearest, rows.count, gsl_rng_uniform(rng) * total);
    if (drawn < 2)
        return best;
    double least = try(nearest, rows, rows_at(rows, best));
    for (size_t i = 1; i < drawn; i++) {
        size_t row = draw(nearest, rows.count, gsl_rng_uniform(rng) * total);
        double sum = try(nearest, rows, rows_at(rows, row));
        best = sum < least ? row : best;
        least = sum < least ? sum : least;
    }
    return best;
}

int kmeans_seed(double *centres, size_t k, struct rows rows, size_t drawn,
                gsl_rng *rng, struct diag *d)
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
            row = draw_best(nearest, rows, total, drawn, rng);
            memcpy(centres + c * rows.dim, rows_at(rows, row), width);
        } else {
            result =
                diag_fail(d, "only %zu rows differ, %zu groups asked", c, k);
        }
    }
    free(nearest);
    return result;
}
