/* scores.c - see scores.h. */
#include "analyze/survey/scores.h"

#include "analyze/math/effectsize.h"

#include <math.h>

static const double LEVEL = 0.95, Z95 = 1.959963984540054;
static const double MEDIUM = 0.5, FULL_SCORE = 100;

static double points(int32_t before, int32_t after)
{
    return (double)((int64_t)after - before) / 100.0;
}

static void compare(struct scores *t, const struct observation *o)
{
    struct comparison_side side = {o->segment, o->taught, o->waiting};
    comparison_add(&t->others, side, points(o->pre, o->post));
}

void scores_add(struct scores *t, const struct observation *o)
{
    if (!o->taught) {
        if (pairs_whole(o))
            compare(t, o);
        return;
    }
    if (o->ratings > 0)
        moments_add(&t->rating,
                    (double)o->rating_sum / (double)o->ratings / 100, 1);
    if (o->pre == EVENT_NO_SCORE)
        return;
    if (o->post == EVENT_NO_SCORE) {
        t->attrition++;
        return;
    }
    moments_add(&t->pre, o->pre / 100.0, 1);
    moments_add(&t->post, o->post / 100.0, 1);
    moments_add(&t->change, points(o->pre, o->post), 1);
    changelist_add(&t->sizes, (int64_t)o->post - o->pre);
    compare(t, o);
}

void scores_merge(struct scores *t, const struct scores *other)
{
    moments_merge(&t->pre, &other->pre);
    moments_merge(&t->post, &other->post);
    moments_merge(&t->change, &other->change);
    moments_merge(&t->rating, &other->rating);
    comparison_merge(&t->others, &other->others);
    changelist_merge(&t->sizes, &other->sizes);
    t->attrition += other->attrition;
}

void scores_free(struct scores *t)
{
    changelist_free(&t->sizes);
    comparison_free(&t->others);
}

bool scores_any(const struct scores *t)
{
    return t->change.count > 0 || t->attrition > 0 || t->rating.count > 0;
}

static void set_sizes(struct score_figures *f, const struct scores *t)
{
    double factor = effectsize_hedges(f->change.df);
    f->d_z = effectsize_dz(&t->change);
    double half = Z95 * effectsize_dz_error(f->d_z, (double)t->change.count);
    f->d_low = f->d_z - half;
    f->d_high = f->d_z + half;
    f->g = factor * f->d_z;
    f->g_low = factor * f->d_low;
    f->g_high = factor * f->d_high;
}

static void set_ranks(struct score_figures *f, struct scores *t)
{
    struct signedrank r = changelist_test(&t->sizes);
    f->wilcoxon = r.up;
    f->wilcoxon_p = isnan(r.p_exact) ? r.p_corrected : r.p_exact;
    f->rank_biserial = r.rank_biserial;
}

struct score_figures scores_finish(struct scores *t,
                                   const struct score_rules *rules)
{
    struct score_figures f = {.change = ttest_paired(&t->change, LEVEL),
                              .gain = NAN};
    if (t->change.count > 0)
        f.gain = effectsize_gain(moments_mean(&t->pre), moments_mean(&t->post),
                                 FULL_SCORE);
    set_sizes(&f, t);
    set_ranks(&f, t);
    f.compared = comparison_finish(&t->others, rules->min_pairs);
    f.p = NAN;
    if (t->change.count >= rules->min_pairs)
        f.p = scores_compared(&f) ? f.compared.effect.p : f.change.p;
    return f;
}

/* The upper end of the interval of the standardised change, or effect. */
static double upper_size(const struct score_figures *f)
{
    return scores_compared(f) ? f->compared.d + Z95 * f->compared.d_error
                              : f->d_high;
}

const char *scores_verdict(const struct scores *t,
                           const struct score_figures *f, double q,
                           const struct score_rules *rules)
{
    double difference = scores_compared(f) ? f->compared.effect.difference
                                           : f->change.difference;
    if (t->change.count < rules->min_pairs)
        return "too-few";
    if (q < rules->fdr)
        return difference > 0 ? "works" : "does-not";
    double high = upper_size(f);
    if (isnan(high))
        return difference > 0 ? "unclear" : "does-not";
    return high < MEDIUM ? "does-not" : "unclear";
}
