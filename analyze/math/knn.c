/* knn.c - see knn.h. */
#include "analyze/math/knn.h"

#include "analyze/math/topk.h"
#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double TINY = 1e-6;

/* The likeness of J to every item, into COLUMN; to itself it is 0. */
static void fill_column(const struct gram *g, size_t j, double shrink,
                        double *column)
{
    double own = (double)gram_at(g, j, j);
    for (size_t i = 0; i < g->items; i++) {
        int64_t both = gram_at(g, i, j); /* mostly 0 */
        column[i] = both == 0
                        ? 0
                        : (double)both / (sqrt((double)gram_at(g, i, i) * own) +
                                          shrink + TINY);
    }
    column[j] = 0;
}

double *knn_fit(const struct gram *g, double shrink, size_t nearest)
{
    size_t n = g->items, keep = nearest < n ? nearest : n;
    double *s = mem_array(NULL, n * n, sizeof *s);
    double *column = mem_array(NULL, n, sizeof *column);
    uint32_t *best = mem_array(NULL, keep, sizeof *best);
    memset(s, 0, n * n * sizeof *s);
    for (size_t j = 0; j < n; j++) {
        fill_column(g, j, shrink, column);
        size_t count = topk(column, n, keep, best);
        for (size_t b = 0; b < count; b++)
            s[best[b] * n + j] = column[best[b]];
    }
    free(column);
    free(best);
    return s;
}
