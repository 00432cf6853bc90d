/* stratified.c - see stratified.h. */
#include "analyze/math/stratified.h"

#include <math.h>
#include <stdbool.h>

static bool is_used(const struct stratum *s)
{
    return s->a.count > 1 && s->b.count > 1;
}

/* What a group with a share of the whole adds to the squared error. */
struct parts {
    double error2, df; /* sums; DF of squares over n - 1 */
    double squares, free;
};

static void add_group(struct parts *p, const struct moments *m, double share)
{
    double variance = moments_variance(m), n = (double)m->count;
    double error2 = share * share * variance / n;
    p->error2 += error2;
    p->df += error2 * error2 / (n - 1);
    p->squares += variance * (n - 1);
    p->free += n - 1;
}

struct stratified stratified_compare(const struct stratum *s, size_t count,
                                     double level)
{
    struct stratified r = {0};
    struct parts p = {0};
    for (size_t i = 0; i < count; i++)
        if (is_used(&s[i])) {
            r.a += s[i].a.count;
            r.b += s[i].b.count;
        }
    for (size_t i = 0; i < count; i++) {
        double share = (double)s[i].a.count / (double)r.a;
        if (!is_used(&s[i]))
            continue;
        r.mean_a += share * moments_mean(&s[i].a);
        r.mean_b += share * moments_mean(&s[i].b);
        add_group(&p, &s[i].a, share);
        add_group(&p, &s[i].b, share);
    }
    if (r.a == 0)
        r.mean_a = r.mean_b = NAN;
    r.test = ttest_of(r.mean_a - r.mean_b, sqrt(p.error2),
                      p.error2 * p.error2 / p.df, level);
    r.sd = sqrt(p.squares / p.free);
    return r;
}
