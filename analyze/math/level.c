/* level.c - see level.h. */
#include "analyze/math/level.h"

#include <math.h>

/* Variance between the classes of dims A and B. */
static double between(const struct mixture *m, size_t a, size_t b)
{
    double mean_a = 0, mean_b = 0, sum = 0;
    for (size_t k = 0; k < m->k; k++) {
        mean_a += m->share[k] * m->mean[k * m->dims + a];
        mean_b += m->share[k] * m->mean[k * m->dims + b];
    }
    for (size_t k = 0; k < m->k; k++)
        sum += m->share[k] * (m->mean[k * m->dims + a] - mean_a) *
               (m->mean[k * m->dims + b] - mean_b);
    return sum;
}

static double level_share(const struct mixture *m, const struct coded *c,
                          double within)
{
    double all = 0, diagonal = 0;
    for (size_t a = 0; a < c->scales; a++)
        for (size_t b = 0; b < c->scales; b++) {
            double cov = between(m, a, b) + within * m->cov[a * m->dims + b];
            all += cov;
            diagonal += a == b ? cov : 0;
        }
    return diagonal > 0 ? all / (double)c->scales / diagonal : NAN;
}

double level_of_members(const struct mixture *m, const struct coded *c)
{
    return level_share(m, c, 1);
}

double level_of_classes(const struct mixture *m, const struct coded *c)
{
    return m->k > 1 ? level_share(m, c, 0) : NAN;
}
