/* comparison.c - see comparison.h. */
#include "analyze/survey/comparison.h"

#include "analyze/math/effectsize.h"
#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>

static const double LEVEL = 0.95;

const char *comparison_word(enum comparison_kind kind)
{
    static const char *const words[] = {"none", "waiting", "same-segment",
                                        "not-attended"};
    return words[kind];
}

/* The stratum of SEGMENT, from 1; those below it are there, and empty. */
static struct stratum *stratum_of(struct comparison *c, size_t segment)
{
    while (c->n_segments < segment) {
        c->segment =
            mem_grow(c->segment, c->n_segments, &c->room, sizeof *c->segment);
        c->segment[c->n_segments++] = (struct stratum){0};
    }
    return &c->segment[segment - 1];
}

void comparison_add(struct comparison *c, struct comparison_side side,
                    double value)
{
    moments_add(side.taught ? &c->taught : &c->untaught, value, 1);
    if (side.waiting && !side.taught)
        moments_add(&c->waiting, value, 1);
    if (side.segment > 0) {
        struct stratum *s = stratum_of(c, side.segment);
        moments_add(side.taught ? &s->a : &s->b, value, 1);
    }
}

void comparison_merge(struct comparison *c, const struct comparison *other)
{
    moments_merge(&c->taught, &other->taught);
    moments_merge(&c->untaught, &other->untaught);
    moments_merge(&c->waiting, &other->waiting);
    for (size_t i = 0; i < other->n_segments; i++) {
        struct stratum *s = stratum_of(c, i + 1);
        moments_merge(&s->a, &other->segment[i].a);
        moments_merge(&s->b, &other->segment[i].b);
    }
}

void comparison_free(struct comparison *c)
{
    free(c->segment);
    *c = (struct comparison){0};
}

static struct compared compare(enum comparison_kind kind,
                               const struct moments *taught,
                               const struct moments *others)
{
    return (struct compared){.kind = kind,
                             .taught = taught->count,
                             .untaught = others->count,
                             .change = moments_mean(others),
                             .effect = ttest_welch(taught, others, LEVEL),
                             .d = effectsize_d(taught, others)};
}

static struct compared compare_segments(const struct comparison *c)
{
    struct stratified s = stratified_compare(c->segment, c->n_segments, LEVEL);
    return (struct compared){.kind = COMPARISON_SEGMENT,
                             .taught = s.a,
                             .untaught = s.b,
                             .change = s.mean_b,
                             .effect = s.test,
                             .d = s.test.difference / s.sd};
}

struct compared comparison_finish(const struct comparison *c, int64_t least)
{
    struct compared all[] = {
        compare(COMPARISON_WAITING, &c->taught, &c->waiting),
        compare_segments(c),
        compare(COMPARISON_UNTAUGHT, &c->taught, &c->untaught)};
    for (size_t i = 0; i < COUNT_OF(all); i++)
        if (all[i].taught >= least && all[i].untaught >= least) {
            all[i].d_error = effectsize_error(all[i].d, (double)all[i].taught,
                                              (double)all[i].untaught);
            return all[i];
        }
    return (struct compared){.change = NAN,
                             .effect = {NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN},
                             .d = NAN,
                             .d_error = NAN};
}
