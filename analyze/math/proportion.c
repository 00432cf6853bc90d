/* proportion.c - see proportion.h. */
#include "analyze/math/proportion.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <limits.h>
#include <math.h>

/* How many standard errors an interval of LEVEL reaches to each side. */
static double reach_of(double level)
{
    return gsl_cdf_ugaussian_Pinv(0.5 + level / 2);
}

static int is_sound(int64_t hits, int64_t trials)
{
    return trials > 0 && hits >= 0 && hits <= trials;
}

struct interval proportion_wilson(int64_t hits, int64_t trials, double level)
{
    if (!is_sound(hits, trials))
        return (struct interval){NAN, NAN};
    double n = (double)trials, p = (double)hits / n, z = reach_of(level);
    double scale = 1 + z * z / n;
    double middle = (p + z * z / (2 * n)) / scale;
    double reach = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / scale;
    return (struct interval){hits == 0 ? 0 : middle - reach,
                             hits == trials ? 1 : middle + reach};
}

struct interval proportion_exact(int64_t hits, int64_t trials, double level)
{
    if (!is_sound(hits, trials))
        return (struct interval){NAN, NAN};
    double x = (double)hits, n = (double)trials, tail = (1 - level) / 2;
    struct interval r = {0, 1};
    if (hits > 0)
        r.low = gsl_cdf_beta_Pinv(tail, x, n - x + 1);
    if (hits < trials)
        r.high = gsl_cdf_beta_Qinv(tail, x + 1, n - x);
    return r;
}

/*
 * The tail beyond the mean, seen from HITS, that is no likelier than HITS.
 * Chances fall away from the mean, so the first such result is found by
 * halving. The factor lets results equal but for rounding count as equal.
 */
static double other_tail(unsigned hits, unsigned trials, double chance)
{
    double limit = gsl_ran_binomial_pdf(hits, chance, trials) * (1 + 1e-7);
    double mean = chance * trials;
    int above = hits < mean; /* the other tail is above */
    unsigned low = above ? (unsigned)ceil(mean) : 0;
    unsigned high = above ? trials + 1 : (unsigned)floor(mean) + 1;
    while (low < high) {
        unsigned middle = low + (high - low) / 2;
        int rare = gsl_ran_binomial_pdf(middle, chance, trials) <= limit;
        if (rare == above)
            high = middle;
        else
            low = middle + 1;
    }
    if (above)
        return low > 0 ? gsl_cdf_binomial_Q(low - 1, chance, trials) : 1;
    return low > 0 ? gsl_cdf_binomial_P(low - 1, chance, trials) : 0;
}

double proportion_test(int64_t hits, int64_t trials, double chance)
{
    if (!is_sound(hits, trials) || trials > INT_MAX ||
        !(chance >= 0 && chance <= 1))
        return NAN;
    if (chance <= 0)
        return hits == 0;
    if (chance >= 1)
        return hits == trials;
    unsigned x = (unsigned)hits, n = (unsigned)trials;
    double mean = chance * (double)trials;
    if ((double)hits == mean)
        return 1;
    double own = (double)hits < mean ? gsl_cdf_binomial_P(x, chance, n)
                                     : gsl_cdf_binomial_Q(x - 1, chance, n);
    return fmin(1, own + other_tail(x, n, chance));
}

double proportion_margin(double p, double n, double population, double level)
{
    double variance = p * (1 - p) / n;
    if (population > 1)
        variance *= (population - n) / (population - 1);
    return reach_of(level) * sqrt(variance);
}

double proportion_size(double p, double margin, double population, double level)
{
    double ratio = margin / reach_of(level);
    double share = ratio * ratio / (p * (1 - p));
    if (population <= 0)
        return ceil(1 / share);
    return ceil(1 / (1 / population + share * (population - 1) / population));
}
