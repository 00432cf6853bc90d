/* traits.c - see traits.h. */
#include "analyze/segment/traits.h"

#include "analyze/base/groups.h"
#include "analyze/math/effectsize.h"
#include "analyze/math/fdr.h"
#include "analyze/math/moments.h"
#include "analyze/math/ttest.h"
#include "lib/mem.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double Z95 = 1.959963984540054;
enum { CHOICES = 100 }; /* codes of a question that are looked at */
static const struct trait attribute = {.kind = TRAIT_ATTRIBUTE,
                                       .topic = FACT_NONE};

/* Whom a trait is looked at for. */
struct look {
    const struct run *r;
    const struct features *f;
    const struct answers *a; /* of F */
    const uint16_t *segment_of;
    size_t segments;
};

static void add_trait(struct traits *t, struct trait trait)
{
    t->trait = mem_grow(t->trait, t->n, &t->room, sizeof *t->trait);
    t->trait[t->n++] = trait;
}

/* Moments by segment, [0] of nobody; the rest of one is all but it. LIKE has
 * what is known of the trait. */
static void add_means(struct traits *t, const struct look *k,
                      const struct trait *like, const char *name,
                      const struct moments *by_segment)
{
    for (size_t s = 1; s <= k->segments; s++) {
        if (by_segment[s].count == 0)
            continue;
        struct moments rest = {0};
        for (size_t o = 1; o <= k->segments; o++)
            if (o != s)
                moments_merge(&rest, &by_segment[o]);
        const struct moments *in = &by_segment[s];
        double na = (double)in->count, nb = (double)rest.count;
        double g = effectsize_d(in, &rest) * effectsize_hedges(na + nb - 2);
        double half = Z95 * effectsize_error(g, na, nb);
        struct trait trait = *like;
        trait.segment = (uint16_t)s;
        trait.name = mem_text(name);
        trait.n = in->count;
        trait.mean = moments_mean(in);
        trait.rest = moments_mean(&rest);
        trait.effect = trait.strength = g;
        trait.low = g - half;
        trait.high = g + half;
        trait.p = ttest_welch(in, &rest, 0.95).p;
        add_trait(t, trait);
    }
}

static bool is_compared(const struct look *k, size_t item)
{
    for (size_t j = 0; j < k->f->scales + k->f->classes; j++)
        if (k->f->item[j] == item)
            return true;
    return false;
}

static void look_at_item(struct traits *t, const struct look *k, size_t item)
{
    struct moments *m = mem_alloc((k->segments + 1) * sizeof *m);
    for (size_t i = 0; i < k->a->n; i++) {
        int code = answers_code(k->a, i, item);
        if (code >= 0)
            moments_add(&m[k->segment_of[i]], code, 1);
    }
    struct trait like = {.kind = TRAIT_ITEM,
                         .topic = FACT_NONE,
                         .item = &k->a->item[item],
                         .compared = is_compared(k, item)};
    add_means(t, k, &like, like.item->id, m);
    free(m);
}

static void look_at_gap(struct traits *t, const struct look *k, int32_t topic,
                        size_t importance, size_t ability)
{
    struct moments *m = mem_alloc((k->segments + 1) * sizeof *m);
    for (size_t i = 0; i < k->a->n; i++) {
        int high = answers_code(k->a, i, importance);
        int low = answers_code(k->a, i, ability);
        if (high >= 0 && low >= 0)
            moments_add(&m[k->segment_of[i]], high - low, 1);
    }
    struct trait like = {.kind = TRAIT_GAP, .topic = topic};
    add_means(t, k, &like, k->r->facts->topic[topic].id, m);
    free(m);
}

/* The real number Q of features. */
static void look_at_measure(struct traits *t, const struct look *k, size_t q)
{
    const struct coded *c = &k->f->data;
    struct moments *m = mem_alloc((k->segments + 1) * sizeof *m);
    uint16_t missing[CODED_DIMS];
    size_t dim = c->scales + q;
    for (size_t place = 0; place < c->n; place++) {
        size_t count = coded_missing(c, place, missing), i = 0;
        while (i < count && missing[i] != dim)
            i++;
        if (i < count)
            continue;
        size_t respondent = k->f->respondent[c->row[place]];
        moments_add(&m[k->segment_of[respondent]],
                    c->mean[dim] + c->sd[dim] * c->real[place * c->reals + q],
                    1);
    }
    struct trait like = {
        .kind = TRAIT_MEASURE, .topic = FACT_NONE, .compared = true};
    add_means(t, k, &like, k->f->real[q], m);
    free(m);
}

