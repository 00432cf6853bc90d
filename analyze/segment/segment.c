/* segment.c - see segment.h. */
#include "analyze/segment/segment.h"

#include "analyze/survey/shelf.h"
#include "analyze/segment/features.h"
#include "analyze/math/kmeans.h"
#include "analyze/math/segmentation.h"
#include "analyze/math/validity.h"
#include "analyze/segment/traits.h"
#include "lib/bulk.h"
#include "lib/mem.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { K_MAX = 8, STARTS = 16, CHOICE_ROWS = 2000, FIT_ROWS = 50000 };
static const double STABILITY = 0.75, MIN_ANSWERED = 0.5;

struct segmenter {
    struct answers *answers; /* borrowed */
    struct features features;
    struct segmentation_evidence *evidence;
    size_t n_evidence;
    size_t k;
    double *centres;
    uint16_t *nearest, *second; /* by row of features, from 1 */
    uint16_t *segment_of;       /* by respondent of answers; 0: none */
    int64_t *sizes;             /* by segment from 1 */
};

/* The features of at most MOST rows, the same for the same respondents. */
static struct rows sample_rows(const struct segmenter *s, size_t most,
                               uint64_t seed)
{
    const struct features *f = &s->features;
    size_t *which = mem_array(NULL, f->n < most ? f->n : most, sizeof *which);
    size_t count = validity_sample(f->n, most, seed, which);
    double *values = mem_array(NULL, count * f->dim, sizeof *values);
    for (size_t i = 0; i < count; i++)
        features_row(f, which[i], values + i * f->dim);
    free(which);
    return (struct rows){values, count, f->dim};
}

static int choose_k(struct segmenter *s, const struct run *r, struct diag *d)
{
    const struct study *study = r->study;
    size_t fixed = (size_t)study_integer(study, "segment", "k", 0);
    struct segmentation_options o = {
        .k_max = (size_t)study_integer(study, "segment", "k_max", K_MAX),
        .starts = (size_t)study_integer(study, "segment", "starts", STARTS),
        .stability = study_number(study, "segment", "stability", STABILITY),
        .seed = study->seed};
    if (fixed > o.k_max)
        o.k_max = fixed;
    struct rows rows = sample_rows(s, CHOICE_ROWS, study->seed);
    /* What is to be published in the whole, in the sample's proportion. */
    double share =
        s->features.n > 0 ? (double)rows.count / (double)s->features.n : 1;
    o.least = (size_t)ceil((double)study->threshold * share);
    s->evidence = mem_alloc((o.k_max + 1) * sizeof *s->evidence);
    s->k = segmentation_choose(rows, &o, s->evidence, &s->n_evidence, d);
    free((void *)rows.values);
    if (s->k == 0)
        return -1;
    if (fixed > 0 && s->n_evidence >= fixed) {
        s->k = fixed;
        for (size_t i = 0; i < s->n_evidence; i++)
            s->evidence[i].chosen = s->evidence[i].k == fixed;
    }
    return 0;
}

static int fit(struct segmenter *s, const struct run *r, struct diag *d)
{
    struct rows rows = sample_rows(s, FIT_ROWS, r->study->seed);
    struct kmeans km = {0};
    struct kmeans_options o = {
        .k = s->k,
        .starts = (size_t)study_integer(r->study, "segment", "starts", STARTS),
        .seed = r->study->seed};
    int status = kmeans_fit(&km, rows, &o, d);
    if (status == 0) {
        size_t size = s->k * rows.dim;
        s->centres = mem_array(NULL, size, sizeof *s->centres);
        memcpy(s->centres, km.centres, size * sizeof *s->centres);
    }
    kmeans_free(&km);
    free((void *)rows.values);
    return status;
}

/* The nearest centre and the next; the first of several. */
static void find_nearest(const struct segmenter *s, const double *row,
                         uint16_t *nearest, uint16_t *second)
{
    size_t dim = s->features.dim;
    double best = INFINITY, next = INFINITY;
    *nearest = *second = 0;
    for (size_t c = 0; c < s->k; c++) {
        double far = rows_distance2(row, s->centres + c * dim, dim);
        if (far < best) {
            next = best;
            *second = *nearest;
            best = far;
            *nearest = (uint16_t)(c + 1);
        } else if (far < next) {
            next = far;
            *second = (uint16_t)(c + 1);
        }
    }
}

