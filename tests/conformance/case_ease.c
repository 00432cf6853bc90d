/*
 * case_ease.c - EASE and the mixing hash on the MOOCCube enrolments.
 *
 * The numbers were made with numpy and scipy: counts, weights and lists from
 * all enrolments; hit rate and NDCG from the split that the hash makes, with
 * models of the train and val parts, for members who have both those and test.
 */
#include "analyze/math/ease.h"
#include "analyze/math/gram.h"
#include "analyze/math/knn.h"
#include "analyze/math/mixhash.h"
#include "analyze/math/ranking.h"
#include "analyze/math/rowsum.h"
#include "analyze/math/topk.h"
#include "lib/mem.h"
#include "tests/conformance/cases.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MEMBERS = 7157, ITEMS = 219, PAIRS = 32086, BEST = 10 };
enum { TRAIN = 1, VAL = 2, TEST = 4, KNOWN = TRAIN | VAL, ALL = KNOWN | TEST };

/* Of each member and item, the part (TRAIN ..) it is in, or 0. */
struct taken {
    unsigned char *part;
    size_t pairs;
};

static int read_part(struct taken *t, const char *folder, const char *name,
                     unsigned char part)
{
    char *path = mem_format("%s/%s", folder, name);
    FILE *in = fopen(path, "r");
    free(path);
    if (in == NULL)
        return -1;
    unsigned member, item;
    int result = 0;
    while (fscanf(in, "%u %u", &member, &item) == 2) {
        if (member >= MEMBERS || item >= ITEMS) {
            result = -1;
            break;
        }
        t->part[member * ITEMS + item] = part;
        t->pairs++;
    }
    fclose(in);
    return result;
}

static int read_taken(struct taken *t, const char *folder)
{
    t->part = mem_alloc((size_t)MEMBERS * ITEMS);
    t->pairs = 0;
    return read_part(t, folder, "train.tsv", TRAIN) != 0 ||
                   read_part(t, folder, "val.tsv", VAL) != 0 ||
                   read_part(t, folder, "test.tsv", TEST) != 0
               ? -1
               : 0;
}

/* The items of MEMBER in the PARTS, ascending. */
static size_t member_items(const struct taken *t, size_t member, int parts,
                           uint32_t *items)
{
    size_t count = 0;
    for (uint32_t i = 0; i < ITEMS; i++)
        if (t->part[member * ITEMS + i] & parts)
            items[count++] = i;
    return count;
}

static int count_pairs(struct gram *g, const struct taken *t, int parts,
                       struct diag *d)
{
    if (gram_open(g, ITEMS, d) != 0)
        return -1;
    for (size_t m = 0; m < MEMBERS; m++) {
        uint32_t items[ITEMS];
        size_t count = member_items(t, m, parts, items);
        if (gram_add(g, items, count, d) != 0)
            return -1;
    }
    return 0;
}

static void check_counts(struct check *c, const struct taken *t,
                         const struct gram *g)
{
    int64_t trace = 0, sum = 0;
    size_t popular = 0;
    for (size_t i = 0; i < ITEMS; i++) {
        trace += gram_at(g, i, i);
        if (gram_at(g, i, i) > gram_at(g, popular, popular))
            popular = i;
        for (size_t j = 0; j < ITEMS; j++)
            sum += gram_at(g, i, j);
    }
    check_count(c, "pairs", (int64_t)t->pairs, PAIRS);
    check_count(c, "trace G", trace, 32086);
    check_count(c, "sum G", sum, 164240);
    check_count(c, "G[0,1]", gram_at(g, 0, 1), 743);
    check_count(c, "G[5,7]", gram_at(g, 5, 7), 270);
    check_count(c, "most popular item", (int64_t)popular, 1);
    check_count(c, "its members", gram_at(g, popular, popular), 1915);
}

static double norm(const struct ease *m)
{
    double sum = 0;
    for (size_t i = 0; i < ITEMS * ITEMS; i++)
        sum += m->weights[i] * m->weights[i];
    return sqrt(sum);
}

static double weight_sum(const struct ease *m)
{
    double sum = 0;
    for (size_t i = 0; i < ITEMS * ITEMS; i++)
        sum += m->weights[i];
    return sum;
}

