/* bootstrap.c - see bootstrap.h. */
#include "analyze/math/bootstrap.h"

#include "analyze/math/mixhash.h"
#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Of each cluster that occurs, the sums of its rows, and how many. */
struct sums {
    size_t clusters, dim;
    double *sum;  /* clusters rows of dim */
    double *rows; /* by cluster */
};

struct place {
    uint32_t cluster;
    size_t row;
};

static int compare_places(const void *one, const void *two)
{
    const struct place *a = one, *b = two;
    if (a->cluster != b->cluster)
        return a->cluster < b->cluster ? -1 : 1;
    return (a->row > b->row) - (a->row < b->row);
}

/* Clusters in the order of their numbers, rows in theirs. */
static struct sums sum_clusters(const struct bootstrap *b)
{
    struct sums s = {.dim = b->dim};
    struct place *p = mem_array(NULL, b->count, sizeof *p);
    for (size_t i = 0; i < b->count; i++)
        p[i] = (struct place){b->cluster[i], i};
    qsort(p, b->count, sizeof *p, compare_places);
    s.sum = mem_alloc(b->count * b->dim * sizeof *s.sum);
    s.rows = mem_alloc(b->count * sizeof *s.rows);
    for (size_t i = 0; i < b->count; i++) {
        s.clusters += i == 0 || p[i].cluster != p[i - 1].cluster;
        size_t c = s.clusters - 1;
        for (size_t j = 0; j < b->dim; j++)
            s.sum[c * b->dim + j] += b->values[p[i].row * b->dim + j];
        s.rows[c] += 1;
    }
    free(p);
    return s;
}

/* The means of one draw into OUT; ROOM for DIM sums. */
static void draw(const struct sums *s, uint64_t number, uint64_t seed,
                 double *room, double *out)
{
    double rows = 0;
    memset(room, 0, s->dim * sizeof *room);
    for (size_t i = 0; i < s->clusters; i++) {
        size_t c = mixhash_below(s->clusters, number, i, seed);
        for (size_t j = 0; j < s->dim; j++)
            room[j] += s->sum[c * s->dim + j];
        rows += s->rows[c];
    }
    for (size_t j = 0; j < s->dim; j++)
        out[j * BOOTSTRAP_DRAWS] = room[j] / rows;
}

static int compare_reals(const void *one, const void *two)
{
    double a = *(const double *)one, b = *(const double *)two;
    return (a > b) - (a < b);
}

/* Hyndman and Fan's type 7. */
static double quantile(const double *sorted, double p)
{
    double h = (BOOTSTRAP_DRAWS - 1) * p;
    size_t below = (size_t)h;
    return sorted[below] +
           (h - (double)below) * (sorted[below + 1] - sorted[below]);
}

static void find_means(const struct bootstrap *b, const struct sums *s,
                       double *mean)
{
    for (size_t j = 0; j < b->dim; j++) {
        double sum = 0;
        for (size_t c = 0; c < s->clusters; c++)
            sum += s->sum[c * b->dim + j];
        mean[j] = sum / (double)b->count;
    }
}

void bootstrap_means(const struct bootstrap *b, double *mean, double *low,
                     double *high)
{
    for (size_t j = 0; j < b->dim; j++)
        mean[j] = low[j] = high[j] = NAN;
    if (b->count == 0)
        return;
    struct sums s = sum_clusters(b);
    double *draws = mem_array(NULL, b->dim * BOOTSTRAP_DRAWS, sizeof *draws);
    double *room = mem_array(NULL, b->dim, sizeof *room);
    find_means(b, &s, mean);
    for (size_t d = 0; d < BOOTSTRAP_DRAWS; d++)
        draw(&s, d, b->seed, room, draws + d);
    for (size_t j = 0; j < b->dim; j++) {
        double *of = draws + j * BOOTSTRAP_DRAWS;
        qsort(of, BOOTSTRAP_DRAWS, sizeof *of, compare_reals);
        low[j] = quantile(of, .025);
        high[j] = quantile(of, .975);
    }
    free(draws);
    free(room);
    free(s.sum);
    free(s.rows);
}