/* Old number to new, so that segments are numbered by size. */
static void renumber(struct segmenter *s)
{
    uint16_t *place = mem_alloc((s->k + 1) * sizeof *place);
    int64_t *sizes = mem_alloc((s->k + 1) * sizeof *sizes);
    for (size_t a = 1; a <= s->k; a++) {
        place[a] = 1;
        for (size_t b = 1; b <= s->k; b++)
            place[a] =
                (uint16_t)(place[a] + (s->sizes[b] > s->sizes[a] ||
                                       (s->sizes[b] == s->sizes[a] && b < a)));
        sizes[place[a]] = s->sizes[a];
    }
    for (size_t i = 0; i < s->features.n; i++) {
        s->nearest[i] = place[s->nearest[i]];
        s->second[i] = place[s->second[i]];
    }
    free(s->sizes);
    s->sizes = sizes;
    free(place);
}

static void assign(struct segmenter *s)
{
    const struct features *f = &s->features;
    double *row = mem_array(NULL, f->dim, sizeof *row);
    s->nearest = mem_alloc(f->n * sizeof *s->nearest);
    s->second = mem_alloc(f->n * sizeof *s->second);
    s->sizes = mem_alloc((s->k + 1) * sizeof *s->sizes);
    s->segment_of = mem_alloc(s->answers->n * sizeof *s->segment_of);
    for (size_t i = 0; i < f->n; i++) {
        features_row(f, i, row);
        find_nearest(s, row, &s->nearest[i], &s->second[i]);
        s->sizes[s->nearest[i]]++;
    }
    renumber(s);
    for (size_t i = 0; i < f->n; i++)
        s->segment_of[f->respondent[i]] = s->nearest[i];
    free(row);
}

static int store_evidence(const struct segmenter *s, const struct run *r,
                          struct diag *d)
{
    struct bulk *b = bulk_open(
        r->db,
        "INSERT INTO segment_choice (run, k, fit, jaccard, silhouette,"
        " calinski, gap, gap_error, smallest, chosen)"
        " SELECT c0, c1, c2, c3, c4, c5, c6, c7, c8, c9 FROM bulk",
        10, d);
    int status = b == NULL ? -1 : 0;
    for (size_t i = 0; status == 0 && i < s->n_evidence; i++) {
        const struct segmentation_evidence *e = &s->evidence[i];
        bulk_integer(b, r->key);
        bulk_integer(b, (int64_t)e->k);
        bulk_real(b, e->spread);
        bulk_real(b, e->jaccard);
        bulk_real(b, e->silhouette);
        bulk_real(b, e->calinski);
        bulk_real(b, e->gap);
        bulk_real(b, e->gap_error);
        bulk_integer(b, (int64_t)e->smallest);
        bulk_integer(b, e->chosen);
        status = bulk_end_row(b, d);
    }
    return bulk_end(b, status, d);
}

/* Also hands the product on to later analyses. */
static int store_members(const struct segmenter *s, struct run *r,
                         struct diag *d)
{
    struct bulk *b = bulk_open(r->db,
                               "INSERT INTO segment_member SELECT c0, c1, c2,"
                               " c3, c4, c5 FROM bulk",
                               6, d);
    int status = b == NULL ? -1 : 0;
    r->segment = mem_alloc(r->facts->n_members * sizeof *r->segment);
    r->n_segments = s->k;
    for (size_t i = 0; status == 0 && i < s->features.n; i++) {
        int32_t member = s->answers->member[s->features.respondent[i]];
        if (member == FACT_NONE || r->segment[member] != 0)
            continue;
        r->segment[member] = s->nearest[i];
        bulk_integer(b, r->key);
        bulk_integer(b, r->facts->member[member].key);
        bulk_integer(b, s->nearest[i]);
        bulk_null(b); /* k-means has no posterior */
        if (s->second[i] > 0)
            bulk_integer(b, s->second[i]);
        else
            bulk_null(b);
        bulk_integer(b, 0);
        status = bulk_end_row(b, d);
    }
    return bulk_end(b, status, d);
}

