/* need_weighted.c - see need_weighted.h. */
#include "analyze/math/need_weighted.h"

#include <math.h>

void need_weighted_open(struct need_weighted *s, const struct need_table *t)
{
    *s = (struct need_weighted){.first = t->first, .codes = t->codes};
}

void need_weighted_add(struct need_weighted *s, int importance, int ability,
                       double weight)
{
    need_weighted_add_times(s, importance, ability, weight, 1);
}

void need_weighted_add_times(struct need_weighted *s, int importance,
                             int ability, double weight, int64_t times)
{
    int64_t i = (int64_t)importance - s->first;
    int64_t a = (int64_t)ability - s->first;
    if (i < 0 || i >= s->codes || a < 0 || a >= s->codes || !(weight > 0))
        return;
    s->n += times;
    s->w[i][a] += (double)times * weight;
    s->w2[i][a] += (double)times * (weight * weight);
}

void need_weighted_merge(struct need_weighted *s,
                         const struct need_weighted *other)
{
    s->n += other->n;
    for (int i = 0; i < s->codes; i++) {
        for (int a = 0; a < s->codes; a++) {
            s->w[i][a] += other->w[i][a];
            s->w2[i][a] += other->w2[i][a];
        }
    }
}

struct sums {
    double w, w2, importance, ability; /* codes counted from 0 */
};

static struct sums sum_weights(const struct need_weighted *s)
{
    struct sums t = {0};
    for (int i = 0; i < s->codes; i++) {
        for (int a = 0; a < s->codes; a++) {
            t.w += s->w[i][a];
            t.w2 += s->w2[i][a];
            t.importance += i * s->w[i][a];
            t.ability += a * s->w[i][a];
        }
    }
    return t;
}

/* The standard error of the mean of WI * importance + WA * ability. */
static double error_of(const struct need_weighted *s, const struct sums *t,
                       double wi, double wa)
{
    double n = (double)s->n, sum = 0;
    double mean_i = t->importance / t->w, mean_a = t->ability / t->w;
    for (int i = 0; i < s->codes; i++) {
        for (int a = 0; a < s->codes; a++) {
            double off = wi * (i - mean_i) + wa * (a - mean_a);
            sum += s->w2[i][a] * off * off;
        }
    }
    return s->n > 1 ? sqrt(n / (n - 1) * sum) / t->w : NAN;
}

/* The slopes of MWDS are those of need_index.c. */
struct need_estimate need_weighted_finish(const struct need_weighted *s)
{
    struct sums t = sum_weights(s);
    struct need_estimate r = {.n = s->n};
    r.effective = t.w * t.w / t.w2;
    r.deff = (double)s->n / r.effective;
    r.importance = s->first + t.importance / t.w;
    r.ability = s->first + t.ability / t.w;
    r.discrepancy = (t.importance - t.ability) / t.w;
    r.discrepancy_error = error_of(s, &t, 1, -1);
    r.mwds = r.importance * r.discrepancy;
    r.mwds_error = error_of(s, &t, 2 * r.importance - r.ability, -r.importance);
    return r;
}
