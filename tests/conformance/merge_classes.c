/*
 * merge_classes.c - kinds of merge.h: the sums of a round of k-means.
 */
#include "analyze/math/kmeans_sums.h"
#include "tests/conformance/merge.h"

#include <math.h>

enum { CLUSTERS = 3, DIM = 4 };

struct clusters {
    struct kmeans_sums sums;
    double reference[CLUSTERS * DIM];
};

static void open_clusters(void *a, const struct merge_rows *r)
{
    struct clusters *c = a;
    for (size_t i = 0; i < CLUSTERS * DIM; i++)
        c->reference[i] = r->mean[i % DIM];
    kmeans_sums_open(&c->sums, c->reference, CLUSTERS, DIM);
}

static void add_clusters(void *a, const struct merge_rows *r, size_t from,
                         size_t to)
{
    struct clusters *c = a;
    for (size_t i = from; i < to; i++) {
        const struct merge_row *row = &r->row[i];
        int whole = 1;
        for (size_t k = 0; k < DIM; k++)
            whole &= isfinite(row->value[k]) != 0;
        if (whole)
            kmeans_sums_add(&c->sums, row->value,
                            (size_t)row->code[0] % CLUSTERS);
    }
}

static void merge_clusters_two(void *a, const void *other)
{
    struct clusters *c = a;
    kmeans_sums_merge(&c->sums, &((const struct clusters *)other)->sums);
}

static void finish_clusters(void *a, const struct merge_rows *r,
                            struct merge_figures *f)
{
    struct clusters *c = a;
    double centre[CLUSTERS * DIM];
    kmeans_sums_finish(&c->sums, centre);
    for (size_t k = 0; k < CLUSTERS; k++) {
        merge_exact(f, "rows", (double)c->sums.counts[k]);
        merge_near(f, "squares", c->sums.squares[k], 0);
    }
    for (size_t i = 0; i < CLUSTERS * DIM; i++)
        merge_near(f, "centre", centre[i], r->sd[i % DIM]);
}

static void close_clusters(void *a)
{
    kmeans_sums_close(&((struct clusters *)a)->sums);
}

const struct merge_kind merge_kmeans = {
    "sums of k-means",  sizeof(struct clusters), open_clusters, add_clusters,
    merge_clusters_two, finish_clusters,         close_clusters};
