/* others.c - see others.h. */
#include "analyze/segment/others.h"

#include "analyze/base/groups.h"
#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct chances {
    size_t k, groups;
    double *share; /* by class: ln of its share */
    double *in;    /* groups x classes: ln of its share in the group */
};

static size_t class_of(const struct grouping *g, uint16_t segment)
{
    size_t k = 0;
    while (g->number[k] != segment)
        k++;
    return k;
}

static void count_members(struct chances *c, const struct grouping *g,
                          const struct groups *by, size_t members)
{
    for (size_t m = 0; m < members; m++) {
        if (g->member[m].segment == 0)
            continue;
        size_t k = class_of(g, g->member[m].segment), count;
        const uint32_t *group = groups_of(by, m, &count);
        c->share[k]++;
        for (size_t o = 0; o < count; o++)
            c->in[group[o] * c->k + k]++;
    }
}

static void chances_make(struct chances *c, const struct grouping *g,
                         const struct groups *by, size_t members)
{
    *c = (struct chances){.k = g->found.model.k, .groups = by->n};
    c->share = mem_alloc(c->k * sizeof *c->share);
    c->in = mem_alloc(c->groups * c->k * sizeof *c->in);
    count_members(c, g, by, members);
    for (size_t i = 0; i < c->groups * c->k; i++)
        c->in[i] = log((c->in[i] + 1) / (c->share[i % c->k] + 2));
    double all = 0;
    for (size_t k = 0; k < c->k; k++)
        all += c->share[k];
    for (size_t k = 0; k < c->k; k++)
        c->share[k] = log((c->share[k] + 1) / (all + (double)c->k));
}

/* The best class of SCORE (ln), the next, and the posterior of the best. */
static struct grouping_member pick(const struct grouping *g,
                                   const double *score, size_t k)
{
    size_t best = 0, second = k > 1 ? 1 : 0;
    double sum = 0;
    for (size_t c = 1; c < k; c++)
        if (score[c] > score[best]) {
            second = best;
            best = c;
        } else if (second == best || score[c] > score[second]) {
            second = c;
        }
    for (size_t c = 0; c < k; c++)
        sum += exp(score[c] - score[best]);
    return (struct grouping_member){.segment = g->number[best],
                                    .second = g->number[second],
                                    .assigned = 1,
                                    .posterior = (float)(1 / sum)};
}

static void assign_member(struct grouping *g, const struct chances *c,
                          const struct groups *by, size_t m)
{
    double score[MIXTURE_K];
    size_t known = 0, count;
    const uint32_t *group = groups_of(by, m, &count);
    for (size_t k = 0; k < c->k; k++)
        score[k] = c->share[k];
    for (size_t o = 0; o < count; o++) {
        if (group[o] == GROUPS_ALL)
            continue;
        known++;
        for (size_t k = 0; k < c->k; k++)
            score[k] += c->in[group[o] * c->k + k];
    }
    if (known == 0)
        return;
    g->member[m] = pick(g, score, c->k);
    g->assigned[class_of(g, g->member[m].segment)]++;
}

static const char *setting(const struct study *study)
{
    return study_text(study, "segment", "others", "leave-out");
}

void others_assign(struct grouping *g, const struct run *r)
{
    if (strcmp(setting(r->study), "assign") != 0)
        return;
    struct groups by;
    struct chances c;
    size_t members = r->facts->n_members;
    groups_make(&by, r);
    chances_make(&c, g, &by, members);
    for (size_t m = 0; m < members; m++)
        if (g->member[m].segment == 0)
            assign_member(g, &c, &by, m);
    free(c.share);
    free(c.in);
    groups_free(&by);
}
