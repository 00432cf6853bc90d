/*
 * case_moments.c - moments, weighted moments and quantiles against R.
 */
#include "analyze/math/moments.h"
#include "tests/conformance/cases.h"

#include <math.h>
#include <stdlib.h>

static void check_shape(struct check *c, const struct moments *m)
{
    check_key(c, "skew_type1", moments_skew(m, MOMENTS_TYPE1));
    check_key(c, "skew_type2", moments_skew(m, MOMENTS_TYPE2));
    check_key(c, "skew_type3", moments_skew(m, MOMENTS_TYPE3));
    check_key(c, "kurt_type1", moments_kurtosis(m, MOMENTS_TYPE1));
    check_key(c, "kurt_type2", moments_kurtosis(m, MOMENTS_TYPE2));
    check_key(c, "kurt_type3", moments_kurtosis(m, MOMENTS_TYPE3));
}

/* All in one, and three parts merged. */
void case_moments_precip(struct check *c)
{
    size_t count;
    double *v = case_points(c, "data/precip.csv", "x", 1, &count);
    if (v == NULL)
        return;
    c->part = "mean, sd, skewness, kurtosis; in one and merged";
    struct moments whole = {0}, part[3] = {{0}, {0}, {0}};
    for (size_t i = 0; i < count; i++) {
        moments_add(&whole, v[i], 1);
        moments_add(&part[i * 3 / count], v[i], 1);
    }
    moments_merge(&part[0], &part[1]);
    moments_merge(&part[0], &part[2]);
    const struct moments *both[] = {&whole, &part[0]};
    for (size_t i = 0; i < COUNT_OF(both); i++) {
        check_key(c, "n", (double)both[i]->count);
        check_key(c, "mean", moments_mean(both[i]));
        check_key(c, "sd", moments_sd(both[i]));
        check_shape(c, both[i]);
    }
    free(v);
}

void case_weighted_moments(struct check *c)
{
    static const double x[] = {2.1, 3.4, 1.9, 5.5, 4.4, 3.2, 2.8};
    static const double w[] = {1, 2, 3, 4, 5, 2, 1};
    struct moments m = {0};
    for (size_t i = 0; i < COUNT_OF(x); i++)
        moments_add(&m, x[i], w[i]);
    check_key(c, "wmean", moments_mean(&m));
    check_key(c, "var_reliability_unbiased", moments_variance(&m));
    check_key(c, "var_ML", moments_variance_population(&m));
    check_key(c, "var_frequency", moments_variance_frequency(&m));
    check_key(c, "kish_neff", moments_effective(&m));
    check_key(c, "kish_deff", (double)m.count / moments_effective(&m));
}
