/*
 * ease.c - see ease.h.
 *
 * An item that nobody took has a row of zeros in G: without side information it
 * takes part in nothing, so only what was taken is inverted.
 */
#include "analyze/math/ease.h"

#include "analyze/math/rowsum.h"
#include "analyze/math/spd.h"
#include "lib/mem.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Topics are few where there are this many items for each. */
enum { FEW = 3 };

static void find_taken(struct ease_base *b, const struct gram *g)
{
    b->gram = g;
    b->items = g->items;
    b->taken = 0;
    b->item = mem_array(b->item, g->items, sizeof *b->item);
    for (size_t i = 0; i < g->items; i++)
        if (gram_row(g, i)[i] > 0)
            b->item[b->taken++] = (uint32_t)i;
}

/* The upper triangle of G + lambda I, of what was taken. */
static void fill_upper(struct ease_base *b, const struct gram *g)
{
    size_t n = b->taken;
    b->inverse = mem_array(b->inverse, n * n, sizeof *b->inverse);
    for (size_t i = 0; i < n; i++) {
        const int64_t *counts = gram_row(g, b->item[i]);
        double *row = b->inverse + i * n;
        for (size_t j = i; j < n; j++)
            row[j] = (double)counts[b->item[j]];
        row[i] += b->lambda;
    }
}

static int check_lambda(double lambda, struct diag *d)
{
    if (!(lambda > 0) || !isfinite(lambda))
        return diag_fail(d, "lambda is %g; it must be above 0", lambda);
    return 0;
}

static int fit_base(struct ease_base *b, const struct gram *g, double lambda,
                    int by_gsl, struct diag *d)
{
    if (check_lambda(lambda, d) != 0)
        return -1;
    b->lambda = lambda;
    find_taken(b, g);
    fill_upper(b, g);
    return by_gsl ? spd_invert_gsl(b->inverse, b->taken, d)
                  : spd_invert(b->inverse, b->taken, d);
}

int ease_base_fit(struct ease_base *b, const struct gram *g, double lambda,
                  struct diag *d)
{
    return fit_base(b, g, lambda, 0, d);
}

void ease_base_free(struct ease_base *b)
{
    free(b->item);
    free(b->inverse);
    *b = (struct ease_base){0};
}

static double *take_room(struct ease *model, size_t items)
{
    if (model->weights == NULL || model->items != items)
        model->weights =
            mem_array(model->weights, items * items, sizeof *model->weights);
    model->items = items;
    return model->weights;
}

/* B from P: column j is divided by -P_jj. */
static void divide_columns(double *p, size_t n)
{
    double *share = mem_array(NULL, n, sizeof *share);
    for (size_t j = 0; j < n; j++)
        share[j] = -1 / p[j * n + j];
    for (size_t i = 0; i < n; i++) {
        double *row = p + i * n;
        for (size_t j = 0; j < n; j++)
            row[j] *= share[j];
        row[i] = 0;
    }
    free(share);
}

/* P of all items: what was taken, and nothing beside the diagonal else. */
static void spread_out(const struct ease_base *b, double *p)
{
    size_t n = b->items;
    memset(p, 0, n * n * sizeof *p);
    for (size_t i = 0; i < n; i++)
        p[i * n + i] = 1 / b->lambda;
    for (size_t i = 0; i < b->taken; i++) {
        const double *from = b->inverse + i * b->taken;
        double *row = p + b->item[i] * n;
        for (size_t j = 0; j < b->taken; j++)
            row[b->item[j]] = from[j];
    }
}

/* B of all items, where there is no side information. */
static void spread_weights(const struct ease_base *b, double *weights)
{
    size_t n = b->taken;
    double *share = mem_array(NULL, n, sizeof *share);
    memset(weights, 0, b->items * b->items * sizeof *weights);
    for (size_t j = 0; j < n; j++)
        share[j] = -1 / b->inverse[j * n + j];
    for (size_t i = 0; i < n; i++) {
        const double *from = b->inverse + i * n;
        double *row = weights + b->item[i] * b->items;
        for (size_t j = 0; j < n; j++)
            row[b->item[j]] = from[j] * share[j];
        row[b->item[i]] = 0;
    }
    free(share);
}

/* Whether what the topics add is better inverted with the rest. */
static bool is_many(const struct ease_side *side, size_t items)
{
    return side->topics > items / FEW;
}

/*
 * The whole of P at once: of one model, or where the topics are many. With
 * topics that courses share there are courses alike in everything but rounding,
 * and so they rank as those do who publish figures.
 */
static int fit_whole(struct ease *model, const struct gram *g,
                     const struct ease_options *o, struct diag *d)
{
    size_t n = g->items;
    double *p = take_room(model, n);
    if (check_lambda(o->lambda, d) != 0)
        return -1;
    for (size_t i = 0; i < n; i++) {
        const int64_t *counts = gram_row(g, i);
        for (size_t j = i; j < n; j++)
            p[i * n + j] = (double)counts[j];
        p[i * n + i] += o->lambda;
    }
    ease_side_add(o->side, o->alpha * o->alpha, p, n);
    if ((o->by_gsl ? spd_invert_gsl(p, n, d) : spd_invert(p, n, d)) != 0)
        return -1;
    divide_columns(p, n);
    return 0;
}

int ease_extend(struct ease *model, const struct ease_base *b,
                const struct ease_side *side, double alpha, struct diag *d)
{
    double *weights = take_room(model, b->items);
    if (!isfinite(alpha))
        return diag_fail(d, "alpha is %g; it must be a number", alpha);
    if (side == NULL || alpha == 0) {
        spread_weights(b, weights);
        return 0;
    }
    if (is_many(side, b->items)) {
        struct ease_options o = {b->lambda, alpha, side, 0};
        return fit_whole(model, b->gram, &o, d);
    }
    spread_out(b, weights);
    if (ease_side_update(side, alpha * alpha, weights, b->items, d) != 0)
        return -1;
    divide_columns(weights, b->items);
    return 0;
}

int ease_fit(struct ease *model, const struct gram *g,
             const struct ease_options *o, struct diag *d)
{
    const struct ease_side *side = o->alpha != 0 ? o->side : NULL;
    memset(model, 0, sizeof *model);
    if (side != NULL)
        return fit_whole(model, g, o, d);
    struct ease_base base = {0};
    int status = fit_base(&base, g, o->lambda, o->by_gsl, d);
    if (status == 0)
        status = ease_extend(model, &base, side, o->alpha, d);
    ease_base_free(&base);
    return status;
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
