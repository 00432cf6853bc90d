/*
 * planted.c - are planted groups found where they are hard to see?
 *
 *   bench-planted [SEEDS [MEMBERS [THREADS [FIRST]]]]   10, 30,000, all, 1
 *
 * Five unequal groups, ticked with a style of sd .8, correlated blocks of items
 * of which each member skips 30 %, topics and attendance. For each seed: the
 * agreement (adjusted Rand index) of the truth with
 *   oracle   classifying by the true parameters, of complete answers; how far
 *            groups lie apart is set so that it is .75 to .85,
 *   found    our segments, K chosen,
 *   k-means  on z-scores, given the true K.
 * Then as many seeds without groups. Ends with 1 unless K is right and the ARI
 * at least .93 of the oracle's in 9 of 10 seeds, k-means is below .5, and no
 * groups are found where there are none.
 */
#include "analyze/math/blas.h"
#include "analyze/math/kmeans.h"
#include "analyze/math/mixture_start.h"
#include "analyze/math/segmentation.h"
#include "analyze/math/stability.h"
#include "bench/survey.h"
#include "lib/mem.h"
#include "lib/pool.h"

#include <gsl/gsl_errno.h>
#include <stdio.h>
#include <stdlib.h>

enum { GROUPS = 5 };
static const double LEAST_SHARE = 0.93, KMEANS_MOST = 0.5;

static struct survey survey_of(size_t members, size_t groups, uint64_t seed)
{
    return (struct survey){.members = members,
                           .groups = groups,
                           .items = 24,
                           .blocks = 4,
                           .topics = 12,
                           .reals = 2,
                           .apart = 0.7,
                           .style = 0.8,
                           .block = 0.6,
                           .block_missing = 0.3,
                           .seed = seed};
}

/* LABEL is by place of C. */
static double agreement(const struct survey *s, const struct coded *c,
                        const uint32_t *label, size_t k)
{
    struct overlap o;
    struct agreement a;
    struct diag d = {0};
    if (overlap_open(&o, GROUPS, k, &d) != 0)
        return 0;
    for (size_t i = 0; i < c->n; i++)
        overlap_add(&o, survey_group(s, c->row[i]), label[i]);
    overlap_finish(&o, &a);
    double ari = a.ari;
    agreement_free(&a);
    overlap_close(&o);
    return ari;
}

static double agreement_of(const struct survey *s, const struct coded *c,
                           const struct mixture_class *of, size_t k)
{
    uint32_t *label = mem_array(NULL, c->n, sizeof *label);
    for (size_t i = 0; i < c->n; i++)
        label[i] = of[i].best;
    double ari = agreement(s, c, label, k);
    free(label);
    return ari;
}

/* From the z-scores of FROM to those of TO. */
static void change_units(struct mixture *m, const struct coded *from,
                         const struct coded *to)
{
    for (size_t j = 0; j < m->dims; j++) {
        double scale = from->sd[j] / to->sd[j];
        for (size_t k = 0; k < m->k; k++)
            m->mean[k * m->dims + j] =
                m->mean[k * m->dims + j] * scale +
                (from->mean[j] - to->mean[j]) / to->sd[j];
        for (size_t i = 0; i < m->dims; i++) {
            m->cov[i * m->dims + j] *= scale;
            m->cov[j * m->dims + i] *= scale;
        }
    }
}

/* The parameters that the true groups have when nobody skips anything. */
static int true_mixture(const struct survey *s, struct mixture *m,
                        const struct coded *to, struct diag *d)
{
    struct coded c;
    struct coded_moments moments = {0};
    struct mixture_starts starts = {0};
    struct mixture_em em = {.tolerance = 1e-9};
    int status = survey_make(s, true, &c, d);
    if (status == 0)
        status = coded_moments_make(&moments, &c, 1, 65536, d);
    if (status == 0)
        status = mixture_starts_make(&starts, &c, &moments, &em, d);
    if (status == 0) {
        size_t *place = mem_array(NULL, c.n, sizeof *place);
        uint32_t *label = mem_array(NULL, c.n, sizeof *label);
        for (size_t i = 0; i < c.n; i++) {
            place[i] = i;
            label[i] = survey_group(s, c.row[i]);
        }
        mixture_from_labels(m, &c, GROUPS, &starts.one, place, c.n, label);
        change_units(m, &c, to);
        free(place);
        free(label);
    }
    mixture_starts_free(&starts);
    coded_moments_free(&moments);
    coded_free(&c);
    return status;
}

static int judge_oracle(const struct survey *s, const struct coded *c,
                        double *ari, struct diag *d)
{
    struct mixture m = {0};
    struct mixture_em em = {0};
    struct mixture_class *of = mem_array(NULL, c->n, sizeof *of);
    int status = true_mixture(s, &m, c, d);
    if (status == 0)
        status = mixture_em_score(&m, c, &em, of, d);
    if (status == 0)
        *ari = agreement_of(s, c, of, GROUPS);
    mixture_free(&m);
    free(of);
    return status;
}

