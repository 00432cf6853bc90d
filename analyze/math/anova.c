/* anova.c - see anova.h. */
#include "analyze/math/anova.h"

#include "analyze/math/tail.h"

#include <math.h>

static void find_p(struct anova *a)
{
    struct tail p = tail_f(a->f, a->df1, a->df2);
    a->p = p.p;
    a->log10_p = p.log10_p;
}

struct anova anova_test(const struct moments *group, size_t count)
{
    struct anova a = {0};
    struct moments all = {0};
    double groups = 0;
    for (size_t i = 0; i < count; i++) {
        a.within += group[i].m2;
        groups += group[i].count > 0;
        moments_merge(&all, &group[i]);
    }
    for (size_t i = 0; i < count; i++) {
        if (group[i].count == 0)
            continue;
        double gap = moments_difference(&group[i], &all);
        a.between += group[i].weight * gap * gap;
    }
    a.df1 = groups - 1;
    a.df2 = (double)all.count - groups;
    double ms = a.within / a.df2, total = a.between + a.within;
    int sound = a.df1 > 0 && a.df2 > 0 && a.within > 0;
    a.f = sound ? a.between / a.df1 / ms : NAN;
    a.eta2 = sound ? a.between / total : NAN;
    a.omega2 = sound ? (a.between - a.df1 * ms) / (total + ms) : NAN;
    find_p(&a);
    return a;
}

struct anova anova_welch(const struct moments *group, size_t count)
{
    double k = 0, sum = 0, mean = 0, spread = 0, lambda = 0;
    const struct moments *first = NULL;
    for (size_t i = 0; i < count; i++) {
        if (group[i].count == 0)
            continue;
        first = first == NULL ? &group[i] : first;
        double w = (double)group[i].count / moments_variance(&group[i]);
        k++;
        sum += w;
        mean += w * moments_difference(&group[i], first);
    }
    mean /= sum; /* less that of the first */
    for (size_t i = 0; i < count; i++) {
        if (group[i].count == 0)
            continue;
        double w = (double)group[i].count / moments_variance(&group[i]);
        double gap = moments_difference(&group[i], first) - mean;
        spread += w * gap * gap;
        lambda += (1 - w / sum) * (1 - w / sum) / ((double)group[i].count - 1);
    }
    struct anova a = {NAN, NAN, NAN, k - 1, NAN, NAN, NAN, NAN, NAN};
    if (k > 1 && isfinite(sum)) {
        a.f = spread / (k - 1) / (1 + 2 * (k - 2) * lambda / (k * k - 1));
        a.df2 = (k * k - 1) / (3 * lambda);
    }
    find_p(&a);
    return a;
}

struct bartlett anova_bartlett(const struct moments *group, size_t count)
{
    double k = 0, df = 0, within = 0, logs = 0, inverse = 0;
    for (size_t i = 0; i < count; i++) {
        if (group[i].count == 0)
            continue;
        double own = (double)group[i].count - 1;
        k++;
        df += own;
        within += group[i].m2;
        logs += own * log(moments_variance(&group[i]));
        inverse += 1 / own;
    }
    struct bartlett b = {NAN, k - 1, NAN};
    if (k > 1 && isfinite(logs))
        b.x2 = (df * log(within / df) - logs) /
               (1 + (inverse - 1 / df) / (3 * (k - 1)));
    b.p = tail_chisq(b.x2, b.df).p;
    return b;
}
