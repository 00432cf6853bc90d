/* ease.c - see ease.h. */
#include "analyze/math/ease.h"

#include "analyze/math/rowsum.h"
#include "analyze/math/spd.h"
#include "lib/mem.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/*
 * The items that the fit is about. Without side information one that nobody
 * took has a row of zeros in G: it takes part in nothing, and B is 0 there.
 */
static size_t find_active(const struct gram *g, const struct ease_options *o,
                          size_t *active)
{
    bool side = o->side != NULL && o->alpha != 0;
    size_t count = 0;
    for (size_t i = 0; i < g->items; i++)
        if (side || gram_at(g, i, i) > 0)
            active[count++] = i;
    return count;
}

static void fill_upper(double *a, const size_t *active, size_t n,
                       const struct gram *g, const struct ease_options *o)
{
    double share = o->side != NULL ? o->alpha * o->alpha : 0;
    for (size_t i = 0; i < n; i++) {
        for (size_t j = i; j < n; j++) {
            a[i * n + j] = (double)gram_at(g, active[i], active[j]);
            if (share > 0)
                a[i * n + j] +=
                    share * o->side[active[i] * g->items + active[j]];
        }
        a[i * n + i] += o->lambda;
    }
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

/* The N active rows of A to their places among ITEMS; frees A. */
static double *spread_out(double *a, const size_t *active, size_t n,
                          size_t items)
{
    if (n == items)
        return a;
    double *whole = mem_array(NULL, items * items, sizeof *whole);
    memset(whole, 0, items * items * sizeof *whole);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            whole[active[i] * items + active[j]] = a[i * n + j];
    free(a);
    return whole;
}

int ease_fit(struct ease *model, const struct gram *g,
             const struct ease_options *o, struct diag *d)
{
    memset(model, 0, sizeof *model);
    if (!(o->lambda > 0) || !isfinite(o->lambda) || !isfinite(o->alpha))
        return diag_fail(d, "lambda is %g, alpha %g; lambda must be above 0",
                         o->lambda, o->alpha);
    model->items = g->items;
    size_t *active = mem_array(NULL, g->items, sizeof *active);
    size_t n = find_active(g, o, active);
    double *a = mem_array(NULL, n * n, sizeof *a);
    fill_upper(a, active, n, g, o);
    int result = o->by_gsl ? spd_invert_gsl(a, n, d) : spd_invert(a, n, d);
    if (result == 0)
        divide_columns(a, n);
    model->weights = spread_out(a, active, n, g->items);
    free(active);
    return result;
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