static int store_segment(struct bulk *b, const struct segmenter *s,
                         const struct run *r, const struct traits *t,
                         uint16_t segment, struct diag *d)
{
    char label[16];
    char *name = traits_name(t, r->facts, segment, false);
    char *zh = traits_name(t, r->facts, segment, true);
    snprintf(label, sizeof label, "S%u", segment);
    bulk_integer(b, r->key);
    bulk_integer(b, segment);
    bulk_text(b, label, strlen(label));
    bulk_text(b, name, strlen(name));
    bulk_text(b, zh, strlen(zh));
    bulk_integer(b, s->sizes[segment]);
    bulk_real(b, (double)s->sizes[segment] / (double)s->features.n);
    free(name);
    free(zh);
    return bulk_end_row(b, d);
}

static int store_segments(const struct segmenter *s, const struct run *r,
                          const struct traits *t, struct diag *d)
{
    struct bulk *b = bulk_open(r->db,
                               "INSERT INTO segment SELECT c0, c1, c2, c3, c4,"
                               " c5, c6 FROM bulk",
                               7, d);
    int status = b == NULL ? -1 : 0;
    for (size_t i = 1; status == 0 && i <= s->k; i++)
        status = store_segment(b, s, r, t, (uint16_t)i, d);
    return bulk_end(b, status, d);
}

static int store_traits(const struct run *r, const struct traits *t,
                        struct diag *d)
{
    static const char *const kinds[] = {"gap", "item", "option", "attribute"};
    struct bulk *b =
        bulk_open(r->db,
                  "INSERT INTO segment_trait SELECT c0, c1, c2, c3, c4, c5,"
                  " c6, c7, c8, c9, c10, c11, c12 FROM bulk",
                  13, d);
    int status = b == NULL ? -1 : 0;
    for (size_t i = 0; status == 0 && i < t->n; i++) {
        const struct trait *x = &t->trait[i];
        bool share = x->kind == TRAIT_OPTION || x->kind == TRAIT_ATTRIBUTE;
        const char *direction = x->effect > (share ? 1 : 0) ? "high" : "low";
        bulk_integer(b, r->key);
        bulk_integer(b, x->segment);
        bulk_text(b, x->name, strlen(x->name));
        bulk_text(b, kinds[x->kind], strlen(kinds[x->kind]));
        bulk_integer(b, x->n);
        bulk_real(b, x->mean);
        bulk_real(b, x->rest);
        bulk_real(b, x->effect);
        bulk_real(b, x->low);
        bulk_real(b, x->high);
        bulk_real(b, x->q);
        bulk_text(b, isnan(x->effect) ? NULL : direction,
                  isnan(x->effect) ? 0 : strlen(direction));
        if (x->place > 0)
            bulk_integer(b, x->place);
        else
            bulk_null(b);
        status = bulk_end_row(b, d);
    }
    return bulk_end(b, status, d);
}

static int explain(const struct segmenter *s, const struct run *r,
                   struct diag *d)
{
    struct traits t;
    traits_make(&t, r, s->answers, s->segment_of, s->k);
    int status = store_segments(s, r, &t, d);
    if (status == 0)
        status = store_traits(r, &t, d);
    traits_free(&t);
    return status;
}

static int segment_all(struct segmenter *s, struct run *r, struct diag *d)
{
    features_make(
        &s->features, s->answers,
        study_number(r->study, "survey", "min_answered", MIN_ANSWERED));
    if (s->features.n == 0 || s->features.dim == 0)
        return 0;
    if (choose_k(s, r, d) != 0 || store_evidence(s, r, d) != 0)
        return -1;
    if (run_figure(r, "segment", "segments", (double)s->k, d) != 0)
        return -1;
    if (s->k == 1)
        return 0; /* no distinct groups */
    if (fit(s, r, d) != 0)
        return -1;
    assign(s);
    if (store_members(s, r, d) != 0)
        return -1;
    return explain(s, r, d);
}

static int segment_begin(struct run *r, void **self, int *skip, struct diag *d)
{
    struct segmenter *s = mem_alloc(sizeof *s);
    *self = s;
    if (shelf_answers(r, "segment", &s->answers, d) != 0)
        return -1;
    *skip = s->answers == NULL;
    return s->answers != NULL ? segment_all(s, r, d) : 0;
}

static void segment_free(void *self)
{
    struct segmenter *s = self;
    if (s == NULL)
        return;
    features_free(&s->features);
    free(s->evidence);
    free(s->centres);
    free(s->nearest);
    free(s->second);
    free(s->segment_of);
    free(s->sizes);
    free(s);
}

const struct task segment_task = {
    .name = "segment",
    .begin = segment_begin,
    .free = segment_free,
};
