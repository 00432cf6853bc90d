/* kmeans_sums.c - see kmeans_sums.h. */
#include "analyze/math/kmeans_sums.h"

#include "analyze/math/lanes.h"
#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

void kmeans_sums_open(struct kmeans_sums *s, const double *reference, size_t k,
                      size_t dim)
{
    s->k = k;
    s->dim = dim;
    s->reference = reference;
    s->counts = mem_array(NULL, k, sizeof *s->counts);
    s->shifts = mem_array(NULL, k * dim, sizeof *s->shifts);
    s->squares = mem_array(NULL, k, sizeof *s->squares);
    kmeans_sums_clear(s);
}

void kmeans_sums_clear(struct kmeans_sums *s)
{
    memset(s->counts, 0, s->k * sizeof *s->counts);
    memset(s->shifts, 0, s->k * s->dim * sizeof *s->shifts);
    memset(s->squares, 0, s->k * sizeof *s->squares);
}

void kmeans_sums_close(struct kmeans_sums *s)
{
    free(s->counts);
    free(s->shifts);
    free(s->squares);
    memset(s, 0, sizeof *s);
}

LANES_WIDE void kmeans_sums_add_mean(struct kmeans_sums *s, const double *point,
                                     size_t c)
{
    enum { CHUNK = 4 };
    const double *restrict from = point;
    const double *restrict reference = s->reference + c * s->dim;
    double *restrict shift = s->shifts + c * s->dim;
    size_t j = 0;
    for (; j + CHUNK <= s->dim; j += CHUNK)
        for (size_t l = j; l < j + CHUNK; l++)
            shift[l] += from[l] - reference[l];
    for (; j < s->dim; j++)
        shift[j] += from[j] - reference[j];
    s->counts[c]++;
}

void kmeans_sums_add(struct kmeans_sums *s, const double *point, size_t c)
{
    kmeans_sums_add_mean(s, point, c);
    s->squares[c] += rows_distance2(point, s->reference + c * s->dim, s->dim);
}

void kmeans_sums_merge(struct kmeans_sums *s, const struct kmeans_sums *other)
{
    for (size_t c = 0; c < s->k; c++) {
        s->counts[c] += other->counts[c];
        s->squares[c] += other->squares[c];
    }
    for (size_t i = 0; i < s->k * s->dim; i++)
        s->shifts[i] += other->shifts[i];
}

void kmeans_sums_finish(const struct kmeans_sums *s, double *centres)
{
    for (size_t c = 0; c < s->k; c++) {
        double n = s->counts[c] > 0 ? (double)s->counts[c] : 1.0;
        for (size_t j = c * s->dim; j < (c + 1) * s->dim; j++)
            centres[j] = s->reference[j] + s->shifts[j] / n;
    }
}
