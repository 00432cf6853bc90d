/* scale.c - see scale.h. */
#include "analyze/math/scale.h"

#include "analyze/math/factor.h"
#include "lib/mem.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static size_t pair_count(size_t items)
{
    return items * (items + 1) / 2;
}

/* The sums of items A <= B. */
static struct scale_pair *pair_at(const struct scale *s, size_t a, size_t b)
{
    return s->pairs + (a * s->items - a * (a + 1) / 2) + b;
}

int scale_open(struct scale *s, size_t items, struct diag *d)
{
    memset(s, 0, sizeof *s);
    if (items == 0 || items > SCALE_MAX_ITEMS)
        return diag_fail(d, "a scale of %zu items; 1 to %d are possible", items,
                         SCALE_MAX_ITEMS);
    s->items = items;
    s->pairs = mem_alloc(pair_count(items) * sizeof *s->pairs);
    return 0;
}

void scale_close(struct scale *s)
{
    free(s->pairs);
    memset(s, 0, sizeof *s);
}

static void add_pair(struct scale_pair *p, int64_t a, int64_t b)
{
    p->n++;
    p->a += a;
    p->b += b;
    p->ab += a * b;
}

int scale_add(struct scale *s, const int *answers, struct diag *d)
{
    int answered = 0;
    for (size_t i = 0; i < s->items; i++) {
        if (answers[i] == SCALE_MISSING)
            continue;
        if (answers[i] > SCALE_MAX_CODE || answers[i] < -SCALE_MAX_CODE)
            return diag_fail(d, "answer %d to item %zu", answers[i], i + 1);
        answered = 1;
    }
    for (size_t i = 0; i < s->items; i++) {
        if (answers[i] == SCALE_MISSING)
            continue;
        for (size_t j = i; j < s->items; j++)
            if (answers[j] != SCALE_MISSING)
                add_pair(pair_at(s, i, j), answers[i], answers[j]);
    }
    s->respondents += answered;
    return 0;
}

void scale_merge(struct scale *s, const struct scale *other)
{
    for (size_t i = 0; i < pair_count(s->items); i++) {
        s->pairs[i].n += other->pairs[i].n;
        s->pairs[i].a += other->pairs[i].a;
        s->pairs[i].b += other->pairs[i].b;
        s->pairs[i].ab += other->pairs[i].ab;
    }
    s->respondents += other->respondents;
}

void scale_subtract(struct scale *s, const struct scale *other)
{
    for (size_t i = 0; i < pair_count(s->items); i++) {
        s->pairs[i].n -= other->pairs[i].n;
        s->pairs[i].a -= other->pairs[i].a;
        s->pairs[i].b -= other->pairs[i].b;
        s->pairs[i].ab -= other->pairs[i].ab;
    }
    s->respondents -= other->respondents;
}

struct scale_pair scale_sums(const struct scale *s, size_t a, size_t b)
{
    if (a <= b)
        return *pair_at(s, a, b);
    struct scale_pair p = *pair_at(s, b, a);
    return (struct scale_pair){p.n, p.b, p.a, p.ab};
}

int scale_pick(struct scale *s, const struct scale *all, const size_t *items,
               size_t count, int64_t respondents, struct diag *d)
{
    if (scale_open(s, count, d) != 0)
        return -1;
    for (size_t i = 0; i < count; i++)
        for (size_t j = i; j < count; j++)
            *pair_at(s, i, j) = scale_sums(all, items[i], items[j]);
    s->respondents = respondents;
    return 0;
}

/*
 * The covariance matrix of the items that vary, by their PLACES. The sums are
 * whole numbers; only the subtraction rounds.
 */
struct spread {
    size_t count;
    size_t *places;
    double *covariance; /* count rows of count */
};

static double covariance(const struct scale_pair *p)
{
    double n = (double)p->n;
    if (p->n < 2)
        return NAN;
    return ((double)p->ab - (double)p->a * ((double)p->b / n)) / (n - 1);
}

void scale_covariances(const struct scale *s, double *out)
{
    for (size_t i = 0; i < s->items; i++)
        for (size_t j = i; j < s->items; j++)
            out[i * s->items + j] = out[j * s->items + i] =
                covariance(pair_at(s, i, j));
}

