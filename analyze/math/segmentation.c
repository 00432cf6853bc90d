/* segmentation.c - see segmentation.h. */
#include "analyze/math/segmentation.h"

#include "analyze/math/box.h"
#include "analyze/math/kmeans.h"
#include "analyze/math/mixhash.h"
#include "analyze/math/stability.h"
#include "analyze/math/validity.h"
#include "lib/mem.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
    SPLITS = 3,
    SPLIT_STARTS = 8,
    REFERENCES = 8,
    REFERENCE_STARTS = 2,
    SAMPLE = 1000
};

/* Streams of random numbers, kept apart. */
enum { STREAM_SPLIT = 1, STREAM_HALF, STREAM_BOX, STREAM_WHOLE };

static uint64_t seed_of(uint64_t seed, uint64_t stream, uint64_t step)
{
    return mixhash(stream, step, seed);
}

static int cluster(struct kmeans *km, struct rows rows, size_t k, size_t starts,
                   uint64_t seed, struct diag *d)
{
    struct kmeans_options o = {
        .k = k, .starts = starts, .seed = seed, .skip_moves = 1};
    return kmeans_fit(km, rows, &o, d);
}

/* How many rows differ, but at most MOST. */
static size_t count_distinct(struct rows rows, size_t most)
{
    const double **found = mem_array(NULL, most, sizeof *found);
    size_t count = 0;
    for (size_t i = 0; i < rows.count && count < most; i++) {
        const double *row = rows_at(rows, i);
        size_t c = 0;
        while (c < count && rows_distance2(row, found[c], rows.dim) > 0)
            c++;
        if (c == count)
            found[count++] = row;
    }
    free(found);
    return count;
}

/* The rows numbered in WHICH, copied together. */
static double *gather(struct rows rows, const size_t *which, size_t count)
{
    double *values = mem_array(NULL, count * rows.dim, sizeof *values);
    for (size_t i = 0; i < count; i++)
        memcpy(values + i * rows.dim, rows_at(rows, which[i]),
               rows.dim * sizeof *values);
    return values;
}

/* The two halves of a split: WHICH gets FIRST rows, then the others. */
static size_t split(size_t count, uint64_t seed, size_t *which)
{
    size_t first = validity_sample(count, count / 2, seed, which);
    size_t next = first;
    for (size_t i = 0, taken = 0; i < count; i++) {
        if (taken < first && which[taken] == i)
            taken++;
        else
            which[next++] = i;
    }
    return first;
}

static int match(const struct kmeans *a, const struct kmeans *b,
                 struct rows rows, double *jaccard, struct diag *d)
{
    struct overlap o;
    struct agreement agreement;
    if (overlap_open(&o, a->k, b->k, d) != 0)
        return -1;
    for (size_t i = 0; i < rows.count; i++) {
        const double *row = rows_at(rows, i);
        overlap_add(&o, kmeans_nearest(a->centres, a->k, row, rows.dim),
                    kmeans_nearest(b->centres, b->k, row, rows.dim));
    }
    overlap_finish(&o, &agreement);
    *jaccard = agreement.min_jaccard;
    agreement_free(&agreement);
    overlap_close(&o);
    return 0;
}

static int halves(struct rows rows, size_t k, size_t step,
                  const struct segmentation_options *o, double *jaccard,
                  struct diag *d)
{
    size_t *which = mem_array(NULL, rows.count, sizeof *which);
    size_t first =
        split(rows.count, seed_of(o->seed, STREAM_SPLIT, step), which);
    double *values = gather(rows, which, rows.count);
    struct rows one = {values, first, rows.dim};
    struct rows two = {values + first * rows.dim, rows.count - first, rows.dim};
    struct kmeans a = {0}, b = {0};
    uint64_t seed = seed_of(o->seed, STREAM_HALF, step);
    bool enough = count_distinct(one, k) == k && count_distinct(two, k) == k;
    int status = 0;
    *jaccard = 0; /* a half that has no K groups at all */
    if (enough)
        status = cluster(&a, one, k, SPLIT_STARTS, seed, d);
    if (enough && status == 0)
        status = cluster(&b, two, k, SPLIT_STARTS, seed, d);
    if (enough && status == 0)
        status = match(&a, &b, rows, jaccard, d);
    kmeans_free(&a);
    kmeans_free(&b);
    free(values);
    free(which);
    return status;
}

static int judge_stability(struct rows rows,
                           const struct segmentation_options *o,
                           struct segmentation_evidence *e, struct diag *d)
{
    double sum = 0, jaccard = 0;
    for (size_t s = 0; s < SPLITS; s++) {
        if (halves(rows, e->k, s, o, &jaccard, d) != 0)
            return -1;
        sum += jaccard;
    }
    e->jaccard = sum / SPLITS;
    return 0;
}

/* The log spreads of references, REFERENCES rows of one number per K. */
struct reference {
    double log_spread[REFERENCES];
};

