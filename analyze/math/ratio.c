/* ratio.c - see ratio.h. */
#include "analyze/math/ratio.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

static double over(double part, double whole)
{
    return whole > 0 ? part / whole : NAN;
}

/* a, b: with and without it in the group; c, e: outside. */
static void find_odds(struct ratio *r, double a, double b, double c, double e)
{
    a += 0.5;
    b += 0.5;
    c += 0.5;
    e += 0.5;
    r->log_odds = log(a * e / (b * c));
    r->log_odds_error = sqrt(1 / a + 1 / b + 1 / c + 1 / e);
}

struct ratio ratio_of(int64_t hits, int64_t size, int64_t marked, int64_t total,
                      double level)
{
    double a = (double)hits, n1 = (double)size, m = (double)marked;
    double n = (double)total, c = m - a, n2 = n - n1;
    struct ratio r = {.share = over(a, n1),
                      .rest = over(c, n2),
                      .all = over(m, n),
                      .low = NAN,
                      .high = NAN};
    r.lift = over(r.share, r.all);
    r.leverage = over(a, n) - over(n1, n) * r.all;
    r.risk_ratio = over(r.share, r.rest);
    r.cohen_h = 2 * asin(sqrt(r.share)) - 2 * asin(sqrt(r.rest));
    find_odds(&r, a, n1 - a, c, n2 - c);
    if (a > 0 && c > 0) {
        double error = sqrt(1 / a - 1 / n1 + 1 / c - 1 / n2);
        double reach = gsl_cdf_ugaussian_Pinv(0.5 + level / 2) * error;
        r.low = r.risk_ratio * exp(-reach);
        r.high = r.risk_ratio * exp(reach);
    }
    return r;
}
