/* kmeans_label.c - see kmeans_label.h. */
#include "analyze/math/kmeans_label.h"

#include "analyze/math/lanes.h"
#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>

enum { CHUNK = 8 }; /* centres for one pass over a row */

/* Two chains of sums, so that one need not wait for the other. */
LANES_INLINE void measure(const double *point, const double *table, size_t dim,
                          double *gap2)
{
    double even[CHUNK] = {0}, odd[CHUNK] = {0};
    size_t j = 0;
    for (; j + 2 <= dim; j += 2)
        for (size_t k = 0; k < CHUNK; k++) {
            double a = point[j] - table[j * CHUNK + k];
            double b = point[j + 1] - table[(j + 1) * CHUNK + k];
            even[k] += a * a;
            odd[k] += b * b;
        }
    for (size_t k = 0; j < dim && k < CHUNK; k++) {
        double a = point[j] - table[j * CHUNK + k];
        even[k] += a * a;
    }
    for (size_t k = 0; k < CHUNK; k++)
        gap2[k] = even[k] + odd[k];
}

/* The nearest of the CHUNKS x CHUNK centres of TABLE. */
LANES_INLINE uint32_t nearest(const double *point, const double *table,
                              size_t dim, size_t chunks)
{
    uint32_t best = 0;
    double least = INFINITY, gap2[CHUNK];
    for (size_t c = 0; c < chunks; c++) {
        measure(point, table + c * dim * CHUNK, dim, gap2);
        for (uint32_t k = 0; k < CHUNK; k++) {
            best = gap2[k] < least ? (uint32_t)c * CHUNK + k : best;
            least = gap2[k] < least ? gap2[k] : least;
        }
    }
    return best;
}

LANES_WIDE static size_t label_rows(struct rows rows, const double *table,
                                    size_t chunks, uint32_t *label,
                                    size_t *sizes)
{
    size_t changed = 0;
    for (size_t i = 0; i < rows.count; i++) {
        uint32_t to =
            nearest(rows.values + i * rows.dim, table, rows.dim, chunks);
        changed += to != label[i];
        label[i] = to;
        sizes[to]++;
    }
    return changed;
}

size_t kmeans_label(struct rows rows, const double *centres, size_t k,
                    uint32_t *label, size_t *sizes)
{
    size_t chunks = (k + CHUNK - 1) / CHUNK;
    double *table = mem_lanes(chunks * CHUNK * rows.dim);
    for (size_t c = 0; c < chunks * CHUNK; c++) {
        double *to = table + c / CHUNK * CHUNK * rows.dim + c % CHUNK;
        for (size_t j = 0; j < rows.dim; j++) /* nobody is too far for all */
            to[j * CHUNK] = c < k ? centres[c * rows.dim + j] : INFINITY;
    }
    size_t changed = label_rows(rows, table, chunks, label, sizes);
    free(table);
    return changed;
}
