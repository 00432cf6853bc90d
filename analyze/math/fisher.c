/* fisher.c - see fisher.h. */
#include "analyze/math/fisher.h"

#include "lib/mem.h"

#include <gsl/gsl_sf_gamma.h>
#include <gsl/gsl_sf_log.h>
#include <math.h>
#include <stdlib.h>

/* The tables with the margins seen: the first cell is LOW .. LOW + COUNT - 1.
 */
struct tables {
    double low;
    long count, seen; /* seen: which of them it was */
    double *log_p;    /* of each, for an odds ratio of 1 */
};

/* x log(x / mean) - x + mean, with all digits near the mean. */
static double deviance(double x, double mean)
{
    double e = (x - mean) / mean;
    return mean * (gsl_sf_log_1plusx_mx(e) + e * log1p(e));
}

/*
 * log of the binomial chance of X of N at P, by Loader's saddle point ("Fast
 * and accurate computation of binomial probabilities", 2000): no difference of
 * large logarithms, so no digits are lost for large N.
 */
static double log_binomial(double x, double n, double p)
{
    if (x <= 0)
        return n * log1p(-p);
    if (x >= n)
        return n * log(p);
    double stirling = log(gsl_sf_gammastar(n)) - log(gsl_sf_gammastar(x)) -
                      log(gsl_sf_gammastar(n - x));
    return stirling - deviance(x, n * p) - deviance(n - x, n * (1 - p)) +
           log(n / (2 * M_PI * x * (n - x))) / 2;
}

/* log of p(x + 1) / p(x) for DRAWN of TOTAL, MARKED of them marked. */
static double log_step(double x, double drawn, double marked, double total)
{
    return log((marked - x) * (drawn - x)) -
           log((x + 1) * (total - marked - drawn + x + 1));
}

/* A mode has the largest chance: logs are summed up from there, then scaled. */
static void fill(struct tables *t, double drawn, double marked, double total)
{
    double sum = 0, most = -INFINITY;
    t->log_p[0] = 0;
    for (long i = 1; i < t->count; i++)
        t->log_p[i] = t->log_p[i - 1] +
                      log_step(t->low + (double)(i - 1), drawn, marked, total);
    for (long i = 0; i < t->count; i++)
        most = fmax(most, t->log_p[i]);
    for (long i = 0; i < t->count; i++)
        sum += exp(t->log_p[i] - most);
    for (long i = 0; i < t->count; i++)
        t->log_p[i] -= most + log(sum);
}

static int tables_open(struct tables *t, const int64_t c[4])
{
    for (int i = 0; i < 4; i++)
        if (c[i] < 0 || c[i] > INT32_MAX)
            return -1;
    int64_t drawn = c[0] + c[1], marked = c[0] + c[2];
    int64_t total = drawn + c[2] + c[3];
    int64_t low = drawn + marked > total ? drawn + marked - total : 0;
    int64_t high = drawn < marked ? drawn : marked;
    if (high - low + 1 > FISHER_MAX)
        return -1;
    t->low = (double)low;
    t->count = (long)(high - low + 1);
    t->seen = (long)(c[0] - low);
    t->log_p = mem_array(NULL, (size_t)t->count, sizeof *t->log_p);
    fill(t, (double)drawn, (double)marked, (double)total);
    return 0;
}

/* What is asked of the tables under the odds ratio exp(SHIFT). */
struct shifted {
    double mean, upper, lower; /* of the place; chance of >= and <= seen */
};

static struct shifted shift_by(const struct tables *t, double shift)
{
    double most = -INFINITY, sum = 0;
    struct shifted s = {0};
    for (long i = 0; i < t->count; i++)
        most = fmax(most, t->log_p[i] + (double)i * shift);
    for (long i = 0; i < t->count; i++) {
        double p = exp(t->log_p[i] + (double)i * shift - most);
        sum += p;
        s.mean += p * (double)i;
        s.upper += i >= t->seen ? p : 0;
        s.lower += i <= t->seen ? p : 0;
    }
    s.mean /= sum;
    s.upper /= sum;
    s.lower /= sum;
    return s;
}

enum aim { AIM_MEAN, AIM_UPPER, AIM_LOWER };

/* Grows with the shift. */
static double distance(const struct tables *t, double shift, enum aim aim,
                       double tail)
{
    struct shifted s = shift_by(t, shift);
    if (aim == AIM_MEAN)
        return s.mean - (double)t->seen;
    return aim == AIM_UPPER ? s.upper - tail : tail - s.lower;
}

/* The odds ratio at which the distance is 0, by halving. */
static double solve(const struct tables *t, enum aim aim, double tail)
{
    double low = -1, high = 1;
    while (distance(t, low, aim, tail) > 0 && low > -700)
        low *= 2;
    while (distance(t, high, aim, tail) < 0 && high < 700)
        high *= 2;
    for (int i = 0; i < 200 && high - low > 1e-15 * fabs(high); i++) {
        double middle = (low + high) / 2;
        if (distance(t, middle, aim, tail) < 0)
            low = middle;
        else
            high = middle;
    }
    return exp((low + high) / 2);
}

static double two_sided(const struct tables *t)
{
    double limit = t->log_p[t->seen] + 1e-7, sum = 0;
    for (long i = 0; i < t->count; i++)
        if (t->log_p[i] <= limit)
            sum += exp(t->log_p[i]);
    return fmin(1, sum);
}

struct fisher fisher_test(const int64_t cells[4], double level)
{
    struct tables t;
    struct fisher r = {NAN, NAN, NAN, NAN};
    if (tables_open(&t, cells) != 0)
        return r;
    double tail = (1 - level) / 2;
    int lowest = t.seen == 0, highest = t.seen == t.count - 1;
    r.p = two_sided(&t);
    if (t.count > 1) {
        r.odds_ratio = lowest ? 0 : highest ? INFINITY : solve(&t, AIM_MEAN, 0);
        r.low = lowest ? 0 : solve(&t, AIM_UPPER, tail);
        r.high = highest ? INFINITY : solve(&t, AIM_LOWER, tail);
    }
    free(t.log_p);
    return r;
}

/* From a place X above the mean, chances fall: sum until none counts. */
static double sum_up(double x, double drawn, double marked, double total)
{
    double rate = drawn / total;
    double log_p = log_binomial(x, marked, rate) +
                   log_binomial(drawn - x, total - marked, rate) -
                   log_binomial(drawn, total, rate);
    double high = fmin(drawn, marked), part = 1, sum = 1;
    for (; x < high && part > 1e-18 * sum; x++) {
        part *= exp(log_step(x, drawn, marked, total));
        sum += part;
    }
    return exp(log_p) * sum;
}

double fisher_upper(int64_t hits, int64_t drawn, int64_t marked, int64_t total)
{
    if (drawn < 0 || marked < 0 || drawn > total || marked > total)
        return NAN;
    int64_t low = drawn + marked > total ? drawn + marked - total : 0;
    if (hits <= low)
        return 1;
    if (hits > drawn || hits > marked)
        return 0;
    double n = (double)drawn, m = (double)marked, all = (double)total;
    double x = (double)hits;
    if (x > n * m / all)
        return sum_up(x, n, m, all);
    /* The lower tail is the upper one of those who were not drawn. */
    return 1 - sum_up(m - x + 1, all - n, m, all);
}
