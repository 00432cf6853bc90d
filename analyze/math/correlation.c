/* correlation.c - see correlation.h. */
#include "analyze/math/correlation.h"

#include "analyze/math/tail.h"
#include "lib/mem.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

void comoments_merge(struct comoments *m, const struct comoments *other)
{
    if (other->count == 0)
        return;
    if (m->count == 0) {
        *m = *other;
        return;
    }
    double a = m->weight, b = other->weight, w = a + b;
    double gap_x = other->origin_x - m->origin_x + other->mean_x - m->mean_x;
    double gap_y = other->origin_y - m->origin_y + other->mean_y - m->mean_y;
    double part = a * b / w;
    m->xx += other->xx + gap_x * gap_x * part;
    m->yy += other->yy + gap_y * gap_y * part;
    m->xy += other->xy + gap_x * gap_y * part;
    m->mean_x += gap_x * b / w;
    m->mean_y += gap_y * b / w;
    m->weight = w;
    m->count += other->count;
}

void comoments_add(struct comoments *m, double x, double y, double weight)
{
    if (!isfinite(x) || !isfinite(y) || !isfinite(weight) || !(weight > 0))
        return;
    struct comoments one = {.count = 1, .weight = weight};
    one.origin_x = m->count > 0 ? m->origin_x : x;
    one.origin_y = m->count > 0 ? m->origin_y : y;
    one.mean_x = x - one.origin_x;
    one.mean_y = y - one.origin_y;
    comoments_merge(m, &one);
}

double comoments_covariance(const struct comoments *m)
{
    return m->count > 1 ? m->xy / (m->weight - 1) : NAN;
}

/* -1 .. 1: rounding may carry it beyond. NaN if nothing varies. */
static double share_of(double part, double whole)
{
    double share = whole > 0 ? part / whole : NAN;
    return share > 1 ? 1 : share < -1 ? -1 : share;
}

/* By the t that R has on N - 2 degrees of freedom. */
static struct correlation judge(double r, double n)
{
    struct correlation c = {r, NAN, NAN, NAN, NAN};
    if (n > 2) {
        c.statistic = r * sqrt((n - 2) / ((1 - r) * (1 + r)));
        c.p = tail_t(c.statistic, n - 2).p;
    }
    return c;
}

struct correlation correlation_pearson(const struct comoments *m, double level)
{
    double n = (double)m->count, whole = sqrt(m->xx) * sqrt(m->yy);
    struct correlation c = judge(share_of(m->xy, whole), n);
    if (n > 3) {
        double z = atanh(c.r), error = 1 / sqrt(n - 3);
        double reach = gsl_cdf_ugaussian_Pinv(0.5 + level / 2) * error;
        c.low = tanh(z - reach);
        c.high = tanh(z + reach);
    }
    return c;
}

struct correlation correlation_spearman(const struct crosstab *t)
{
    struct crosstab turned = {.rows = t->columns, .columns = t->rows};
    size_t cells = t->rows * t->columns;
    turned.n = mem_array(NULL, cells, sizeof *turned.n);
    for (size_t i = 0; i < cells; i++)
        turned.n[i % t->columns * t->rows + i / t->columns] = t->n[i];
    double *row = mem_array(NULL, t->rows, sizeof *row);
    double *column = mem_array(NULL, t->columns, sizeof *column);
    crosstab_ranks(t, row);
    crosstab_ranks(&turned, column);
    struct comoments m = {0};
    for (size_t i = 0; i < cells; i++)
        comoments_add(&m, row[i / t->columns], column[i % t->columns],
                      (double)t->n[i]);
    double whole = sqrt(m.xx) * sqrt(m.yy);
    struct correlation c = judge(share_of(m.xy, whole), m.weight);
    free(row);
    free(column);
    crosstab_close(&turned);
    return c;
}

/* Sums over values that T pairs share: t (t - 1) and two more of the kind. */
struct ties {
    double pairs, triples, spread;
};

static struct ties ties_of(const struct crosstab *t, size_t count,
                           int64_t (*of)(const struct crosstab *, size_t))
{
    struct ties sum = {0};
    for (size_t i = 0; i < count; i++) {
        double n = (double)of(t, i);
        sum.pairs += n * (n - 1);
        sum.triples += n * (n - 1) * (n - 2);
        sum.spread += n * (n - 1) * (2 * n + 5);
    }
    return sum;
}

/* Pairs in which both rise, less those in which one rises and one falls. */
static double concordance(const struct crosstab *t)
{
    double *above = mem_alloc(t->columns * sizeof *above);
    double sum = 0;
    for (size_t r = 0; r < t->rows; r++) {
        double all = 0, left = 0;
        for (size_t c = 0; c < t->columns; c++)
            all += above[c];
        for (size_t c = 0; c < t->columns; c++) {
            double right = all - left - above[c];
            sum += (double)crosstab_at(t, r, c) * (left - right);
            left += above[c];
        }
        for (size_t c = 0; c < t->columns; c++)
            above[c] += (double)crosstab_at(t, r, c);
    }
    free(above);
    return sum;
}

struct correlation correlation_kendall(const struct crosstab *t)
{
    double n = (double)crosstab_total(t), s = concordance(t);
    struct ties x = ties_of(t, t->rows, crosstab_row);
    struct ties y = ties_of(t, t->columns, crosstab_column);
    double pairs = n * (n - 1);
    double whole = sqrt(pairs - x.pairs) * sqrt(pairs - y.pairs) / 2;
    struct correlation c = {NAN, NAN, NAN, NAN, NAN};
    if (!(whole > 0))
        return c;
    double spread = (pairs * (2 * n + 5) - x.spread - y.spread) / 18 +
                    x.pairs * y.pairs / (2 * pairs);
    if (n > 2)
        spread += x.triples * y.triples / (9 * pairs * (n - 2));
    c.r = s / whole;
    c.statistic = s / sqrt(spread);
    c.p = tail_normal(c.statistic).p;
    return c;
}