/* Hits and trials by segment. */
struct shares {
    int64_t *hits, *trials;
};

static struct shares shares_open(size_t segments)
{
    return (struct shares){mem_alloc((segments + 1) * sizeof(int64_t)),
                           mem_alloc((segments + 1) * sizeof(int64_t))};
}

static void shares_close(struct shares *s)
{
    free(s->hits);
    free(s->trials);
}

/* Cohen's h: how far two shares are apart, on the scale of g. */
static double distance_of(double share, double rest)
{
    return 2 * asin(sqrt(share)) - 2 * asin(sqrt(rest));
}

/* The risk ratio, with a half added to each cell where one is empty. */
static void add_share(struct traits *t, const struct look *k, size_t s,
                      const struct shares *x, const struct trait *like,
                      const char *name)
{
    if (x->trials[s] == 0)
        return;
    double a = (double)x->hits[s], n = (double)x->trials[s], b = 0, m = 0;
    for (size_t o = 1; o <= k->segments; o++) {
        b += o == s ? 0 : (double)x->hits[o];
        m += o == s ? 0 : (double)x->trials[o];
    }
    struct trait trait = *like;
    trait.segment = (uint16_t)s;
    trait.name = mem_text(name);
    trait.topic = FACT_NONE;
    trait.n = x->trials[s];
    trait.mean = a / n;
    trait.rest = m > 0 ? b / m : NAN;
    trait.strength = distance_of(trait.mean, trait.rest);
    double add = a > 0 && b > 0 ? 0 : 0.5;
    double ratio = ((a + add) / (n + 2 * add)) / ((b + add) / (m + 2 * add));
    double error = sqrt(1 / (a + add) - 1 / (n + 2 * add) + 1 / (b + add) -
                        1 / (m + 2 * add));
    bool defined = m > 0 && error > 0;
    trait.effect = defined ? ratio : NAN;
    trait.low = defined ? ratio * exp(-Z95 * error) : NAN;
    trait.high = defined ? ratio * exp(Z95 * error) : NAN;
    trait.p = defined ? 2 * gsl_cdf_ugaussian_Q(fabs(log(ratio)) / error) : NAN;
    add_trait(t, trait);
}

/* A tick, or one CODE of a question with one choice. */
static void look_at_code(struct traits *t, const struct look *k,
                         const struct trait *like, const char *name)
{
    size_t item = (size_t)(like->item - k->a->item);
    struct shares x = shares_open(k->segments);
    for (size_t i = 0; i < k->a->n; i++) {
        int code = answers_code(k->a, i, item);
        x.trials[k->segment_of[i]] += code >= 0;
        x.hits[k->segment_of[i]] += code == like->code;
    }
    for (size_t s = 1; s <= k->segments; s++)
        add_share(t, k, s, &x, like, name);
    shares_close(&x);
}

static void look_at_option(struct traits *t, const struct look *k, size_t item)
{
    struct trait like = {.kind = TRAIT_OPTION,
                         .item = &k->a->item[item],
                         .code = 1,
                         .compared = is_compared(k, item)};
    look_at_code(t, k, &like, like.item->id);
}

/* Each answer to a question with one choice, if they are not too many. */
static void look_at_single(struct traits *t, const struct look *k, size_t item)
{
    const struct answer_item *i = &k->a->item[item];
    if (i->high - i->low >= CHOICES)
        return;
    for (int code = i->low; code <= i->high; code++) {
        struct trait like = {.kind = TRAIT_CHOICE,
                             .item = i,
                             .code = code,
                             .compared = is_compared(k, item)};
        char *name = mem_format("%s=%d", i->id, code);
        look_at_code(t, k, &like, name);
        free(name);
    }
}

/* Adds to HITS[group x segment] in one walk over the respondents. */
static void count_groups(const struct look *k, const struct groups *g,
                         int64_t *hits, int64_t *trials)
{
    size_t width = k->segments + 1;
    for (size_t i = 0; i < k->a->n; i++) {
        int32_t member = k->a->member[i];
        if (member == FACT_NONE)
            continue;
        trials[k->segment_of[i]]++;
        size_t count;
        const uint32_t *group = groups_of(g, (size_t)member, &count);
        for (size_t o = 0; o < count; o++)
            hits[group[o] * width + k->segment_of[i]]++;
    }
}

