/* kmeans_moves.c - see kmeans_moves.h. */
#include "analyze/math/kmeans_moves.h"

#include <math.h>

/* A saving below this share is taken for rounding: it could go in circles. */
static const double least_saving = 1e-9;

/* The centre of cluster C is drawn to POINT (SHARE < 0: pushed away). */
static void pull(struct kmeans *km, size_t c, const double *point, double share)
{
    double *centre = km->centres + c * km->dim;
    for (size_t j = 0; j < km->dim; j++)
        centre[j] += share * (point[j] - centre[j]);
}

/* The cheapest other cluster for POINT of cluster FROM; its cost in *COST. */
static size_t cheapest(const struct kmeans *km, const double *point,
                       size_t from, double *cost)
{
    size_t best = from;
    *cost = INFINITY;
    for (size_t c = 0; c < km->k; c++) {
        if (c == from)
            continue;
        double n = (double)km->sizes[c];
        double gap = rows_distance2(point, km->centres + c * km->dim, km->dim);
        if (gap * n / (n + 1) < *cost) {
            *cost = gap * n / (n + 1);
            best = c;
        }
    }
    return best;
}

static int move_row(struct kmeans *km, const double *point, size_t i)
{
    size_t from = km->cluster[i];
    if (km->sizes[from] < 2)
        return 0;
    double n = (double)km->sizes[from];
    double gap = rows_distance2(point, km->centres + from * km->dim, km->dim);
    double saved = gap * n / (n - 1);
    double cost;
    size_t to = cheapest(km, point, from, &cost);
    if (!(cost < saved * (1 - least_saving)))
        return 0;

    pull(km, from, point, -1 / (n - 1));
    pull(km, to, point, 1 / ((double)km->sizes[to] + 1));
    km->sizes[from]--;
    km->sizes[to]++;
    km->cluster[i] = (uint32_t)to;
    return 1;
}

size_t kmeans_moves(struct kmeans *km, struct rows rows, size_t passes)
{
    size_t all = 0, moved = 1;
    for (size_t p = 0; p < passes && moved > 0; p++) {
        moved = 0;
        for (size_t i = 0; i < rows.count; i++)
            moved += (size_t)move_row(km, rows_at(rows, i), i);
        all += moved;
    }
    return all;
}