static void check_largest(struct check *c, const struct ease *m)
{
    static const int64_t cells[] = {13 * ITEMS + 0, 11 * ITEMS + 1,
                                    98 * ITEMS + 50};
    uint32_t best[COUNT_OF(cells)];
    size_t count =
        topk(m->weights, (size_t)ITEMS * ITEMS, COUNT_OF(cells), best);
    check_count(c, "largest weights", (int64_t)count, COUNT_OF(cells));
    for (size_t i = 0; i < count; i++)
        check_count(c, "cell of a largest weight", best[i], cells[i]);
    check_near(c, "max B", m->weights[best[0]], .5516451830, 1e-9);
    double least = 0;
    for (size_t i = 0; i < ITEMS * ITEMS; i++)
        least = fmin(least, m->weights[i]);
    check_near(c, "min B", least, -.0783991650, 1e-9);
}

static void check_weights(struct check *c, const struct ease *m)
{
    check_near(c, "B[0,1]", ease_weight(m, 0, 1), .158706302737, 1e-9);
    check_near(c, "B[1,0]", ease_weight(m, 1, 0), .184757682737, 1e-9);
    check_near(c, "B[5,7]", ease_weight(m, 5, 7), .318734904874, 1e-9);
    check_largest(c, m);
}

/* The best items for MEMBER that are not among the PARTS taken. */
static size_t best_items(const struct ease *m, const struct taken *t,
                         size_t member, int parts, uint32_t *best)
{
    uint32_t items[ITEMS];
    double scores[ITEMS];
    size_t count = member_items(t, member, parts, items);
    ease_score(m, items, count, scores);
    for (size_t i = 0; i < count; i++)
        scores[items[i]] = -INFINITY;
    return topk(scores, ITEMS, BEST, best);
}

static void check_best(struct check *c, const struct ease *m,
                       const struct taken *t)
{
    static const uint32_t lists[][BEST] = {
        {1, 11, 14, 63, 33, 10, 0, 55, 15, 70},
        {4, 6, 13, 10, 3, 20, 14, 7, 12, 55},
        {119, 3, 2, 6, 60, 82, 69, 29, 48, 32},
    };
    for (size_t member = 0; member < COUNT_OF(lists); member++) {
        uint32_t best[BEST];
        size_t count = best_items(m, t, member, ALL, best);
        check_count(c, "length of the list", (int64_t)count, BEST);
        for (size_t i = 0; i < count; i++)
            check_count(c, "place in the list", best[i], lists[member][i]);
    }
}

static void check_lambda(struct check *c, const struct taken *t,
                         const struct gram *g, const double *want)
{
    struct ease m;
    struct diag d = {0};
    struct ease_options o = {.lambda = want[0]};
    if (ease_fit(&m, g, &o, &d) != 0) {
        check_broken(c, &d);
    } else {
        check_near(c, "norm of B", norm(&m), want[1], 1e-9);
        check_near(c, "sum of B", weight_sum(&m), want[2], 1e-9);
        if (want[0] == 50) {
            check_weights(c, &m);
            check_best(c, &m, t);
        }
    }
    ease_free(&m);
}

/* Sums over members; and how many there were. */
struct sums {
    double hits, ndcg;
    size_t members;
};

static void check_sums(struct check *c, const struct sums *r, double hit_rate,
                       double ndcg)
{
    double n = (double)r->members;
    check_count(c, "members", (int64_t)r->members, 4381);
    check_within(c, "HR@10", r->hits / n, hit_rate, 1e-4);
    check_within(c, "NDCG@10", r->ndcg / n, ndcg, 1e-4);
}

/* Judges the list that SCORES make for MEMBER, what is known left out. */
static void judge(struct sums *r, const struct taken *t, size_t member,
                  double *scores)
{
    uint32_t known[ITEMS], wanted[ITEMS], best[BEST];
    size_t n_known = member_items(t, member, KNOWN, known);
    for (size_t i = 0; i < n_known; i++)
        scores[known[i]] = -INFINITY;
    size_t count = topk(scores, ITEMS, BEST, best);
    struct ranking_score s = ranking_of(best, count, BEST, wanted,
                                        member_items(t, member, TEST, wanted));
    r->hits += s.hit;
    r->ndcg += s.ndcg;
    r->members++;
}

