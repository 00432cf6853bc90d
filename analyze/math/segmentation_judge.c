/* segmentation_judge.c - see segmentation_judge.h. */
#include "analyze/math/segmentation_judge.h"

#include "analyze/math/kmeans.h"
#include "analyze/math/kmeans_sums.h"
#include "analyze/math/level.h"
#include "analyze/math/stability.h"
#include "analyze/math/validity.h"
#include "lib/mem.h"
#include "lib/pool.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SILHOUETTE_ROWS = 1000, KMEANS_STARTS = 4 };
/* What a further class must take off BIC for each member to be worth it. */
static const double LEAST_GAIN = 0.03;
/* The share of what sets classes apart that may be how high they tick. */
static const double MOST_LEVEL = 0.5;

struct judging {
    struct segmentation_evidence *out;
    const struct segmentation_fits *f;
    const struct segmentation_options *o;
    size_t members;
};

/* The spread of labelled rows about the means of their classes. */
static double spread_within(struct rows rows, const uint32_t *label, size_t k)
{
    double *origin = mem_alloc(k * rows.dim * sizeof *origin);
    double *mean = mem_alloc(k * rows.dim * sizeof *mean), sum = 0;
    struct kmeans_sums s;
    kmeans_sums_open(&s, origin, k, rows.dim);
    for (size_t i = 0; i < rows.count; i++)
        kmeans_sums_add_mean(&s, rows_at(rows, i), label[i]);
    kmeans_sums_finish(&s, mean);
    for (size_t i = 0; i < rows.count; i++)
        sum += rows_distance2(rows_at(rows, i), mean + label[i] * rows.dim,
                              rows.dim);
    kmeans_sums_close(&s);
    free(origin);
    free(mean);
    return sum;
}

/* How far k-means on the z-scores agrees, were it asked for as many. */
static int judge_kmeans(struct segmentation_evidence *e, struct rows rows,
                        const uint32_t *label, uint64_t seed, struct diag *d)
{
    struct kmeans_options o = {
        .k = e->k, .starts = KMEANS_STARTS, .seed = seed, .skip_moves = 1};
    struct kmeans km;
    struct overlap overlap = {0};
    int status = kmeans_fit(&km, rows, &o, d);
    if (status == 0)
        status = overlap_open(&overlap, e->k, e->k, d);
    if (status == 0) {
        struct agreement a;
        for (size_t r = 0; r < rows.count; r++)
            overlap_add(&overlap, label[r], km.cluster[r]);
        overlap_finish(&overlap, &a);
        e->kmeans = a.ari;
        agreement_free(&a);
    }
    overlap_close(&overlap);
    kmeans_free(&km);
    return status;
}

/* On the rows that k-means saw, and a part of them. */
static int judge_shape(struct segmentation_evidence *e,
                       const struct mixture_starts *s,
                       const struct mixture_class *of, uint64_t seed,
                       struct diag *d)
{
    struct rows rows = {s->plain, s->count, s->dim};
    uint32_t *label = mem_array(NULL, s->count, sizeof *label);
    for (size_t r = 0; r < s->count; r++)
        label[r] = of[s->place[r]].best;
    int status = judge_kmeans(e, rows, label, seed, d);
    e->calinski = validity_calinski(spread_within(rows, label, e->k),
                                    validity_total(rows), rows.count, e->k);
    size_t step = (s->count + SILHOUETTE_ROWS - 1) / SILHOUETTE_ROWS;
    double *part = mem_array(NULL, s->count * s->dim, sizeof *part);
    struct rows some = {part, 0, s->dim};
    for (size_t r = 0; r < s->count; r += step) {
        memcpy(part + some.count * s->dim, s->plain + r * s->dim,
               s->dim * sizeof *part);
        label[some.count++] = label[r];
    }
    e->silhouette = validity_silhouette(some, label, e->k, NULL);
    free(part);
    free(label);
    return status;
}

/* The members of the smallest class, projected to all. */
static size_t project_smallest(const struct judging *j, size_t k,
                               const struct mixture_class *of)
{
    size_t n = j->f->whole_part.data.n;
    size_t count[MIXTURE_K] = {0}, least = n;
    for (size_t i = 0; i < n; i++)
        count[of[i].best]++;
    for (size_t c = 0; c < k; c++)
        least = count[c] < least ? count[c] : least;
    return (size_t)((uint64_t)least * j->members / n);
}

static int by_value(const void *a, const void *b)
{
    double p = *(const double *)a, q = *(const double *)b;
    return (p > q) - (p < q);
}

/* The lower one of two in the middle. */
static double median_jaccard(const struct segmentation_fits *f, size_t k)
{
    double *all = mem_array(NULL, f->done, sizeof *all);
    memcpy(all, f->jaccard + (k - 1) * f->splits, f->done * sizeof *all);
    qsort(all, f->done, sizeof *all, by_value);
    double median = all[(f->done - 1) / 2];
    free(all);
    return median;
}

static int judge(void *context, size_t job, void **result, struct diag *d)
{
    const struct judging *j = context;
    const struct segmentation_part *part = &j->f->whole_part;
    const struct mixture *m = &j->f->whole[job];
    struct segmentation_evidence *e = &j->out[job];
    (void)result;
    *e = (struct segmentation_evidence){
        .k = job + 1,
        .loglik = m->loglik,
        .bic = mixture_bic(m, &part->data),
        .icl = mixture_icl(m, &part->data),
        .certainty = mixture_certainty(m),
        .nec = NAN,
        .level = level_of_classes(m, &part->data),
        .jaccard = NAN,
        .silhouette = NAN,
        .calinski = NAN,
        .kmeans = NAN,
        .smallest = j->members,
    };
    if (job == 0)
        return 0;
    double gain = m->loglik - j->f->whole[0].loglik;
    e->nec = gain > 0 ? m->entropy / gain : INFINITY;
    struct mixture_class *of = mem_array(NULL, part->data.n, sizeof *of);
    struct mixture_em em = {.block = j->o->block};
    int status = mixture_em_score(m, &part->data, &em, of, d);
    if (status == 0) {
        e->smallest = project_smallest(j, e->k, of);
        status = judge_shape(e, &part->starts, of, j->o->seed, d);
    }
    free(of);
    return status;
}

/* Whether all but being found again speaks for K, the one behind E. */
static bool is_worth(const struct segmentation_evidence *e, double least,
                     const struct segmentation_options *o)
{
    return e->bic < e[-1].bic - least && e->nec < 1 &&
           !(e->level > MOST_LEVEL) && e->smallest >= o->least;
}

int segmentation_judge(struct segmentation_evidence *out,
                       struct segmentation_fits *f, size_t members,
                       const struct segmentation_options *o, struct diag *d)
{
    struct judging j = {out, f, o, members};
    double least = LEAST_GAIN * (double)f->whole_part.data.n;
    size_t worth = 1;
    if (pool_run(o->threads > 0 ? o->threads : 1, f->k_max, judge, NULL, &j,
                 d) != 0)
        return -1;
    for (size_t i = 1; i < f->k_max; i++)
        worth = is_worth(&out[i], least, o) ? i + 1 : worth;
    if (segmentation_fits_split(f, worth, o, d) != 0)
        return -1;
    for (size_t i = 1; i < worth; i++) {
        out[i].jaccard = median_jaccard(f, i + 1);
        out[i].passed =
            out[i].jaccard >= o->stability && is_worth(&out[i], least, o);
    }
    return 0;
}
