/* ease.c - see ease.h. */
#include "analyze/math/ease.h"

#include "analyze/math/rowsum.h"
#include "analyze/math/spd.h"
#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Topics are few where there are this many items for each. */
enum { FEW = 3 };

/*
 * The items that were taken. One that nobody took has a row of zeros in G:
 * without side information it takes part in nothing, and B is 0 there.
 */
static size_t find_active(const struct gram *g, size_t *active)
{
    size_t count = 0;
    for (size_t i = 0; i < g->items; i++)
        if (gram_at(g, i, i) > 0)
            active[count++] = i;
    return count;
}

static void fill_upper(double *a, const size_t *active, size_t n,
                       const struct gram *g, double lambda)
{
    for (size_t i = 0; i < n; i++) {
        for (size_t j = i; j < n; j++)
            a[i * n + j] = (double)gram_at(g, active[i], active[j]);
        a[i * n + i] += lambda;
    }
}

/* The N active rows of A to their places among ITEMS; frees A. */
static double *spread_out(double *a, const size_t *active, size_t n,
                          size_t items, double lambda)
{
    if (n == items)
        return a;
    double *whole = mem_array(NULL, items * items, sizeof *whole);
    memset(whole, 0, items * items * sizeof *whole);
    for (size_t i = 0; i < items; i++)
        whole[i * items + i] = 1 / lambda;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            whole[active[i] * items + active[j]] = a[i * n + j];
    free(a);
    return whole;
}

/* From P to B, in place: column j is divided by -P_jj. */
static void divide_columns(double *a, size_t n)
{
    double *diagonal = mem_array(NULL, n, sizeof *diagonal);
    for (size_t j = 0; j < n; j++)
        diagonal[j] = a[j * n + j];
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < n; j++)
            a[i * n + j] /= -diagonal[j];
        a[i * n + i] = 0;
    }
    free(diagonal);
}

static int invert(double *a, size_t n, const struct ease_options *o,
                  struct diag *d)
{
    return o->by_gsl ? spd_invert_gsl(a, n, d) : spd_invert(a, n, d);
}

/* (G + lambda I)^-1: only what was taken has to be inverted. */
static int invert_taken(struct ease *model, const struct gram *g,
                        const struct ease_options *o, struct diag *d)
{
    size_t *active = mem_array(NULL, g->items, sizeof *active);
    size_t n = find_active(g, active);
    double *a = mem_array(NULL, n * n, sizeof *a);
    fill_upper(a, active, n, g, o->lambda);
    int status = invert(a, n, o, d);
    model->weights = spread_out(a, active, n, g->items, o->lambda);
    free(active);
    return status;
}

/* The whole of P at once: where the topics are many. */
static int invert_whole(struct ease *model, const struct gram *g,
                        const struct ease_options *o, struct diag *d)
{
    size_t n = g->items;
    size_t *all = mem_array(NULL, n, sizeof *all);
    for (size_t i = 0; i < n; i++)
        all[i] = i;
    model->weights = mem_array(NULL, n * n, sizeof *model->weights);
    fill_upper(model->weights, all, n, g, o->lambda);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++)
            model->weights[i * n + j] = model->weights[j * n + i];
    ease_side_add(o->side, o->alpha * o->alpha, model->weights, n);
    free(all);
    return invert(model->weights, n, o, d);
}

static int invert_all(struct ease *model, const struct gram *g,
                      const struct ease_options *o, struct diag *d)
{
    double share = o->side != NULL ? o->alpha * o->alpha : 0;
    if (share > 0 && (o->side->topics > g->items / FEW || o->by_gsl))
        return invert_whole(model, g, o, d);
    if (invert_taken(model, g, o, d) != 0)
        return -1;
    return share > 0
               ? ease_side_update(o->side, share, model->weights, g->items, d)
               : 0;
}

int ease_fit(struct ease *model, const struct gram *g,
             const struct ease_options *o, struct diag *d)
{
    memset(model, 0, sizeof *model);
    if (!(o->lambda > 0) || !isfinite(o->lambda) || !isfinite(o->alpha))
        return diag_fail(d, "lambda is %g, alpha %g; lambda must be above 0",
                         o->lambda, o->alpha);
    model->items = g->items;
    if (invert_all(model, g, o, d) != 0)
        return -1;
    divide_columns(model->weights, g->items);
    return 0;
}

void ease_score(const struct ease *model, const uint32_t *items, size_t count,
                double *out)
{
    rowsum(model->weights, model->items, items, NULL, count, out);
}

double ease_weight(const struct ease *model, size_t i, size_t j)
{
    return model->weights[i * model->items + j];
}

void ease_free(struct ease *model)
{
    free(model->weights);
    memset(model, 0, sizeof *model);
}
