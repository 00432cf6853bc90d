/* validity.c - see validity.h. */
#include "analyze/math/validity.h"

#include "analyze/math/mixhash.h"
#include "analyze/math/moments.h"
#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Sums of the distances from row I to the rows of each cluster. */
static void sum_distances(struct rows rows, const uint32_t *cluster, size_t i,
                          double *sums)
{
    for (size_t j = 0; j < rows.count; j++)
        sums[cluster[j]] +=
            sqrt(rows_distance2(rows_at(rows, i), rows_at(rows, j), rows.dim));
}

/* The silhouette of a row of cluster OWN. */
static double silhouette(const double *sums, const size_t *sizes, size_t k,
                         size_t own)
{
    double nearest = INFINITY;
    for (size_t c = 0; c < k; c++)
        if (c != own && sizes[c] > 0)
            nearest = fmin(nearest, sums[c] / (double)sizes[c]);
    if (sizes[own] < 2)
        return 0;
    double within = sums[own] / (double)(sizes[own] - 1);
    double larger = fmax(nearest, within);
    return larger > 0 ? (nearest - within) / larger : 0;
}

static size_t count_sizes(struct rows rows, const uint32_t *cluster,
                          size_t *sizes)
{
    size_t filled = 0;
    for (size_t i = 0; i < rows.count; i++)
        filled += sizes[cluster[i]]++ == 0;
    return filled;
}

double validity_silhouette(struct rows rows, const uint32_t *cluster, size_t k,
                           double *each)
{
    size_t *sizes = mem_alloc(k * sizeof *sizes);
    double *sums = mem_array(NULL, k, sizeof *sums);
    int defined = count_sizes(rows, cluster, sizes) > 1;
    double total = 0;
    for (size_t i = 0; i < rows.count; i++) {
        double s = NAN;
        if (defined) {
            for (size_t c = 0; c < k; c++)
                sums[c] = 0;
            sum_distances(rows, cluster, i, sums);
            s = silhouette(sums, sizes, k, cluster[i]);
        }
        total += s;
        if (each != NULL)
            each[i] = s;
    }
    free(sizes);
    free(sums);
    return defined ? total / (double)rows.count : NAN;
}

double validity_calinski(double within, double all, size_t count, size_t k)
{
    if (k < 2 || k >= count || !(within > 0))
        return NAN;
    double between = all - within;
    return between / (double)(k - 1) / (within / (double)(count - k));
}

double validity_total(struct rows rows)
{
    double total = 0;
    for (size_t j = 0; j < rows.dim; j++) {
        struct moments m = {0};
        for (size_t i = 0; i < rows.count; i++)
            moments_add(&m, rows_at(rows, i)[j], 1);
        total += m.m2;
    }
    return total;
}

size_t validity_sample(size_t total, size_t count, uint64_t seed, size_t *out)
{
    size_t picked = 0;
    for (size_t i = 0; i < total && picked < count; i++) {
        double chance = (double)(count - picked) / (double)(total - i);
        if (mixhash_uniform(0, i, seed) < chance)
            out[picked++] = i;
    }
    return picked;
}
