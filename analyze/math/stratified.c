/* stratified.c - see stratified.h. */
#include "analyze/math/stratified.h"

#include <math.h>
#include <stdbool.h>

static bool is_used(const struct stratum *s)
{
    return s->a.count > 0 && s->b.count > 0;
}

/* One side over all strata. */
struct side {
    double squares, free; /* of values around their means */
    double factor;        /* of the variance, in the squared error */
};

static void add_side(struct side *p, const struct moments *m, double share)
{
    double n = (double)m->count;
    if (m->count > 1)
        p->squares += moments_variance(m) * (n - 1);
    p->free += n - 1;
    p->factor += share * share / n;
}

static struct ttest test(const struct side *a, const struct side *b,
                         double difference, double level)
{
    double ea = a->factor * a->squares / a->free;
    double eb = b->factor * b->squares / b->free;
    double df = (ea + eb) * (ea + eb) / (ea * ea / a->free + eb * eb / b->free);
    return ttest_of(difference, sqrt(ea + eb), df, level);
}

struct stratified stratified_compare(const struct stratum *s, size_t count,
                                     double level)
{
    struct stratified r = {0};
    struct side a = {0}, b = {0};
    double difference = 0;
    for (size_t i = 0; i < count; i++)
        if (is_used(&s[i])) {
            r.a += s[i].a.count;
            r.b += s[i].b.count;
        }
    for (size_t i = 0; i < count; i++) {
        double share = (double)s[i].a.count / (double)r.a;
        if (!is_used(&s[i]))
            continue;
        difference += share * moments_difference(&s[i].a, &s[i].b);
        r.mean_a += share * moments_mean(&s[i].a);
        r.mean_b += share * moments_mean(&s[i].b);
        add_side(&a, &s[i].a, share);
        add_side(&b, &s[i].b, share);
    }
    if (r.a == 0)
        r.mean_a = r.mean_b = difference = NAN;
    r.test = test(&a, &b, difference, level);
    r.sd = sqrt((a.squares + b.squares) / (a.free + b.free));
    return r;
}
