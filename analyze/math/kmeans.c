/* kmeans.c - see kmeans.h. */
#include "analyze/math/kmeans.h"

#include "analyze/math/kmeans_label.h"
#include "analyze/math/kmeans_moves.h"
#include "analyze/math/kmeans_seed.h"
#include "analyze/math/kmeans_sums.h"
#include "analyze/math/mixhash.h"
#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

size_t kmeans_nearest(const double *centres, size_t k, const double *point,
                      size_t dim)
{
    size_t best = 0;
    double least = INFINITY;
    for (size_t c = 0; c < k; c++) {
        double gap = rows_distance2(point, centres + c * dim, dim);
        if (gap < least) {
            least = gap;
            best = c;
        }
    }
    return best;
}

static size_t block_end(struct rows rows, const struct kmeans_options *o,
                        size_t first)
{
    size_t block = o->block > 0 ? o->block : ROWS_BLOCK;
    return rows.count - first > block ? first + block : rows.count;
}

/*
 * Adds all rows to TOTAL under the labels they have, block after block, by ADD,
 * one of those of kmeans_sums.h.
 */
static void sum_rows(const struct kmeans *km, struct rows rows,
                     const struct kmeans_options *o,
                     void (*add)(struct kmeans_sums *, const double *, size_t),
                     struct kmeans_sums *total)
{
    struct kmeans_sums block;
    kmeans_sums_open(&block, total->reference, km->k, km->dim);
    kmeans_sums_clear(total);
    size_t i = 0;
    while (i < rows.count) {
        size_t end = block_end(rows, o, i);
        kmeans_sums_clear(&block);
        for (; i < end; i++)
            add(&block, rows_at(rows, i), km->cluster[i]);
        kmeans_sums_merge(total, &block);
    }
    kmeans_sums_close(&block);
}

/* Labels each row with its nearest centre. Returns how many labels change. */
static size_t label_rows(struct kmeans *km, struct rows rows)
{
    memset(km->sizes, 0, km->k * sizeof *km->sizes);
    return kmeans_label(rows, km->centres, km->k, km->cluster, km->sizes);
}

/* The first cluster without rows, or K. */
static size_t find_empty(const struct kmeans *km)
{
    size_t c = 0;
    while (c < km->k && km->sizes[c] > 0)
        c++;
    return c;
}

/* Puts the centre of C, which has no rows, on the row farthest from its own. */
static int reseat(struct kmeans *km, struct rows rows, size_t c, struct diag *d)
{
    double most = 0;
    size_t farthest = 0;
    for (size_t i = 0; i < rows.count; i++) {
        const double *own = km->centres + km->cluster[i] * km->dim;
        double gap = rows_distance2(rows_at(rows, i), own, km->dim);
        if (gap > most) {
            most = gap;
            farthest = i;
        }
    }
    if (most <= 0)
        return diag_fail(d, "fewer than %zu rows differ", km->k);
    memcpy(km->centres + c * km->dim, rows_at(rows, farthest),
           km->dim * sizeof *km->centres);
    return 0;
}

/*
 * Labels the rows so that no cluster is empty. It ends: an empty cluster's
 * centre is nobody's nearest, so reseating it only lowers distances.
 */
static int label_all(struct kmeans *km, struct rows rows, size_t *changed,
                     struct diag *d)
{
    *changed = label_rows(km, rows);
    for (size_t c; (c = find_empty(km)) < km->k;) {
        if (reseat(km, rows, c, d) != 0)
            return -1;
        *changed += label_rows(km, rows);
    }
    return 0;
}

static int lloyd(struct kmeans *km, struct rows rows,
                 const struct kmeans_options *o, struct diag *d)
{
    size_t limit = o->max_rounds > 0 ? o->max_rounds : 300;
    struct kmeans_sums sums;
    kmeans_sums_open(&sums, km->centres, km->k, km->dim);
    size_t changed = 1;
    int result = 0;
    for (size_t round = 0; round < limit && changed > 0; round++) {
        result = label_all(km, rows, &changed, d);
        if (result != 0)
            break;
        km->rounds++;
        sum_rows(km, rows, o, kmeans_sums_add_mean, &sums);
        kmeans_sums_finish(&sums, km->centres);
    }
    kmeans_sums_close(&sums);
    return result;
}

