/*
 * case_mixture.c - latent classes against mclust, lavaan, poLCA and a reference
 * implementation of the tied mixture.
 *
 * A likelihood that many starts found is a bound: ours must reach it. Where it
 * is the same top, the rest of what is told of it must agree too.
 */
#include "analyze/math/cholesky.h"
#include "analyze/math/mixture_fit.h"
#include "analyze/math/stability.h"
#include "lib/mem.h"
#include "tests/conformance/cases.h"
#include "tests/conformance/frame.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 40 };

/* The columns of a table that a case uses; names in lists that end in NULL. */
struct plan {
    const char *file;
    const char *scales[MOST];  /* whole numbers from 0 to 9 */
    const char *classes[MOST]; /* the same */
    const char *reals[MOST];   /* "log:NAME" for the logarithm */
    int complete;              /* leave out rows that lack something */
};

enum { STATES = 10 };

struct table {
    struct frame frame;
    size_t scales[MOST], classes[MOST], reals[MOST];
    int log[MOST];
    size_t n_scales, n_classes, n_reals;
    uint16_t states[2 * MOST];
    double low[MOST]; /* the smallest code of each class column */
};

static int find_all(const struct frame *f, const char *const *names, size_t *at,
                    size_t *count, struct diag *d)
{
    for (*count = 0; *count < MOST && names[*count] != NULL; ++*count)
        if (frame_find(f, names[*count], &at[*count], d) != 0)
            return -1;
    return 0;
}

static int find_reals(struct table *t, const char *const *names, struct diag *d)
{
    const char *plain[MOST] = {0};
    for (size_t i = 0; i < MOST && names[i] != NULL; i++) {
        t->log[i] = strncmp(names[i], "log:", 4) == 0;
        plain[i] = names[i] + (t->log[i] ? 4 : 0);
    }
    return find_all(&t->frame, plain, t->reals, &t->n_reals, d);
}

/* The codes of a class column, which must leave no state without rows. */
static void measure_class(struct table *t, size_t i)
{
    double low = INFINITY, high = -INFINITY;
    for (size_t r = 0; r < t->frame.rows; r++) {
        double x = t->frame.values[r * t->frame.columns + t->classes[i]];
        low = x < low ? x : low;
        high = x > high ? x : high;
    }
    t->low[i] = low;
    t->states[t->n_scales + i] = (uint16_t)(high - low + 1);
}

static int table_read(struct table *t, const char *folder, const struct plan *p,
                      struct diag *d)
{
    *t = (struct table){0};
    if (frame_read(&t->frame, folder, p->file, d) != 0 ||
        find_all(&t->frame, p->scales, t->scales, &t->n_scales, d) != 0 ||
        find_all(&t->frame, p->classes, t->classes, &t->n_classes, d) != 0 ||
        find_reals(t, p->reals, d) != 0)
        return -1;
    for (size_t i = 0; i < t->n_scales; i++)
        t->states[i] = STATES;
    for (size_t i = 0; i < t->n_classes; i++)
        measure_class(t, i);
    return 0;
}

static const double *row_at(const struct table *t, size_t r)
{
    return t->frame.values + r * t->frame.columns;
}

static int is_complete(const struct table *t, size_t r)
{
    const double *x = row_at(t, r);
    for (size_t i = 0; i < t->n_scales; i++)
        if (isnan(x[t->scales[i]]))
            return 0;
    for (size_t i = 0; i < t->n_classes; i++)
        if (isnan(x[t->classes[i]]))
            return 0;
    return 1;
}

static void code_row(const struct table *t, size_t r, struct coded *c, size_t i)
{
    const double *x = row_at(t, r);
    uint8_t *code = c->code + i * c->width;
    for (size_t j = 0; j < t->n_scales; j++) {
        double value = x[t->scales[j]];
        code[j] = isnan(value) ? STATES : (uint8_t)value;
    }
    for (size_t j = 0; j < t->n_classes; j++) {
        double value = x[t->classes[j]] - t->low[j];
        code[t->n_scales + j] =
            isnan(value) ? (uint8_t)t->states[t->n_scales + j] : (uint8_t)value;
    }
    for (size_t j = 0; j < t->n_reals; j++) {
        double value = x[t->reals[j]];
        c->real[i * t->n_reals + j] = t->log[j] ? log(value) : value;
    }
}

static int make_coded(struct coded *c, const struct table *t, int complete,
                      struct diag *d)
{
    size_t n = 0;
    for (size_t r = 0; r < t->frame.rows; r++)
        n += !complete || is_complete(t, r);
    if (coded_open(c, n, t->n_scales, t->n_classes, t->n_reals, t->states, d) !=
        0)
        return -1;
    for (size_t cell = 0; cell < c->scale_cells; cell++)
        c->value[cell] = (double)(cell % (STATES + 1));
    for (size_t r = 0, i = 0; r < t->frame.rows; r++)
        if (!complete || is_complete(t, r))
            code_row(t, r, c, i++);
    return coded_finish(c, d);
}

/* What a case works with. */
struct bench {
    struct table table;
    struct coded data;
    struct coded_moments moments;
    struct mixture_starts starts;
    struct mixture_em em;
};

static void bench_close(struct bench *b)
{
    mixture_starts_free(&b->starts);
    coded_moments_free(&b->moments);
    coded_free(&b->data);
    frame_free(&b->table.frame);
}

static int bench_open(struct bench *b, struct check *c, const struct plan *p)
{
    struct diag d = {0};
    *b = (struct bench){.em = {.tolerance = 1e-12, .max_rounds = 20000}};
    if (table_read(&b->table, c->folder, p, &d) == 0 &&
        make_coded(&b->data, &b->table, p->complete, &d) == 0 &&
        coded_moments_make(&b->moments, &b->data, 1, 65536, &d) == 0 &&
        mixture_starts_make(&b->starts, &b->data, &b->moments, &b->em, &d) == 0)
        return 0;
    return check_broken(c, &d);
}

static int fit(struct bench *b, struct check *c, size_t k, size_t starts,
               struct mixture *m)
{
    struct diag d = {0};
    struct mixture_fit o = {
        .starts = starts, .finals = 16, .seed = 1, .em = b->em};
    if (mixture_fit_best(m, &b->starts, &b->moments, k, &o, &d) != 0)
        return check_broken(c, &d);
    return 0;
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
        const double *row = row_at(&b->table, b->data.row[i]);
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
        label[i] = (uint32_t)row_at(&b->table, b->data.row[i])[truth] - 1;
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
