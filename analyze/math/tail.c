/* tail.c - see tail.h. */
#include "analyze/math/tail.h"

#include <gsl/gsl_sf_erf.h>
#include <gsl/gsl_sf_gamma.h>
#include <math.h>

enum { MOST_TERMS = 200000 }; /* grows with the root of df: enough for 1e9 */
static const double CLOSE = 1e-16, TINY = 1e-300;

static struct tail of_log(double log_p)
{
    return (struct tail){exp(log_p), log_p / M_LN10};
}

static struct tail of_p(double p)
{
    return (struct tail){p, log10(p)};
}

static const struct tail nothing = {NAN, NAN};

static double apart(double x)
{
    return fabs(x) < TINY ? TINY : x;
}

/*
 * The continued fraction of the incomplete beta, two terms taken as one. X and
 * Y = 1 - X come in as LAMBDA, a - (a + b) X, too: it has the digits that a
 * difference of numbers near 1 would lose.
 */
static double beta_fraction(double a, double b, double x, double y,
                            double lambda)
{
    double c = 1 + lambda, first = 1 + 1 / a;
    double above[2] = {0, 1}, below[2] = {1, c / first};
    double ratio = first / c, last = 0;
    for (int i = 1; i < MOST_TERMS && fabs(ratio - last) > CLOSE * ratio; i++) {
        double n = i, t = n / a, s = a + 2 * n - 1, w = n * (b - n) * x;
        double p = (n - 1) / a + 1, e = a / s;
        double alpha = p * (p + b / a) * e * e * w * x;
        double beta = n + w / s + (t + 1) / (first + 2 * t) * (c + n * (1 + y));
        double next = alpha * above[0] + beta * above[1];
        double scale = alpha * below[0] + beta * below[1];
        last = ratio;
        ratio = next / scale;
        above[0] = above[1] / scale;
        below[0] = below[1] / scale;
        above[1] = ratio;
        below[1] = 1;
    }
    return ratio;
}

/* log of the incomplete beta at X, where Y = 1 - X is known as well. */
static double log_beta_direct(double a, double b, double x, double y)
{
    double log_x = x < 0.5 ? log(x) : log1p(-y);
    double log_y = y < 0.5 ? log(y) : log1p(-x);
    double lambda = x < 0.5 ? a - (a + b) * x : (a + b) * y - b;
    return a * log_x + b * log_y - gsl_sf_lnbeta(a, b) +
           log(beta_fraction(a, b, x, y, lambda));
}

static double log_beta(double a, double b, double x, double y)
{
    if (x <= 0)
        return -INFINITY;
    if (y <= 0)
        return 0;
    if (x < (a + 1) / (a + b + 2))
        return log_beta_direct(a, b, x, y);
    return log1p(-exp(log_beta_direct(b, a, y, x)));
}

struct tail tail_normal(double z)
{
    if (isnan(z))
        return nothing;
    double x = fabs(z) / M_SQRT2;
    if (isinf(x))
        return of_log(-INFINITY);
    return (struct tail){gsl_sf_erfc(x), gsl_sf_log_erfc(x) / M_LN10};
}

struct tail tail_t(double t, double df)
{
    return tail_f(t * t, 1, df);
}

/* log of the upper incomplete gamma ratio, for X above A + 1. */
static double log_gamma_tail(double a, double x)
{
    double b = x + 1 - a, c = 1 / TINY, d = 1 / b, h = d;
    for (int i = 1; i < MOST_TERMS; i++) {
        double term = -i * (i - a);
        b += 2;
        d = 1 / apart(term * d + b);
        c = apart(b + term / c);
        h *= d * c;
        if (fabs(d * c - 1) < CLOSE)
            break;
    }
    return a * log(x) - x - gsl_sf_lngamma(a) + log(h);
}

struct tail tail_chisq(double x, double df)
{
    if (isnan(x) || !(df > 0))
        return nothing;
    if (!(x > 0))
        return of_p(1);
    if (isinf(x))
        return of_log(-INFINITY);
    double a = df / 2, p = gsl_sf_gamma_inc_Q(a, x / 2);
    if (p > TINY && isfinite(p))
        return of_p(p);
    return of_log(log_gamma_tail(a, x / 2));
}

struct tail tail_f(double f, double df1, double df2)
{
    if (isnan(f) || !(df1 > 0) || !(df2 > 0))
        return nothing;
    if (!(f > 0))
        return of_p(1);
    if (isinf(f))
        return of_log(-INFINITY);
    double ratio = df1 * f / df2; /* odds of the share that lies below */
    return of_log(
        log_beta(df2 / 2, df1 / 2, 1 / (1 + ratio), 1 / (1 + 1 / ratio)));
}
