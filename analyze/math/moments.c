/*
 * moments.c - see moments.h.
 *
 * Adding a value is merging a set of one, whose higher moments are 0.
 */
#include "analyze/math/moments.h"

#include <math.h>

void moments_merge(struct moments *m, const struct moments *other)
{
    if (other->count == 0)
        return;
    if (m->count == 0) {
        *m = *other;
        return;
    }
    double a = m->weight, b = other->weight, w = a + b;
    double gap = (other->origin - m->origin) + (other->mean - m->mean);
    double step = gap / w;
    double step2 = step * step;

    m->m4 += other->m4 +
             gap * gap * step2 * a * b * (a * a - a * b + b * b) / w +
             6 * step2 * (a * a * other->m2 + b * b * m->m2) +
             4 * step * (a * other->m3 - b * m->m3);
    m->m3 += other->m3 + gap * step2 * a * b * (a - b) +
             3 * step * (a * other->m2 - b * m->m2);
    m->m2 += other->m2 + gap * step * a * b;
    m->mean += step * b;
    m->weight = w;
    m->weight2 += other->weight2;
    m->count += other->count;
}

void moments_add(struct moments *m, double value, double weight)
{
    if (!isfinite(value) || !isfinite(weight) || !(weight > 0))
        return;
    double origin = m->count > 0 ? m->origin : value;
    struct moments one = {
        .count = 1,
        .weight = weight,
        .weight2 = weight * weight,
        .origin = origin,
        .mean = value - origin,
    };
    moments_merge(m, &one);
}

void moments_add_many(struct moments *m, double value, int64_t times)
{
    if (!isfinite(value) || times <= 0)
        return;
    double origin = m->count > 0 ? m->origin : value;
    struct moments many = {
        .count = times,
        .weight = (double)times,
        .weight2 = (double)times,
        .origin = origin,
        .mean = value - origin,
    };
    moments_merge(m, &many);
}

/* SUM over DIVISOR; NaN unless the divisor is above 0. */
static double over(double sum, double divisor)
{
    return divisor > 0 ? sum / divisor : NAN;
}

double moments_mean(const struct moments *m)
{
    return m->count > 0 ? m->origin + m->mean : NAN;
}

double moments_difference(const struct moments *a, const struct moments *b)
{
    if (a->count == 0 || b->count == 0)
        return NAN;
    return (a->origin - b->origin) + (a->mean - b->mean);
}

double moments_variance(const struct moments *m)
{
    if (m->count < 2)
        return NAN;
    return over(m->m2, m->weight - m->weight2 / m->weight);
}

double moments_sd(const struct moments *m)
{
    return sqrt(moments_variance(m));
}

double moments_variance_population(const struct moments *m)
{
    return over(m->m2, m->weight);
}

double moments_variance_frequency(const struct moments *m)
{
    return over(m->m2, m->weight - 1);
}

double moments_skew(const struct moments *m, enum moments_type type)
{
    double n = (double)m->count;
    double v = moments_variance_population(m);
    double g = over(over(m->m3, m->weight), v * sqrt(v));
    switch (type) {
    case MOMENTS_TYPE2:
        return n > 2 ? g * sqrt(n * (n - 1)) / (n - 2) : NAN;
    case MOMENTS_TYPE3:
        return g * pow(1 - 1 / n, 1.5);
    case MOMENTS_TYPE1:
        break;
    }
    return g;
}

double moments_kurtosis(const struct moments *m, enum moments_type type)
{
    double n = (double)m->count;
    double v = moments_variance_population(m);
    double g = over(over(m->m4, m->weight), v * v) - 3;
    switch (type) {
    case MOMENTS_TYPE2:
        return n > 3 ? ((n + 1) * g + 6) * (n - 1) / ((n - 2) * (n - 3)) : NAN;
    case MOMENTS_TYPE3:
        return (g + 3) * (1 - 1 / n) * (1 - 1 / n) - 3;
    case MOMENTS_TYPE1:
        break;
    }
    return g;
}

double moments_effective(const struct moments *m)
{
    return m->count > 0 ? m->weight * m->weight / m->weight2 : 0;
}