/* Centres, sizes and spread anew from the labels, whatever led to them. */
static void settle(struct kmeans *km, struct rows rows,
                   const struct kmeans_options *o)
{
    for (size_t c = 0; c < km->k; c++)
        memcpy(km->centres + c * km->dim, rows.values,
               km->dim * sizeof *km->centres);
    struct kmeans_sums sums;
    kmeans_sums_open(&sums, km->centres, km->k, km->dim);
    sum_rows(km, rows, o, kmeans_sums_add_mean, &sums);
    kmeans_sums_finish(&sums, km->centres);
    sum_rows(km, rows, o, kmeans_sums_add, &sums);

    km->spread = 0;
    for (size_t c = 0; c < km->k; c++) {
        km->sizes[c] = (size_t)sums.counts[c];
        km->within[c] = sums.squares[c];
        km->spread += sums.squares[c];
    }
    kmeans_sums_close(&sums);
}

/* Whether cluster A comes before cluster B. */
static int comes_first(const struct kmeans *km, size_t a, size_t b)
{
    if (km->sizes[a] != km->sizes[b])
        return km->sizes[a] > km->sizes[b];
    const double *p = km->centres + a * km->dim;
    const double *q = km->centres + b * km->dim;
    for (size_t j = 0; j < km->dim; j++)
        if (p[j] != q[j])
            return p[j] < q[j];
    return a < b;
}

static void number_clusters(struct kmeans *km)
{
    uint32_t *place = mem_array(NULL, km->k, sizeof *place);
    for (size_t c = 0; c < km->k; c++) {
        place[c] = 0;
        for (size_t other = 0; other < km->k; other++)
            place[c] += other != c && comes_first(km, other, c);
    }
    for (size_t i = 0; i < km->count; i++)
        km->cluster[i] = place[km->cluster[i]];
    free(place);
}

static int open_clusters(struct kmeans *km, struct rows rows, size_t k,
                         struct diag *d)
{
    memset(km, 0, sizeof *km);
    if (k == 0 || k > rows.count || k > UINT32_MAX)
        return diag_fail(d, "%zu groups asked of %zu rows", k, rows.count);
    if (rows_check(rows, d) != 0)
        return -1;
    km->k = k;
    km->dim = rows.dim;
    km->count = rows.count;
    km->centres = mem_array(NULL, k * rows.dim, sizeof *km->centres);
    km->sizes = mem_array(NULL, k, sizeof *km->sizes);
    km->within = mem_array(NULL, k, sizeof *km->within);
    km->cluster = mem_array(NULL, rows.count, sizeof *km->cluster);
    memset(km->cluster, 0xFF, rows.count * sizeof *km->cluster);
    return 0;
}

int kmeans_lloyd(struct kmeans *km, struct rows rows, const double *centres,
                 const struct kmeans_options *o, struct diag *d)
{
    if (open_clusters(km, rows, o->k, d) != 0)
        return -1;
    memcpy(km->centres, centres, km->k * km->dim * sizeof *centres);
    if (lloyd(km, rows, o, d) != 0)
        return -1;
    settle(km, rows, o);
    return 0;
}

/* Rounds and moves in turn, until neither finds anything. */
static int improve(struct kmeans *km, struct rows rows,
                   const struct kmeans_options *o, struct diag *d)
{
    size_t turns = 10, moved = 1;
    for (size_t turn = 0; turn < turns && moved > 0; turn++) {
        if (lloyd(km, rows, o, d) != 0)
            return -1;
        moved = o->skip_moves ? 0 : kmeans_moves(km, rows, 50);
    }
    return 0;
}

int kmeans_start(struct kmeans *km, struct rows rows,
                 const struct kmeans_options *o, size_t start, struct diag *d)
{
    if (open_clusters(km, rows, o->k, d) != 0)
        return -1;
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    if (rng == NULL)
        return diag_fail(d, "no random number generator");
    gsl_rng_set(rng, mixhash(0, start, o->seed) & 0xFFFFFFFFU);
    int result = kmeans_seed(km->centres, km->k, rows, 1, rng, d);
    gsl_rng_free(rng);
    if (result != 0 || improve(km, rows, o, d) != 0)
        return -1;
    settle(km, rows, o);
    number_clusters(km);
    settle(km, rows, o);
    return 0;
}

int kmeans_fit(struct kmeans *km, struct rows rows,
               const struct kmeans_options *o, struct diag *d)
{
    if (kmeans_start(km, rows, o, 0, d) != 0)
        return -1;
    for (size_t start = 1; start < o->starts; start++) {
        struct kmeans next;
        int result = kmeans_start(&next, rows, o, start, d);
        if (result == 0 && next.spread < km->spread) {
            kmeans_free(km);
            *km = next;
        } else {
            kmeans_free(&next);
        }
        if (result != 0)
            return -1;
    }
    return 0;
}

void kmeans_free(struct kmeans *km)
{
    free(km->centres);
    free(km->sizes);
    free(km->within);
    free(km->cluster);
    memset(km, 0, sizeof *km);
}