static void look_at_group(struct traits *t, const struct look *k,
                          const struct group *group, const struct shares *x)
{
    char *name = mem_format("%s=%s", group->scope, group->value);
    for (size_t s = 1; s <= k->segments; s++)
        add_share(t, k, s, x, &attribute, name);
    free(name);
}

static void look_at_groups(struct traits *t, const struct look *k)
{
    struct groups g;
    groups_make(&g, k->r);
    size_t width = k->segments + 1;
    int64_t *hits = mem_alloc(g.n * width * sizeof *hits);
    int64_t *trials = mem_alloc(width * sizeof *trials);
    count_groups(k, &g, hits, trials);
    for (size_t i = 0; i < g.n; i++) {
        struct shares x = {hits + i * width, trials};
        bool named = strchr(g.group[i].scope, '=') == NULL; /* one reading */
        if (i != GROUPS_ALL && named &&
            strcmp(g.group[i].scope, "segment") != 0)
            look_at_group(t, k, &g.group[i], &x);
    }
    free(hits);
    free(trials);
    groups_free(&g);
}

/* Whether MEMBER holds a post called ROLE on the day of the study. */
static bool holds_role(const struct run *r, size_t member, int32_t role)
{
    const struct facts *f = r->facts;
    for (size_t i = f->role_at[member]; i < f->role_at[member + 1]; i++)
        if (f->role[i].role == role && f->role[i].begin_on <= r->study->as_of &&
            f->role[i].end_on >= r->study->as_of)
            return true;
    return false;
}

static void look_at_role(struct traits *t, const struct look *k, int32_t role)
{
    struct shares x = shares_open(k->segments);
    for (size_t i = 0; i < k->a->n; i++) {
        int32_t member = k->a->member[i];
        if (member == FACT_NONE)
            continue;
        x.trials[k->segment_of[i]]++;
        x.hits[k->segment_of[i]] += holds_role(k->r, (size_t)member, role);
    }
    char *name = mem_format("role:%s", k->r->facts->word[role]);
    for (size_t s = 1; s <= k->segments; s++)
        add_share(t, k, s, &x, &attribute, name);
    free(name);
    shares_close(&x);
}

/* Each role once, in the order of the words. */
static void look_at_roles(struct traits *t, const struct look *k)
{
    const struct facts *f = k->r->facts;
    bool *is_role = mem_alloc(f->n_words * sizeof *is_role);
    for (size_t i = 0; i < f->role_at[f->n_members]; i++)
        is_role[f->role[i].role] = true;
    for (size_t w = 0; w < f->n_words; w++)
        if (is_role[w])
            look_at_role(t, k, (int32_t)w);
    free(is_role);
}

static void adjust(struct traits *t)
{
    double *p = mem_array(NULL, t->n, sizeof *p);
    double *q = mem_array(NULL, t->n, sizeof *q);
    for (size_t i = 0; i < t->n; i++)
        p[i] = t->trait[i].p;
    fdr_benjamini_hochberg(p, t->n, q);
    for (size_t i = 0; i < t->n; i++)
        t->trait[i].q = q[i];
    free(p);
    free(q);
}

void traits_make(struct traits *t, const struct run *r,
                 const struct features *f, const uint16_t *segment_of,
                 size_t segments)
{
    *t = (struct traits){.segments = segments};
    const struct answers *a = f->answers;
    struct look k = {r, f, a, segment_of, segments};
    for (size_t i = 0; i < r->facts->n_topics; i++) {
        long importance = answers_item(a, "importance", (int32_t)i);
        long ability = answers_item(a, "ability", (int32_t)i);
        if (importance >= 0 && ability >= 0)
            look_at_gap(t, &k, (int32_t)i, (size_t)importance, (size_t)ability);
    }
    for (size_t i = 0; i < a->n_items; i++) {
        if (a->item[i].kind == ANSWER_LIKERT)
            look_at_item(t, &k, i);
        else if (a->item[i].kind == ANSWER_OPTION)
            look_at_option(t, &k, i);
        else if (a->item[i].kind == ANSWER_SINGLE)
            look_at_single(t, &k, i);
    }
    for (size_t q = 0; q < f->reals; q++)
        look_at_measure(t, &k, q);
    look_at_groups(t, &k);
    look_at_roles(t, &k);
    adjust(t);
}

void traits_free(struct traits *t)
{
    for (size_t i = 0; i < t->n; i++)
        free(t->trait[i].name);
    free(t->trait);
    *t = (struct traits){0};
}
