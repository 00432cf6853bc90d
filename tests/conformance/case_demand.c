/*
 * case_demand.c - a declared need and nothing else, on the MARS learners.
 *
 * The topics of the first course that a member took stand for what the member
 * would have asked for; the course itself is taken out, and all later ones are
 * to be found: NDCG@10 over five folds of members. The score is that of
 * analyze/recommend/blend.h for a newcomer: the ridge bridge over its largest,
 * plus a share of the match of topics times ln(1 + takers) over its largest;
 * and who asked for nothing, since the first course has no topic, is given what
 * is taken most.
 * Penalty and share are chosen for each fold within the other four.
 */
#include "analyze/math/mixhash.h"
#include "analyze/math/ranking.h"
#include "analyze/math/ridge.h"
#include "analyze/math/topk.h"
#include "lib/mem.h"
#include "tests/conformance/cases.h"
#include "tests/conformance/learners.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FOLDS = 5, BEST = 10, MEMBERS = 1898, MUS = 4, SHARES = 4, SEED = 7 };

static const double mus[MUS] = {3, 10, 30, 100};
static const double shares[SHARES] = {.125, .25, .5, 1};

/* NDCG@10 of each setting, summed over members. */
struct sums {
    double ndcg[MUS][SHARES];
    int64_t members;
};

/* What some folds teach: the bridge for each penalty, and ln(1 + takers). */
struct teacher {
    const struct learners *l;
    struct ridge ridge;
    double *bridge[MUS];
    double *takers;
};

static int fold_of(size_t member)
{
    return (int)(mixhash(member, 0, SEED) % FOLDS);
}

static int teach(struct teacher *t, const struct learners *l, unsigned out,
                 struct diag *d)
{
    *t = (struct teacher){.l = l};
    ridge_open(&t->ridge, l->topics, l->courses);
    t->takers = mem_array(NULL, l->courses, sizeof *t->takers);
    memset(t->takers, 0, l->courses * sizeof *t->takers);
    for (size_t m = 0; m < l->members; m++) {
        const struct learner *p = &l->learner[m];
        if (out >> fold_of(p->number) & 1)
            continue;
        ridge_add(&t->ridge, l->wish[p->first], l->wishes[p->first],
                  l->later + p->later_at, p->count);
        for (size_t i = 0; i < p->count; i++)
            t->takers[l->later[p->later_at + i]] += 1;
    }
    for (size_t c = 0; c < l->courses; c++)
        t->takers[c] = log1p(t->takers[c]);
    for (size_t u = 0; u < MUS; u++) {
        t->bridge[u] = mem_array(NULL, l->topics * l->courses, sizeof(double));
        if (ridge_solve(&t->ridge, 1, mus[u], t->bridge[u], d) != 0)
            return -1;
    }
    return 0;
}

static void dismiss(struct teacher *t)
{
    ridge_close(&t->ridge);
    free(t->takers);
    for (size_t u = 0; u < MUS; u++)
        free(t->bridge[u]);
}

/* LIST over its largest absolute value, but for the course KNOWN: 0. */
static void scale(double *list, size_t count, size_t known)
{
    double largest = 0;
    list[known] = 0;
    for (size_t c = 0; c < count; c++)
        largest = fmax(largest, fabs(list[c]));
    for (size_t c = 0; largest > 0 && c < count; c++)
        list[c] /= largest;
}

static double judge(const struct learners *l, const struct learner *p,
                    const double *wanted, const double *match, double share)
{
    uint32_t best[BEST];
    double *score = mem_array(NULL, l->courses, sizeof *score);
    for (size_t c = 0; c < l->courses; c++)
        score[c] = c == p->first ? -INFINITY : wanted[c] + share * match[c];
    size_t count = topk(score, l->courses, BEST, best);
    free(score);
    return ranking_of(best, count, BEST, l->later + p->later_at, p->count).ndcg;
}

static void examine(const struct teacher *t, const struct learner *p,
                    struct sums *s)
{
    const struct learners *l = t->l;
    double *match = mem_array(NULL, l->courses, sizeof *match);
    double *wanted = mem_array(NULL, l->courses, sizeof *wanted);
    for (size_t c = 0; c < l->courses; c++)
        match[c] =
            (l->wishes[p->first] > 0 ? learners_match(l, p->first, c) : 1) *
            t->takers[c];
    scale(match, l->courses, p->first);
    for (size_t u = 0; u < MUS; u++) {
        memset(wanted, 0, l->courses * sizeof *wanted);
        for (size_t i = 0; i < l->wishes[p->first]; i++) {
            size_t topic = l->wish[p->first][i].topic;
            for (size_t c = 0; c < l->courses; c++)
                wanted[c] += t->bridge[u][topic * l->courses + c];
        }
        scale(wanted, l->courses, p->first);
        for (size_t k = 0; k < SHARES; k++)
            s->ndcg[u][k] += judge(l, p, wanted, match, shares[k]);
    }
    s->members++;
    free(match);
    free(wanted);
}

/* Members of FOLD, taught by those of no fold in OUT; adds to S. */
static int examine_fold(const struct learners *l, int fold, unsigned out,
                        struct sums *s, struct diag *d)
{
    struct teacher t;
    int status = teach(&t, l, out, d);
    for (size_t m = 0; status == 0 && m < l->members; m++)
        if (fold_of(l->learner[m].number) == fold)
            examine(&t, &l->learner[m], s);
    dismiss(&t);
    return status;
}

/* The sum over the members of FOLD at the setting the others choose. */
static int examine_honestly(const struct learners *l, int fold, double *chosen,
                            double *usual, struct diag *d)
{
    struct sums inner = {0}, outer = {0};
    size_t best[2] = {0, 0};
    for (int g = 0; g < FOLDS; g++)
        if (g != fold &&
            examine_fold(l, g, 1U << g | 1U << fold, &inner, d) != 0)
            return -1;
    for (size_t u = 0; u < MUS; u++)
        for (size_t k = 0; k < SHARES; k++)
            if (inner.ndcg[u][k] > inner.ndcg[best[0]][best[1]]) {
                best[0] = u;
                best[1] = k;
            }
    if (examine_fold(l, fold, 1U << fold, &outer, d) != 0)
        return -1;
    *chosen += outer.ndcg[best[0]][best[1]];
    *usual += outer.ndcg[1][2];
    return 0;
}

void cases_demand(const char *real, struct tally *t)
{
    struct check c = {.id = "demand_mars"};
    struct learners l;
    struct diag d = {0};
    if (real == NULL || learners_read(&l, real) != 0) {
        check_skip(c.id, "no real files (REAL=FOLDER)", t);
        return;
    }
    double chosen = 0, usual = 0;
    check_count(&c, "members", (int64_t)l.members, MEMBERS);
    for (int f = 0; f < FOLDS; f++)
        if (examine_honestly(&l, f, &chosen, &usual, &d) != 0)
            check_broken(&c, &d);
    chosen /= (double)l.members;
    usual /= (double)l.members;
    printf("# a declared need alone: NDCG@10 %.4f; with the usual settings "
           "%.4f\n",
           chosen, usual);
    check_at_most(&c, "short of NDCG@10 .234", .234 - chosen, 0);
    check_end(&c, t);
    learners_free(&l);
}
