/* ease.c - see ease.h. */
#include "analyze/math/ease.h"

#include "analyze/math/rowsum.h"
#include "analyze/math/spd.h"
#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void fill_upper(double *a, const struct gram *g,
                       const struct ease_options *o)
{
    size_t n = g->items;
    double share = o->side != NULL ? o->alpha * o->alpha : 0;
    for (size_t i = 0; i < n; i++) {
        for (size_t j = i; j < n; j++) {
            a[i * n + j] = (double)gram_at(g, i, j);
            if (share > 0)
                a[i * n + j] += share * o->side[i * n + j];
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

int ease_fit(struct ease *model, const struct gram *g,
             const struct ease_options *o, struct diag *d)
{
    memset(model, 0, sizeof *model);
    if (!(o->lambda > 0) || !isfinite(o->lambda) || !isfinite(o->alpha))
        return diag_fail(d, "lambda is %g, alpha %g; lambda must be above 0",
                         o->lambda, o->alpha);
    size_t n = g->items;
    model->items = n;
    model->weights = mem_array(NULL, n * n, sizeof *model->weights);
    fill_upper(model->weights, g, o);
    int result = o->by_gsl ? spd_invert_gsl(model->weights, n, d)
                           : spd_invert(model->weights, n, d);
    if (result != 0)
        return -1;
    divide_columns(model->weights, n);
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
