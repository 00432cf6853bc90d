/* effectsize.c - see effectsize.h. */
#include "analyze/math/effectsize.h"

#include <gsl/gsl_sf_gamma.h>
#include <math.h>

static double over(double part, double whole)
{
    return whole > 0 ? part / whole : NAN;
}

double effectsize_dz(const struct moments *differences)
{
    return over(moments_mean(differences), moments_sd(differences));
}

double effectsize_d(const struct moments *a, const struct moments *b)
{
    double da = (double)a->count - 1, db = (double)b->count - 1;
    double pooled =
        (da * moments_variance(a) + db * moments_variance(b)) / (da + db);
    return over(moments_difference(a, b), sqrt(pooled));
}

double effectsize_hedges(double df)
{
    if (!(df > 1))
        return NAN;
    return exp(gsl_sf_lngamma(df / 2) - gsl_sf_lngamma((df - 1) / 2)) /
           sqrt(df / 2);
}

double effectsize_hedges_approximate(double df)
{
    return df > 1 ? 1 - 3 / (4 * df - 1) : NAN;
}

double effectsize_error(double g, double na, double nb)
{
    return sqrt((na + nb) / (na * nb) + g * g / (2 * (na + nb)));
}

double effectsize_dz_error(double dz, double n)
{
    return sqrt(1 / n + dz * dz / (2 * n));
}

double effectsize_vtest(const struct moments *group, const struct moments *all)
{
    double n = (double)all->count, k = (double)group->count;
    double error2 = (n - k) / (n - 1) * moments_variance(all) / k;
    return over(moments_difference(group, all), sqrt(error2));
}

double effectsize_gain(double before, double after, double most)
{
    return over(after - before, most - before);
}
