/* mix.c - see mix.h. */
#include "analyze/recommend/mix.h"

#include "analyze/math/rowsum.h"
#include "analyze/recommend/blend.h"
#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void mix_prior(const struct trial *t, enum recency_shape shape, double days,
               double *out)
{
    double weight[RECENCY_AGES];
    recency_weights(shape, days, weight);
    memset(out, 0, t->n_courses * sizeof *out);
    for (size_t i = 0; i < t->v->members; i++) {
        const struct visit *list = t->v->list + t->v->starts[i];
        for (size_t j = 0; j < t->known[i]; j++)
            out[list[j].course] +=
                weight[recency_place(t->today - list[j].day)];
    }
    for (size_t c = 0; c < t->n_courses; c++)
        out[c] = log1p(out[c]);
}

void mix_history(const struct ease *e, const struct trial_member *m,
                 double memory, double *out)
{
    double *weight = NULL;
    if (memory > 0) {
        weight = mem_array(NULL, m->n_known, sizeof *weight);
        for (size_t j = 0; j < m->n_known; j++)
            weight[j] = recency_weight(RECENCY_FADING, memory, m->age[j]);
    }
    rowsum(e->weights, e->items, m->course, weight, m->n_known, out);
    free(weight);
}

double mix_largest(const double *list, const bool *open, size_t count)
{
    double largest = 0;
    for (size_t c = 0; c < count; c++)
        if (open[c] && fabs(list[c]) > largest)
            largest = fabs(list[c]);
    return largest > 0 ? largest : 1;
}

void mix_scores(const double *one, double a, const double *other, double b,
                const bool *open, size_t count, double *out)
{
    for (size_t c = 0; c < count; c++)
        out[c] = open[c] ? blend_rank(a * one[c] + b * other[c]) : -INFINITY;
}
