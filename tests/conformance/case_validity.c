/*
 * case_validity.c - silhouette, Calinski-Harabasz and agreement of partitions
 * against R's cluster, fpc and mclust, and scikit-learn.
 */
#include "analyze/math/stability.h"
#include "analyze/math/validity.h"
#include "lib/mem.h"
#include "tests/conformance/cases.h"
#include "tests/conformance/frame.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The species of each iris, from 0; NULL, noted, on failure. free() them. */
static uint32_t *read_species(struct check *c)
{
    size_t count;
    double *codes = case_points(c, "data/iris.csv", "Species", 1, &count);
    if (codes == NULL)
        return NULL;
    uint32_t *labels = mem_array(NULL, count, sizeof *labels);
    for (size_t i = 0; i < count; i++)
        labels[i] = (uint32_t)codes[i] - 1;
    free(codes);
    return labels;
}

/* The sum of squared distances to the centres of K clusters, afresh. */
static double spread_within(struct rows rows, const uint32_t *cluster, size_t k)
{
    double *part = mem_array(NULL, rows.count * rows.dim, sizeof *part);
    double total = 0;
    for (uint32_t c = 0; c < k; c++) {
        struct rows own = {part, 0, rows.dim};
        for (size_t i = 0; i < rows.count; i++)
            if (cluster[i] == c)
                memcpy(part + own.count++ * rows.dim, rows_at(rows, i),
                       rows.dim * sizeof *part);
        total += validity_total(own);
    }
    free(part);
    return total;
}

static void check_silhouettes(struct check *c, struct rows rows,
                              const uint32_t *labels, size_t k)
{
    double *each = mem_array(NULL, rows.count, sizeof *each);
    double mean = validity_silhouette(rows, labels, k, each);
    check_key(c, "avg_silhouette", mean);
    check_list(c, "first5_silhouette", each, 5, 1);
    double sums[8] = {0}, sizes[8] = {0};
    for (size_t i = 0; i < rows.count; i++) {
        sums[labels[i]] += each[i];
        sizes[labels[i]]++;
    }
    for (size_t i = 0; i < k; i++)
        sums[i] /= sizes[i];
    check_list(c, "cluster_avg_silhouette", sums, k, 1);
    free(each);
}

void case_validity(struct check *c)
{
    c->part = "silhouette, Calinski-Harabasz";
    int ruspini = strstr(c->id, "ruspini") != NULL;
    int species = strstr(c->id, "species") != NULL;
    size_t count, dim = ruspini ? 2 : 4, k = ruspini ? 4 : 3;
    double *values =
        case_points(c, ruspini ? "data/ruspini.csv" : "data/iris.csv",
                    ruspini ? "x" : "Sepal.Length", dim, &count);
    uint32_t *labels = species
                           ? read_species(c)
                           : case_lloyd_labels(c, ruspini ? "ruspini" : "iris");
    if (values != NULL && labels != NULL) {
        struct rows rows = {values, count, dim};
        double within = spread_within(rows, labels, k);
        check_silhouettes(c, rows, labels, k);
        check_key(c, "within_ss", within);
        check_key(c, "calinski_harabasz",
                  validity_calinski(within, validity_total(rows), count, k));
    }
    free(values);
    free(labels);
}

void case_sk_validity(struct check *c)
{
    c->part = "silhouette, Calinski-Harabasz";
    size_t count;
    double *values = case_points(c, "data/iris.csv", "Sepal.Length", 4, &count);
    uint32_t *labels = case_lloyd_labels(c, "iris");
    if (values != NULL && labels != NULL) {
        struct rows rows = {values, count, 4};
        double within = spread_within(rows, labels, 3);
        check_key(c, "silhouette", validity_silhouette(rows, labels, 3, NULL));
        check_key(c, "ch",
                  validity_calinski(within, validity_total(rows), count, 3));
    }
    free(values);
    free(labels);
}

/* The agreement of two partitions into 3; agreement_free() it. */
static int agree(struct check *c, const uint32_t *p, const uint32_t *q,
                 size_t count, struct agreement *a)
{
    struct overlap o;
    struct diag d = {0};
    if (overlap_open(&o, 3, 3, &d) != 0)
        return check_broken(c, &d);
    for (size_t i = 0; i < count; i++)
        overlap_add(&o, p[i], q[i]);
    overlap_finish(&o, a);
    overlap_close(&o);
    return 0;
}

static int agree_iris(struct check *c, struct agreement *a)
{
    uint32_t *species = read_species(c);
    uint32_t *labels = case_lloyd_labels(c, "iris");
    int result = -1;
    if (species != NULL && labels != NULL)
        result = agree(c, species, labels, 150, a);
    free(species);
    free(labels);
    return result;
}

void case_ari_iris(struct check *c)
{
    c->part = "ARI, variation of information";
    struct agreement a;
    if (agree_iris(c, &a) != 0)
        return;
    check_key(c, "ari", a.ari);
    check_key(c, "rand_corrected_fpc", a.ari);
    check_key(c, "vi_nats", a.vi);
    agreement_free(&a);
}

void case_sk_agreement(struct check *c)
{
    c->part = "ARI";
    struct agreement a;
    if (agree_iris(c, &a) != 0)
        return;
    check_key(c, "ari", a.ari);
    agreement_free(&a);
}

void case_ari_small(struct check *c)
{
    static const uint32_t p[] = {0, 0, 0, 1, 1, 1, 2, 2, 2, 2};
    static const uint32_t q[] = {0, 0, 1, 1, 1, 2, 2, 2, 2, 0};
    struct agreement a;
    if (agree(c, p, q, COUNT_OF(p), &a) != 0)
        return;
    check_key(c, "ari", a.ari);
    agreement_free(&a);
}
