/* ranking.c - see ranking.h. */
#include "analyze/math/ranking.h"

#include "analyze/math/topk.h"
#include "lib/mem.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static double discount(size_t place)
{
    return 1 / log2((double)place + 2);
}

static bool is_wanted(uint32_t item, const uint32_t *wanted, size_t count)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (wanted[middle] < item)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && wanted[low] == item;
}

struct ranking_score ranking_of(const uint32_t *list, size_t count, size_t k,
                                const uint32_t *wanted, size_t n_wanted)
{
    double gain = 0, ideal = 0;
    size_t hits = 0;
    for (size_t i = 0; i < count; i++) {
        if (!is_wanted(list[i], wanted, n_wanted))
            continue;
        gain += discount(i);
        hits++;
    }
    for (size_t i = 0; i < k && i < n_wanted; i++)
        ideal += discount(i);
    return (struct ranking_score){.ndcg = gain / ideal,
                                  .recall = (double)hits / (double)n_wanted,
                                  .hit = hits > 0,
                                  .taken = hits};
}

void ranking_spread_open(struct ranking_spread *s, size_t items)
{
    *s = (struct ranking_spread){.items = items};
    s->shown = mem_array(NULL, items, sizeof *s->shown);
    memset(s->shown, 0, items * sizeof *s->shown);
}

void ranking_spread_close(struct ranking_spread *s)
{
    free(s->shown);
    *s = (struct ranking_spread){0};
}

void ranking_taken_open(struct ranking_taken *t, const int64_t *taken,
                        size_t items)
{
    *t = (struct ranking_taken){.items = items, .taken = taken};
    size_t tenth = (items + 9) / 10;
    double *counts = mem_array(NULL, items, sizeof *counts);
    uint32_t *best = mem_array(NULL, tenth, sizeof *best);
    t->popular = mem_alloc(items * sizeof *t->popular);
    for (size_t i = 0; i < items; i++) {
        counts[i] = (double)taken[i];
        t->total += taken[i];
        t->popular[i] = false;
    }
    size_t count = topk(counts, items, tenth, best);
    for (size_t i = 0; i < count; i++)
        t->popular[best[i]] = true;
    free(counts);
    free(best);
}

void ranking_taken_close(struct ranking_taken *t)
{
    free(t->popular);
    *t = (struct ranking_taken){0};
}

/* A course that nobody had taken has no share; it is left out of the mean. */
void ranking_spread_add(struct ranking_spread *s, const uint32_t *list,
                        size_t count, const struct ranking_taken *t)
{
    for (size_t i = 0; i < count; i++) {
        s->shown[list[i]]++;
        s->popular += t->popular[list[i]];
        if (t->taken[list[i]] == 0)
            continue;
        s->novelty -= log2((double)t->taken[list[i]] / (double)t->total);
        s->known++;
    }
}

void ranking_spread_merge(struct ranking_spread *s,
                          const struct ranking_spread *other)
{
    for (size_t i = 0; i < s->items; i++)
        s->shown[i] += other->shown[i];
    s->novelty += other->novelty;
    s->known += other->known;
    s->popular += other->popular;
}

static int compare_counts(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static double find_gini(const struct ranking_spread *s, double places)
{
    double n = (double)s->items, sum = 0;
    int64_t *sorted = mem_array(NULL, s->items, sizeof *sorted);
    memcpy(sorted, s->shown, s->items * sizeof *sorted);
    qsort(sorted, s->items, sizeof *sorted, compare_counts);
    for (size_t i = 0; i < s->items; i++)
        sum += (n - (double)i) / (n + 1) * (double)sorted[i];
    free(sorted);
    return 2 * sum / places;
}

struct ranking_figures ranking_spread_finish(const struct ranking_spread *s)
{
    double places = 0, shown = 0;
    for (size_t i = 0; i < s->items; i++) {
        places += (double)s->shown[i];
        shown += s->shown[i] > 0;
    }
    if (!(places > 0))
        return (struct ranking_figures){NAN, NAN, NAN, NAN};
    return (struct ranking_figures){
        .coverage = shown / (double)s->items,
        .gini = find_gini(s, places),
        .novelty = s->known > 0 ? s->novelty / (double)s->known : NAN,
        .popularity_share = (double)s->popular / places};
}
