/*
 * case_mixture.c - latent classes against mclust, lavaan, poLCA and a reference
 * implementation of the tied mixture.
 *
 * A likelihood that many starts found is a bound: ours must reach it. Where it
 * is the same top, the rest of what is told of it must agree too.
 */
#include "analyze/math/cholesky.h"
#include "analyze/math/stability.h"
#include "lib/mem.h"
#include "tests/conformance/cases.h"
#include "tests/conformance/classtable.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int fit(struct bench *b, struct check *c, size_t k, size_t starts,
               struct mixture *m)
{
    struct diag d = {0};
    struct mixture all[MIXTURE_K] = {{0}};
    struct mixture_fit o = {
        .starts = starts, .finals = 8, .seed = 1, .em = b->em};
    int status = mixture_fit_all(all, &b->starts, &b->moments, k, &o, &d);
    if (status == 0)
        mixture_copy(m, &all[k - 1]);
    for (size_t i = 0; i < k; i++)
        mixture_free(&all[i]);
    return status == 0 ? 0 : check_broken(c, &d);
}

/* ln det of the covariance in the units of the answers. */
static double log_det(const struct bench *b, const struct mixture *m)
{
    double *l = mem_array(NULL, m->dims * m->dims, sizeof *l), sum = 0;
    memcpy(l, m->cov, m->dims * m->dims * sizeof *l);
    if (cholesky_factor(l, m->dims, 0))
        sum = cholesky_logdet(l, m->dims);
    for (size_t j = 0; j < m->dims; j++)
        sum += 2 * log(b->data.sd[j]);
    free(l);
    return sum;
}

static size_t classes_of(const struct check *c)
{
    const char *at = strstr(c->id, "_k");
    return at == NULL ? 0 : (size_t)strtoul(at + 2, NULL, 10);
}

/* At least as likely; true if it is the same top. */
static int reaches(struct check *c, const char *key, double loglik)
{
    double best = expected_number(c, key);
    check_at_most(c, key, -loglik, -best + c->tolerance * fabs(best));
    return loglik <= best + c->tolerance * fabs(best);
}

static const struct plan planted = {
    "data/needs_planted.csv",
    {"q1", "q2", "q3", "q4", "q5", "q6", "q7", "q8", NULL},
    {"t1", "t2", "t3", "t4", "t5", "t6", NULL},
    {"log:hours", "rate", NULL},
    0,
};

static void check_shares(struct check *c, const struct mixture *m)
{
    const json_t *list = expected_list(c, "shares_desc");
    check_count(c, "shares_desc", (int64_t)m->k,
                (int64_t)json_array_size(list));
    for (size_t k = 0; k < m->k; k++)
        check_within(c, "shares_desc", m->share[k],
                     json_number_value(json_array_get(list, k)), 1e-4);
}

static void check_table(struct check *c, const char *key, size_t rows,
                        size_t columns, const double *got)
{
    const json_t *list = expected_list(c, key);
    check_count(c, key, (int64_t)rows, (int64_t)json_array_size(list));
    for (size_t i = 0; i < rows * columns; i++) {
        const json_t *row = json_array_get(list, i / columns);
        check_within(c, key, got[i],
                     json_number_value(json_array_get(row, i % columns)), 1e-4);
    }
}

/* The means as they were asked. */
static double *raw_means(const struct mixture *m, const struct coded *c)
{
    double *raw = mem_array(NULL, m->k * m->dims, sizeof *raw);
    for (size_t i = 0; i < m->k * m->dims; i++)
        raw[i] = m->mean[i] * c->sd[i % m->dims] + c->mean[i % m->dims];
    return raw;
}

/* The chance that a tick is there, of each class and column. */
static double *tick_chances(const struct mixture *m, const struct coded *c)
{
    double *p = mem_array(NULL, m->k * c->classes, sizeof *p);
    for (size_t k = 0; k < m->k; k++)
        for (size_t j = 0; j < c->classes; j++)
            p[k * c->classes + j] =
                m->chance[k * m->cells + c->first[c->scales + j] -
                          c->scale_cells + 1];
    return p;
}

static void check_spread(struct check *c, const struct bench *b,
                         const struct mixture *m)
{
    double *diag = mem_array(NULL, m->dims, sizeof *diag);
    for (size_t j = 0; j < m->dims; j++)
        diag[j] = m->cov[j * m->dims + j] * b->data.sd[j] * b->data.sd[j];
    const json_t *list = expected_list(c, "sigma_diag");
    for (size_t j = 0; j < m->dims; j++)
        check_within(c, "sigma_diag", diag[j],
                     json_number_value(json_array_get(list, j)), 1e-4);
    check_within(c, "logdet_sigma", log_det(b, m),
                 expected_number(c, "logdet_sigma"), 1e-3);
    free(diag);
}

