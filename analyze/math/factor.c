/* factor.c - see factor.h. */
#include "analyze/math/factor.h"

#include "analyze/math/tail.h"
#include "lib/mem.h"

#include <gsl/gsl_linalg.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_ROUNDS = 100000 };
static const double CLOSE = 1e-12;

/* The correlations that are fitted, and room for a round. */
struct work {
    size_t items;
    double *r, *beta, *with; /* with: of each item with the factor */
};

static int standardise(struct work *w, const double *covariance, struct diag *d)
{
    size_t n = w->items;
    for (size_t i = 0; i < n; i++)
        if (!(covariance[i * n + i] > 0))
            return diag_fail(d, "item %zu does not vary", i + 1);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            double whole =
                sqrt(covariance[i * n + i]) * sqrt(covariance[j * n + j]);
            w->r[i * n + j] = i == j ? 1 : covariance[i * n + j] / whole;
            if (!isfinite(w->r[i * n + j]))
                return diag_fail(d, "items %zu and %zu have no correlation",
                                 i + 1, j + 1);
        }
    return 0;
}

/* The first centroid factor: sums of correlations. */
static void start(struct factor *f, const struct work *w)
{
    size_t n = w->items;
    double all = 0;
    for (size_t i = 0; i < n * n; i++)
        all += fabs(w->r[i]);
    for (size_t i = 0; i < n; i++) {
        double sum = 0;
        for (size_t j = 0; j < n; j++)
            sum += w->r[i * n + j];
        f->loading[i] = 0.9 * sum / sqrt(all);
        f->own[i] = fmax(FACTOR_LEAST, 1 - f->loading[i] * f->loading[i]);
    }
}

/* One round of EM. Returns the largest step of a loading. */
static double step(struct factor *f, struct work *w)
{
    size_t n = w->items;
    double strength = 1, spread, most = 0;
    for (size_t i = 0; i < n; i++)
        strength += f->loading[i] * f->loading[i] / f->own[i];
    for (size_t i = 0; i < n; i++)
        w->beta[i] = f->loading[i] / f->own[i] / strength;
    spread = 1 / strength; /* of the factor, given the answers */
    for (size_t i = 0; i < n; i++) {
        w->with[i] = 0;
        for (size_t j = 0; j < n; j++)
            w->with[i] += w->r[i * n + j] * w->beta[j];
        spread += w->beta[i] * w->with[i];
    }
    for (size_t i = 0; i < n; i++) {
        double next = w->with[i] / spread;
        most = fmax(most, fabs(next - f->loading[i]));
        f->loading[i] = next;
        f->own[i] = fmax(FACTOR_LEAST, 1 - next * w->with[i]);
    }
    return most;
}

static void turn(struct factor *f)
{
    double sum = 0;
    for (size_t i = 0; i < f->items; i++)
        sum += f->loading[i];
    for (size_t i = 0; i < f->items && sum < 0; i++)
        f->loading[i] = -f->loading[i];
}

static void find_omega(struct factor *f, const double *covariance)
{
    double sum = 0, own = 0, sum_std = 0, own_std = 0;
    for (size_t i = 0; i < f->items; i++) {
        double variance = covariance[i * f->items + i];
        sum += f->loading[i] * sqrt(variance);
        own += f->own[i] * variance;
        sum_std += f->loading[i];
        own_std += f->own[i];
    }
    f->omega = sum * sum / (sum * sum + own);
    f->omega_std = sum_std * sum_std / (sum_std * sum_std + own_std);
}

/*
 * log of the determinant of the correlations; NaN if it is not above 0. By LU:
 * GSL's Cholesky would call its error handler.
 */
static double log_determinant(const struct work *w)
{
    gsl_matrix *m = gsl_matrix_alloc(w->items, w->items);
    gsl_permutation *p = gsl_permutation_alloc(w->items);
    double result = NAN;
    int sign = 0;
    if (m != NULL && p != NULL) {
        memcpy(m->data, w->r, w->items * w->items * sizeof *w->r);
        if (gsl_linalg_LU_decomp(m, p, &sign) == 0 &&
            gsl_linalg_LU_sgndet(m, sign) > 0)
            result = gsl_linalg_LU_lndet(m);
    }
    gsl_permutation_free(p);
    gsl_matrix_free(m);
    return result;
}

static void judge(struct factor *f, const struct work *w, double n)
{
    double k = (double)f->items, strength = 1, log_model = 0, trace = 0;
    double cross = 0;
    for (size_t i = 0; i < f->items; i++) {
        strength += f->loading[i] * f->loading[i] / f->own[i];
        log_model += log(f->own[i]);
        trace += 1 / f->own[i];
    }
    for (size_t i = 0; i < f->items; i++)
        for (size_t j = 0; j < f->items; j++)
            cross += f->loading[i] / f->own[i] * w->r[i * f->items + j] *
                     f->loading[j] / f->own[j];
    double misfit = log_model + log(strength) + trace - cross / strength -
                    log_determinant(w) - k;
    f->df = k * (k - 3) / 2;
    f->chi2 = (n - 1 - (2 * k + 5) / 6 - 2.0 / 3) * misfit;
    f->p = tail_chisq(f->chi2, f->df).p;
}

int factor_fit(struct factor *f, const double *covariance, size_t items,
               double n, struct diag *d)
{
    memset(f, 0, sizeof *f);
    if (items < 3)
        return diag_fail(d, "a factor of %zu items; it takes three", items);
    f->items = items;
    f->loading = mem_array(NULL, items, sizeof *f->loading);
    f->own = mem_array(NULL, items, sizeof *f->own);
    struct work w = {.items = items,
                     .r = mem_array(NULL, items * items, sizeof *w.r),
                     .beta = mem_array(NULL, items, sizeof *w.beta),
                     .with = mem_array(NULL, items, sizeof *w.with)};
    int result = standardise(&w, covariance, d);
    if (result == 0) {
        start(f, &w);
        while (f->rounds < MOST_ROUNDS && step(f, &w) > CLOSE)
            f->rounds++;
        turn(f);
        find_omega(f, covariance);
        judge(f, &w, n);
    }
    free(w.r);
    free(w.beta);
    free(w.with);
    return result;
}

void factor_free(struct factor *f)
{
    free(f->loading);
    free(f->own);
    memset(f, 0, sizeof *f);
}
