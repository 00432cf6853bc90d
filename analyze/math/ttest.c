/* ttest.c - see ttest.h. */
#include "analyze/math/ttest.h"

#include "analyze/math/tail.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

struct ttest ttest_of(double difference, double error, double df, double level)
{
    struct ttest r = {difference, error, NAN, df, NAN, NAN, NAN, NAN};
    if (!(error > 0) || !(df > 0))
        return r;
    r.t = difference / error;
    struct tail p = tail_t(r.t, df);
    r.p = p.p;
    r.log10_p = p.log10_p;
    double reach = gsl_cdf_tdist_Pinv(0.5 + level / 2, df) * error;
    r.low = difference - reach;
    r.high = difference + reach;
    return r;
}

/* The squared standard error of a mean. */
static double error2(const struct moments *m)
{
    return moments_variance(m) / (double)m->count;
}

struct ttest ttest_paired(const struct moments *m, double level)
{
    return ttest_of(moments_mean(m), sqrt(error2(m)), (double)m->count - 1,
                    level);
}

struct ttest ttest_welch(const struct moments *a, const struct moments *b,
                         double level)
{
    double ea = error2(a), eb = error2(b), sum = ea + eb;
    double df =
        sum * sum /
        (ea * ea / ((double)a->count - 1) + eb * eb / ((double)b->count - 1));
    return ttest_of(moments_difference(a, b), sqrt(sum), df, level);
}

struct ttest ttest_pooled(const struct moments *a, const struct moments *b,
                          double level)
{
    double na = (double)a->count, nb = (double)b->count;
    double df = na + nb - 2;
    double variance =
        ((na - 1) * moments_variance(a) + (nb - 1) * moments_variance(b)) / df;
    double error = sqrt(variance * (1 / na + 1 / nb));
    return ttest_of(moments_difference(a, b), error, df, level);
}