static int draw_references(struct rows rows, size_t k_max,
                           const struct segmentation_options *o,
                           struct reference *by_k, struct diag *d)
{
    struct box box;
    if (box_find(&box, rows, d) != 0)
        return -1;
    double *values = mem_array(NULL, rows.count * rows.dim, sizeof *values);
    struct rows drawn = {values, rows.count, rows.dim};
    int status = 0;
    for (size_t b = 0; status == 0 && b < REFERENCES; b++) {
        box_draw(&box, rows.count, seed_of(o->seed, STREAM_BOX, b), values);
        for (size_t k = 2; status == 0 && k <= k_max; k++) {
            struct kmeans km = {0};
            status = cluster(&km, drawn, k, REFERENCE_STARTS, o->seed, d);
            if (status == 0)
                by_k[k].log_spread[b] = log(km.spread);
            kmeans_free(&km);
        }
    }
    free(values);
    box_free(&box);
    return status;
}

/* TOTAL is the spread of all rows: what is lost in it counts as no spread. */
static void judge_gap(const struct reference *r, double total,
                      struct segmentation_evidence *e)
{
    double sum = 0, squares = 0;
    for (size_t b = 0; b < REFERENCES; b++)
        sum += r->log_spread[b];
    double mean = sum / REFERENCES;
    for (size_t b = 0; b < REFERENCES; b++)
        squares += (r->log_spread[b] - mean) * (r->log_spread[b] - mean);
    e->gap = mean - log(fmax(e->spread, DBL_EPSILON * total));
    e->gap_error = sqrt(squares / (REFERENCES - 1) * (1 + 1.0 / REFERENCES));
}

static void judge_shape(struct rows rows, const struct kmeans *km,
                        const struct segmentation_options *o,
                        struct segmentation_evidence *e)
{
    size_t which[SAMPLE];
    uint32_t label[SAMPLE];
    size_t count = validity_sample(rows.count, SAMPLE, o->seed, which);
    double *values = gather(rows, which, count);
    for (size_t i = 0; i < count; i++)
        label[i] = km->cluster[which[i]];
    struct rows sample = {values, count, rows.dim};
    e->silhouette = validity_silhouette(sample, label, e->k, NULL);
    e->calinski =
        validity_calinski(km->spread, validity_total(rows), rows.count, e->k);
    free(values);
}

static int judge(struct rows rows, const struct segmentation_options *o,
                 const struct reference *r, struct segmentation_evidence *e,
                 struct diag *d)
{
    struct kmeans km = {0};
    uint64_t seed = seed_of(o->seed, STREAM_WHOLE, e->k);
    if (cluster(&km, rows, e->k, o->starts, seed, d) != 0) {
        kmeans_free(&km);
        return -1;
    }
    e->spread = km.spread;
    e->smallest = rows.count;
    for (size_t c = 0; c < e->k; c++)
        if (km.sizes[c] < e->smallest)
            e->smallest = km.sizes[c];
    judge_gap(r, validity_total(rows), e);
    judge_shape(rows, &km, o, e);
    kmeans_free(&km);
    return judge_stability(rows, o, e, d);
}

static struct segmentation_evidence one_group(struct rows rows)
{
    return (struct segmentation_evidence){.k = 1,
                                          .spread = validity_total(rows),
                                          .jaccard = NAN,
                                          .gap = NAN,
                                          .gap_error = NAN,
                                          .silhouette = NAN,
                                          .calinski = NAN,
                                          .smallest = rows.count};
}

static bool is_good(const struct segmentation_evidence *e,
                    const struct segmentation_evidence *before,
                    const struct segmentation_options *o)
{
    double gap_before = before->k == 1 ? 0 : before->gap;
    return e->jaccard >= o->stability && e->smallest >= o->least &&
           e->gap > 2 * e->gap_error && e->gap > gap_before;
}

size_t segmentation_choose(struct rows rows,
                           const struct segmentation_options *o,
                           struct segmentation_evidence *out, size_t *count,
                           struct diag *d)
{
    out[0] = one_group(rows);
    *count = 1;
    size_t best = 0, k_max = o->k_max;
    while (k_max > 1 && rows.count < 4 * k_max)
        k_max--;
    k_max = count_distinct(rows, k_max);
    struct reference *by_k = mem_alloc((o->k_max + 1) * sizeof *by_k);
    int status = k_max > 1 ? draw_references(rows, k_max, o, by_k, d) : 0;
    for (size_t k = 2; status == 0 && k <= k_max; k++) {
        struct segmentation_evidence *e = &out[*count];
        *e = (struct segmentation_evidence){.k = k};
        status = judge(rows, o, &by_k[k], e, d);
        if (status == 0 && is_good(e, &out[*count - 1], o))
            best = *count;
        *count += status == 0;
    }
    free(by_k);
    out[best].chosen = 1;
    return status == 0 ? out[best].k : 0;
}