/* The agreement of the best classes with column true_class. */
static double agreement_of(struct check *c, const struct bench *b,
                           const struct mixture *m, double *mean_posterior)
{
    struct diag d = {0};
    size_t truth;
    struct overlap o;
    struct agreement a;
    struct mixture_class *out = mem_array(NULL, b->data.n, sizeof *out);
    if (frame_find(&b->table.frame, "true_class", &truth, &d) != 0 ||
        overlap_open(&o, m->k, 4, &d) != 0 ||
        mixture_em_score(m, &b->data, &b->em, out, &d) != 0) {
        free(out);
        check_broken(c, &d);
        return NAN;
    }
    *mean_posterior = 0;
    for (size_t i = 0; i < b->data.n; i++) {
        const double *row = classtable_row(b, b->data.row[i]);
        overlap_add(&o, out[i].best, (size_t)row[truth]);
        *mean_posterior += (double)out[i].posterior / (double)b->data.n;
    }
    overlap_finish(&o, &a);
    double ari = a.ari;
    agreement_free(&a);
    overlap_close(&o);
    free(out);
    return ari;
}

static void check_planted(struct check *c, const struct bench *b,
                          const struct mixture *m)
{
    double *means = raw_means(m, &b->data);
    double *ticks = tick_chances(m, &b->data), posterior;
    check_key(c, "n", (double)m->n);
    check_key(c, "npar", (double)mixture_parameters(m, &b->data));
    check_key(c, "bic", mixture_bic(m, &b->data));
    check_within(c, "icl", mixture_icl(m, &b->data), expected_number(c, "icl"),
                 0.5);
    check_shares(c, m);
    check_table(c, "mu", m->k, m->dims, means);
    check_table(c, "p_topic", m->k, b->data.classes, ticks);
    check_spread(c, b, m);
    double ari = agreement_of(c, b, m, &posterior);
    check_within(c, "ari_vs_truth", ari, expected_number(c, "ari_vs_truth"),
                 2e-3);
    check_within(c, "mean_max_posterior", posterior,
                 expected_number(c, "mean_max_posterior"), 1e-4);
    if (m->k > 1)
        check_within(c, "entropy_R2", mixture_certainty(m),
                     expected_number(c, "entropy_R2"), 1e-3);
    free(means);
    free(ticks);
}

void case_tied_planted(struct check *c)
{
    struct bench b;
    struct mixture m;
    if (bench_open(&b, c, &planted) == 0 &&
        fit(&b, c, classes_of(c), 24, &m) == 0) {
        if (reaches(c, "loglik", m.loglik))
            check_planted(c, &b, &m);
        else
            c->part = "a higher loglik";
        if (m.k == 1)
            c->part = "all but the entropy, which one class has not";
        mixture_free(&m);
    }
    bench_close(&b);
}

/* The mixture that true_class describes, as the reference began with it. */
static void start_from_truth(const struct bench *b, struct mixture *m)
{
    size_t n = b->data.n, truth = b->table.frame.columns - 1;
    size_t *place = mem_array(NULL, n, sizeof *place);
    uint32_t *label = mem_array(NULL, n, sizeof *label);
    for (size_t i = 0; i < n; i++) {
        place[i] = i;
        label[i] = (uint32_t)classtable_row(b, b->data.row[i])[truth] - 1;
    }
    mixture_from_labels(m, &b->data, 3, &b->starts.one, place, n, label);
    free(place);
    free(label);
}

/* Ours begins with another covariance: only the end can be compared. */
void case_tied_fixed(struct check *c)
{
    struct bench b;
    struct diag d = {0};
    c->part = "the top that the true classes lead to";
    if (bench_open(&b, c, &planted) == 0) {
        struct mixture m;
        double posterior;
        start_from_truth(&b, &m);
        if (mixture_em_fit(&m, &b.data, &b.moments, &b.em, &d) != 0)
            check_broken(c, &d);
        check_key(c, "loglik", m.loglik);
        check_within(c, "ari_vs_truth", agreement_of(c, &b, &m, &posterior),
                     expected_number(c, "ari_vs_truth"), 1e-9);
        mixture_free(&m);
    }
    bench_close(&b);
}