static void spread_open(struct spread *v, const struct scale *s)
{
    v->count = 0;
    v->places = mem_array(NULL, s->items, sizeof *v->places);
    for (size_t i = 0; i < s->items; i++)
        if (covariance(pair_at(s, i, i)) > 0)
            v->places[v->count++] = i;
    v->covariance = mem_array(NULL, v->count * v->count, sizeof *v->covariance);
    for (size_t i = 0; i < v->count; i++) {
        for (size_t j = i; j < v->count; j++) {
            double c = covariance(pair_at(s, v->places[i], v->places[j]));
            v->covariance[i * v->count + j] = c;
            v->covariance[j * v->count + i] = c;
        }
    }
}

static void spread_close(struct spread *v)
{
    free(v->places);
    free(v->covariance);
}

static double cell(const struct spread *v, size_t i, size_t j)
{
    return v->covariance[i * v->count + j];
}

/* Alpha of N items: TRACE of variances in a TOTAL of all covariances. */
static double alpha_of(size_t n, double trace, double total)
{
    if (n < 2 || !(total > 0))
        return NAN;
    return (double)n / (double)(n - 1) * (1 - trace / total);
}

/* Sums over all items but SKIP (count: over all). */
static void sum_without(const struct spread *v, size_t skip, double *trace,
                        double *total)
{
    *trace = *total = 0;
    for (size_t i = 0; i < v->count; i++) {
        if (i == skip)
            continue;
        *trace += cell(v, i, i);
        for (size_t j = 0; j < v->count; j++)
            if (j != skip)
                *total += cell(v, i, j);
    }
}

static void finish_item(struct scale_item *item, const struct spread *v,
                        size_t i)
{
    double trace, rest, with = 0;
    sum_without(v, i, &trace, &rest);
    for (size_t j = 0; j < v->count; j++)
        if (j != i)
            with += cell(v, i, j);
    item->rest_r = rest > 0 ? with / sqrt(cell(v, i, i) * rest) : NAN;
    item->alpha_without = alpha_of(v->count - 1, trace, rest);
}

/* Of the sum of the items; NaN where no factor can be fitted. */
static double omega_of(const struct spread *v, double n)
{
    struct factor f = {0};
    struct diag d = {0};
    double omega = NAN;
    if (factor_fit(&f, v->covariance, v->count, n, &d) == 0)
        omega = f.omega;
    factor_free(&f);
    return omega;
}

static double mean_correlation(const struct spread *v)
{
    double sum = 0;
    for (size_t i = 0; i < v->count; i++)
        for (size_t j = i + 1; j < v->count; j++)
            sum += cell(v, i, j) / sqrt(cell(v, i, i) * cell(v, j, j));
    return sum / ((double)v->count * ((double)v->count - 1) / 2);
}

/* TOTAL is the variance of the sum; items that do not vary add none. */
static void set_level(struct reliability *r, double total)
{
    double sum = 0, answered = 0;
    bool once = false;
    for (size_t i = 0; i < r->items; i++) {
        once = once || r->item[i].n == 1;
        answered += r->item[i].n > 0;
        sum += r->item[i].n > 0 ? r->item[i].mean : 0;
    }
    r->mean = answered > 0 ? sum / answered : NAN;
    r->sd = answered > 0 && !once ? sqrt(total) / answered : NAN;
}

static void finish_scale(struct reliability *r, const struct spread *v)
{
    double trace, total, n = (double)v->count;
    sum_without(v, v->count, &trace, &total);
    r->used = v->count;
    r->alpha = alpha_of(v->count, trace, total);
    r->omega = omega_of(v, (double)r->respondents);
    r->mean_r = mean_correlation(v);
    r->alpha_std = alpha_of(v->count, n, n + n * (n - 1) * r->mean_r);
    set_level(r, total);
}

void scale_finish(const struct scale *s, struct reliability *r)
{
    memset(r, 0, sizeof *r);
    r->items = s->items;
    r->respondents = s->respondents;
    r->item = mem_array(NULL, s->items, sizeof *r->item);
    for (size_t i = 0; i < s->items; i++) {
        const struct scale_pair *p = pair_at(s, i, i);
        r->item[i] = (struct scale_item){
            .n = p->n,
            .mean = (double)p->a / (double)p->n,
            .sd = sqrt(covariance(p)),
            .rest_r = NAN,
            .alpha_without = NAN,
        };
    }
    struct spread v;
    spread_open(&v, s);
    finish_scale(r, &v);
    for (size_t i = 0; i < v.count; i++)
        finish_item(&r->item[v.places[i]], &v, i);
    spread_close(&v);
}

void reliability_free(struct reliability *r)
{
    free(r->item);
    memset(r, 0, sizeof *r);
}