/* Sets how far the groups lie apart so that the oracle is as asked. */
static int calibrate(struct survey *s, struct coded *c, double *oracle,
                     struct diag *d)
{
    for (int tries = 0; tries < 10; tries++) {
        coded_free(c);
        if (survey_make(s, false, c, d) != 0 ||
            judge_oracle(s, c, oracle, d) != 0)
            return -1;
        if (*oracle >= 0.75 && *oracle <= 0.85)
            return 0;
        s->apart += *oracle < 0.75 ? 0.02 : -0.02;
    }
    return diag_fail(d, "no distance gives groups of the overlap wanted");
}

/* On z-scores of all columns, 0 where missing. */
static int judge_kmeans(const struct survey *s, const struct coded *c,
                        double *ari, struct diag *d)
{
    size_t dim = c->dims + c->classes;
    double *values = mem_array(NULL, c->n * dim, sizeof *values);
    for (size_t i = 0; i < c->n; i++) {
        coded_numbers(c, i, values + i * dim);
        for (size_t t = 0; t < c->classes; t++)
            values[i * dim + c->dims + t] =
                (c->code[i * c->width + c->scales + t] - 0.25) / 0.43;
    }
    struct kmeans km;
    struct rows rows = {values, c->n, dim};
    struct kmeans_options o = {
        .k = GROUPS, .starts = 4, .seed = 1, .skip_moves = 1};
    int status = kmeans_fit(&km, rows, &o, d);
    if (status == 0)
        *ari = agreement(s, c, km.cluster, GROUPS);
    kmeans_free(&km);
    free(values);
    return status;
}

static int find(const struct coded *c, size_t threads, struct segmentation *g,
                struct diag *d)
{
    struct segmentation_options o = {.k_max = 8,
                                     .starts = 16,
                                     .stability = 0.75,
                                     .least = 10,
                                     .seed = 1,
                                     .threads = threads};
    return segmentation_find(g, c, &o, d);
}

static void say_evidence(const struct segmentation *g)
{
    for (size_t i = 1; i < g->count; i++) {
        const struct segmentation_evidence *e = &g->tried[i];
        printf("#   K %zu: BIC %.0f, ICL %.0f, NEC %.2f, Jaccard %.3f, "
               "silhouette %.3f, CH %.0f, smallest %zu%s\n",
               e->k, e->bic, e->icl, e->nec, e->jaccard, e->silhouette,
               e->calinski, e->smallest, e->chosen ? " *" : "");
    }
}

/* 1 if the groups were found as they should be, 0 if not, -1 on failure. */
static int run_groups(size_t members, uint64_t seed, size_t threads,
                      struct diag *d)
{
    struct survey s = survey_of(members, GROUPS, seed);
    struct coded c = {0};
    struct segmentation g = {0};
    double oracle = 0, kmeans = 0;
    int status = calibrate(&s, &c, &oracle, d);
    if (status == 0)
        status = judge_kmeans(&s, &c, &kmeans, d);
    if (status == 0)
        status = find(&c, threads, &g, d);
    if (status == 0) {
        double ari = agreement_of(&s, &c, g.of, g.model.k);
        status = g.model.k == GROUPS && ari >= LEAST_SHARE * oracle &&
                 kmeans < KMEANS_MOST;
        printf("%s - seed %2lu: oracle %.3f, found %.3f (%.3f of it) with K = "
               "%zu; k-means %.3f\n",
               status ? "ok" : "not ok", (unsigned long)seed, oracle, ari,
               ari / oracle, g.model.k, kmeans);
        say_evidence(&g);
    }
    segmentation_free(&g);
    coded_free(&c);
    return status;
}

static int run_none(size_t members, uint64_t seed, size_t threads,
                    struct diag *d)
{
    struct survey s = survey_of(members, 1, seed);
    struct coded c;
    struct segmentation g = {0};
    int status = survey_make(&s, false, &c, d);
    if (status == 0)
        status = find(&c, threads, &g, d);
    if (status == 0) {
        status = g.model.k == 1;
        printf("%s - seed %2lu without groups: K = %zu\n",
               status ? "ok" : "not ok", (unsigned long)seed, g.model.k);
        say_evidence(&g);
    }
    segmentation_free(&g);
    coded_free(&c);
    return status;
}

/* How many of the seeds came out right, or -1. */
static int count_right(int (*run)(size_t, uint64_t, size_t, struct diag *),
                       const size_t *ask, struct diag *d)
{
    size_t seeds = ask[0], members = ask[1], threads = ask[2];
    int right = 0;
    for (uint64_t seed = ask[3]; seed < ask[3] + seeds; seed++) {
        int one = run(members, seed, threads, d);
        if (one < 0)
            return -1;
        right += one;
        fflush(stdout);
    }
    return right;
}

int main(int argc, char **argv)
{
    size_t ask[4] = {10, 30000, pool_processors(), 1};
    for (int i = 1; i < argc && i <= 4; i++)
        ask[i - 1] = strtoul(argv[i], NULL, 10);
    struct diag d = {0};
    gsl_set_error_handler_off();
    blas_alone();
    int groups = count_right(run_groups, ask, &d);
    int none = groups < 0 ? -1 : count_right(run_none, ask, &d);
    if (none < 0) {
        diag_print(&d, "bench-planted");
        return EXIT_FAILURE;
    }
    printf("groups found in %d of %zu seeds, none where there are none in "
           "%d of %zu\n",
           groups, ask[0], none, ask[0]);
    bool good = (size_t)groups * 10 >= ask[0] * 9 && (size_t)none == ask[0];
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