void case_fiml(struct check *c)
{
    static const struct plan plan = {"data/bfi.csv",
                                     {"A1", "A2", "A3", "A4", "A5", NULL},
                                     {NULL},
                                     {NULL},
                                     0};
    struct bench b;
    if (bench_open(&b, c, &plan) == 0) {
        const struct mixture *m = &b.starts.one;
        double *means = raw_means(m, &b.data);
        check_key(c, "n", (double)m->n);
        check_key(c, "loglik", m->loglik);
        const json_t *mean = expected_list(c, "mean");
        const json_t *cov = expected_list(c, "cov");
        for (size_t i = 0; i < m->dims; i++) {
            check_within(c, "mean", means[i],
                         json_number_value(json_array_get(mean, i)), 1e-5);
            const json_t *row = json_array_get(cov, i);
            for (size_t j = 0; j < m->dims; j++)
                check_within(c, "cov",
                             m->cov[i * m->dims + j] * b.data.sd[i] *
                                 b.data.sd[j],
                             json_number_value(json_array_get(row, j)), 1e-5);
        }
        free(means);
        c->part = "loglik, mean, cov";
    }
    bench_close(&b);
}

/* EEE from the labels of Lloyd's rounds. */
void case_mclust_iris(struct check *c)
{
    static const struct plan plan = {
        "data/iris.csv",
        {NULL},
        {NULL},
        {"Sepal.Length", "Sepal.Width", "Petal.Length", "Petal.Width", NULL},
        0};
    struct bench b;
    struct diag d = {0};
    uint32_t *labels = case_lloyd_labels(c, "iris");
    size_t place[150];
    for (size_t i = 0; i < 150; i++)
        place[i] = i; /* nothing is missing: rows are in their order */
    if (bench_open(&b, c, &plan) == 0 && labels != NULL) {
        struct mixture m;
        mixture_from_labels(&m, &b.data, 3, &b.starts.one, place, 150, labels);
        if (mixture_em_fit(&m, &b.data, &b.moments, &b.em, &d) != 0)
            check_broken(c, &d);
        check_key(c, "loglik", m.loglik);
        check_key(c, "npar", (double)mixture_parameters(&m, &b.data));
        check_key(c, "bic_min_convention", mixture_bic(&m, &b.data));
        double *means = raw_means(&m, &b.data);
        check_table(c, "mean", 3, 4, means);
        free(means);
        mixture_free(&m);
        c->part = "the tied model: loglik, npar, BIC, means";
    }
    free(labels);
    bench_close(&b);
}

/* mclust's choice among its models is ours: EEE with three classes. */
void case_mclust_faithful(struct check *c)
{
    static const struct plan plan = {
        "data/faithful.csv", {NULL}, {NULL}, {"eruptions", "waiting", NULL}, 0};
    struct bench b;
    struct mixture m;
    c->part = "the tied model: loglik, BIC";
    if (bench_open(&b, c, &plan) == 0 && fit(&b, c, 3, 40, &m) == 0) {
        if (reaches(c, "loglik", m.loglik))
            check_key(c, "bic", -mixture_bic(&m, &b.data));
        mixture_free(&m);
    }
    bench_close(&b);
}

static const struct plan lca_plans[] = {
    {"data/lca_carcinoma.csv",
     {NULL},
     {"A", "B", "C", "D", "E", "F", "G", NULL},
     {NULL},
     1},
    {"data/lca_cheating.csv",
     {NULL},
     {"LIEEXAM", "LIEPAPER", "FRAUD", "COPYEXAM", NULL},
     {NULL},
     1},
    {"data/lca_gss82.csv",
     {NULL},
     {"PURPOSE", "ACCURACY", "UNDERSTA", "COOPERAT", NULL},
     {NULL},
     1},
    {"data/lca_values.csv", {NULL}, {"A", "B", "C", "D", NULL}, {NULL}, 1},
    {"data/lca_election.csv",
     {NULL},
     {"MORALG", "CARESG", "KNOWG", "LEADG", "DISHONG", "INTELG", "MORALB",
      "CARESB", "KNOWB", "LEADB", "DISHONB", "INTELB", NULL},
     {NULL},
     1},
};

static const struct plan *find_lca(const char *id)
{
    for (size_t i = 0; i < COUNT_OF(lca_plans); i++) {
        const char *name = lca_plans[i].file + strlen("data/");
        if (strncmp(id, name, strlen(name) - strlen(".csv")) == 0)
            return &lca_plans[i];
    }
    return NULL;
}

void case_lca(struct check *c)
{
    struct bench b;
    struct mixture m;
    const struct plan *found = find_lca(c->id);
    if (found == NULL) {
        check_count(c, "known data", 0, 1);
        return;
    }
    struct plan plan = *found;
    plan.complete = strstr(c->id, "_missing") == NULL;
    c->part = "loglik, npar, BIC, shares";
    if (bench_open(&b, c, &plan) == 0 &&
        fit(&b, c, classes_of(c), conformance_lite() ? 20 : 60, &m) == 0) {
        check_key(c, "n", (double)m.n);
        check_key(c, "npar", (double)mixture_parameters(&m, &b.data));
        if (reaches(c, "llik", m.loglik))
            check_key(c, "bic", mixture_bic(&m, &b.data));
        mixture_free(&m);
    }
    bench_close(&b);
}