/* MATRIX: row = taken, column = target; NULL: by how many took a course. */
static struct sums judge_all(const struct taken *t, const struct gram *g,
                             const double *matrix)
{
    struct sums sums = {0};
    for (size_t member = 0; member < MEMBERS; member++) {
        uint32_t items[ITEMS];
        double scores[ITEMS];
        size_t count = member_items(t, member, TEST, items);
        if (count == 0)
            continue;
        count = member_items(t, member, KNOWN, items);
        if (count == 0)
            continue;
        for (size_t i = 0; i < ITEMS; i++)
            scores[i] = (double)gram_at(g, i, i);
        if (matrix != NULL)
            rowsum(matrix, ITEMS, items, NULL, count, scores);
        judge(&sums, t, member, scores);
    }
    return sums;
}

static void check_split(struct check *c, const struct taken *t)
{
    struct gram g;
    struct ease m = {0};
    struct diag d = {0};
    struct ease_options o = {.lambda = 50};
    if (count_pairs(&g, t, KNOWN, &d) != 0 || ease_fit(&m, &g, &o, &d) != 0) {
        check_broken(c, &d);
    } else {
        double *knn = knn_fit(&g, 0, ITEMS);
        struct sums ease = judge_all(t, &g, m.weights);
        struct sums near = judge_all(t, &g, knn);
        struct sums popular = judge_all(t, &g, NULL);
        check_sums(c, &ease, .5937, .3385);
        check_sums(c, &near, .5853, .3337);
        check_sums(c, &popular, .4456, .2231);
        free(knn);
    }
    ease_free(&m);
    gram_close(&g);
}

static void run_ease(const char *folder, const struct taken *t,
                     const struct gram *g, struct tally *tally)
{
    static const struct {
        const char *id;
        double want[3]; /* lambda, norm, sum */
    } fits[] = {
        {"ease_mooccube_lambda_1", {1, 7.0305180454, 169.4716384600}},
        {"ease_mooccube_lambda_50", {50, 3.1135303332, 116.1549981466}},
        {"ease_mooccube_lambda_500", {500, 1.3880739517, 61.4959722184}},
    };
    struct check c = {.id = "gram_mooccube", .folder = folder};
    check_counts(&c, t, g);
    check_end(&c, tally);
    for (size_t i = 0; i < COUNT_OF(fits); i++) {
        struct check fit = {.id = fits[i].id, .folder = folder};
        check_lambda(&fit, t, g, fits[i].want);
        check_end(&fit, tally);
    }
    struct check split = {.id = "ease_mooccube_split", .folder = folder};
    check_split(&split, t);
    check_end(&split, tally);
}

void cases_ease(const char *folder, struct tally *tally)
{
    struct taken t;
    struct gram g = {0};
    struct diag d = {0};
    if (read_taken(&t, folder) != 0 || count_pairs(&g, &t, ALL, &d) != 0)
        check_skip("ease_mooccube", "the enrolments are not there", tally);
    else
        run_ease(folder, &t, &g, tally);
    gram_close(&g);
    free(t.part);
}

/* The part that the hash gives a pair to: E: h(u,i,1)%5. */
static unsigned char hashed_part(size_t member, size_t item)
{
    uint64_t h = mixhash(member, item, 1) % 5;
    return h == 0 ? TEST : h == 1 ? VAL : TRAIN;
}

void cases_mixhash(const char *folder, struct tally *tally)
{
    static const struct {
        uint64_t stream, step, seed, want;
    } rows[] = {
        {0, 0, 0, UINT64_C(16294208416658607535)},
        {0, 0, 1, UINT64_C(7960286522194355700)},
        {123, 45, 0, UINT64_C(12613543932716903711)},
        {7156, 218, 1, UINT64_C(2046262396143825347)},
    };
    struct check c = {.id = "mixhash", .folder = folder};
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        check_count(
            &c, "hash",
            (int64_t)mixhash(rows[i].stream, rows[i].step, rows[i].seed),
            (int64_t)rows[i].want);
    check_end(&c, tally);

    struct taken t;
    struct check split = {.id = "mixhash_mooccube_split", .folder = folder};
    if (read_taken(&t, folder) != 0) {
        check_skip(split.id, "the enrolments are not there", tally);
    } else {
        for (size_t i = 0; i < (size_t)MEMBERS * ITEMS; i++)
            if (t.part[i] != 0)
                check_count(&split, "part of a pair", t.part[i],
                            hashed_part(i / ITEMS, i % ITEMS));
        check_end(&split, tally);
    }
    free(t.part);
}
