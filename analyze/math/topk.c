/*
 * topk.c - see topk.h.
 *
 * First a bound: scores are dealt to lanes in turn, and the K-th largest of
 * what is largest in each lane cannot be above the K-th largest of all. That
 * leaves few to look at, also where scores rise along the list, as courses that
 * are numbered in the order of time make them. Of those, a short list is kept
 * in order by insertion; for a longer one they wait in a tray, and a full tray
 * is cut down to its K best.
 */
#include "analyze/math/topk.h"

#include <math.h>
#include <stdbool.h>

enum { SHORT = 12, TRAY = 512, FEW_LANES = 32, LANES = 128 };

/* LEAST: to be had, a score must be above it. */
static size_t insert_all(const double *scores, size_t count, size_t k,
                         double least, uint32_t *out)
{
    size_t kept = 0;
    for (size_t i = 0; i < count && k > 0; i++) {
        double score = scores[i];
        if (!(score > least)) /* NaN and -infinity never are */
            continue;
        size_t place = kept < k ? kept++ : k - 1;
        for (; place > 0 && scores[out[place - 1]] < score; place--)
            out[place] = out[place - 1];
        out[place] = (uint32_t)i;
        if (kept == k && scores[out[k - 1]] > least)
            least = scores[out[k - 1]];
    }
    return kept;
}

struct entry {
    double score;
    uint32_t index;
};

static bool is_better(struct entry a, struct entry b)
{
    return a.score > b.score || (a.score == b.score && a.index < b.index);
}

static void swap(struct entry *a, struct entry *b)
{
    struct entry kept = *a;
    *a = *b;
    *b = kept;
}

/* The middle one of the first, the middle and the last, to the end. */
static void place_pivot(struct entry *e, size_t count)
{
    struct entry *a = e, *b = e + count / 2, *c = e + count - 1;
    if (is_better(*a, *b) != is_better(*a, *c))
        swap(a, c);
    else if (is_better(*b, *a) != is_better(*b, *c))
        swap(b, c);
}

/* Moves what is better than the last before it; returns where it then is. */
static size_t divide(struct entry *e, size_t count)
{
    size_t better = 0;
    place_pivot(e, count);
    for (size_t i = 0; i + 1 < count; i++)
        if (is_better(e[i], e[count - 1]))
            swap(&e[better++], &e[i]);
    swap(&e[better], &e[count - 1]);
    return better;
}

/* Brings the K best of COUNT to the front, in any order: Hoare's "Find". */
static void select_best(struct entry *e, size_t count, size_t k)
{
    size_t from = 0, to = count;
    while (to - from > 1) {
        size_t at = from + divide(e + from, to - from);
        if (at == k)
            return;
        if (at < k)
            from = at + 1;
        else
            to = at;
    }
}

/* Of equals among those kept, any was met before what is still to come. */
static double find_least(const struct entry *e, size_t count)
{
    double least = INFINITY;
    for (size_t i = 0; i < count; i++)
        least = fmin(least, e[i].score);
    return least;
}

static void sort(struct entry *e, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        struct entry moved = e[i];
        size_t at = i;
        for (; at > 0 && is_better(moved, e[at - 1]); at--)
            e[at] = e[at - 1];
        e[at] = moved;
    }
}

static size_t gather(const double *scores, size_t count, size_t k, double least,
                     uint32_t *out)
{
    struct entry tray[TRAY];
    size_t used = 0;
    for (size_t i = 0; i < count; i++) {
        tray[used] = (struct entry){scores[i], (uint32_t)i};
        used += scores[i] > least;
        if (used < TRAY)
            continue;
        select_best(tray, used, k);
        used = k;
        least = find_least(tray, k);
    }
    size_t kept = used < k ? used : k;
    select_best(tray, used, k);
    sort(tray, kept);
    for (size_t i = 0; i < kept; i++)
        out[i] = tray[i].index;
    return kept;
}

/* A bound that the K best are above, by the first WIDTH lanes. */
static double find_bound(const double *scores, size_t count, size_t k,
                         size_t width)
{
    double lane[LANES];
    struct entry best[LANES];
    for (size_t j = 0; j < width; j++)
        lane[j] = -INFINITY;
    size_t whole = count - count % FEW_LANES;
    for (size_t i = 0; i < whole; i += FEW_LANES) {
        double *to = lane + i % width;
        for (size_t j = 0; j < FEW_LANES; j++)
            to[j] = scores[i + j] > to[j] ? scores[i + j] : to[j];
    }
    for (size_t j = 0; j < width; j++)
        best[j] = (struct entry){lane[j], (uint32_t)j};
    select_best(best, width, k);
    return nextafter(find_least(best, k), -INFINITY);
}

size_t topk(const double *scores, size_t count, size_t k, uint32_t *out)
{
    double least = -INFINITY;
    size_t width = k <= SHORT ? FEW_LANES : LANES;
    if (k > 0 && k < width && count >= 2 * width)
        least = find_bound(scores, count, k, width);
    if (k <= SHORT || k > TRAY / 2)
        return insert_all(scores, count, k, least, out);
    return gather(scores, count, k, least, out);
}
