/* calibrate.c - see calibrate.h. */
#include "analyze/math/calibrate.h"

#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double SMOOTH = 0.01;

/* KL(p || q~) of a list with COUNTS by area, PLACES in all. */
static double divergence(const struct calibrate *c, const double *counts,
                         double places)
{
    double sum = 0;
    for (size_t a = 0; a < c->areas; a++) {
        double p = c->wanted[a];
        if (p <= 0)
            continue;
        double q = (1 - SMOOTH) * (counts[a] / places) + SMOOTH * p;
        sum += p * log(p / q);
    }
    return sum;
}

/* What the list is worth with COURSE as its next; TAKEN are in it. */
static double worth(const struct calibrate *c, const double *scores,
                    double *counts, size_t taken, uint32_t course)
{
    int32_t area = c->area[course];
    if (area >= 0)
        counts[area] += 1;
    double kl = divergence(c, counts, (double)(taken + 1));
    if (area >= 0)
        counts[area] -= 1;
    return (1 - c->share) * scores[course] - c->share * kl;
}

static void move_to(uint32_t *list, size_t from, size_t to)
{
    uint32_t course = list[from];
    memmove(list + to + 1, list + to, (from - to) * sizeof *list);
    list[to] = course;
}

void calibrate_order(const struct calibrate *c, const double *scores,
                     uint32_t *list, size_t count, size_t k)
{
    if (!(c->share > 0) || c->areas == 0)
        return;
    double *counts = mem_alloc(c->areas * sizeof *counts);
    for (size_t place = 0; place < k && place < count; place++) {
        size_t best = place;
        double most = -INFINITY;
        for (size_t i = place; i < count; i++) {
            double value = worth(c, scores, counts, place, list[i]);
            if (value > most) {
                most = value;
                best = i;
            }
        }
        move_to(list, best, place);
        if (c->area[list[place]] >= 0)
            counts[c->area[list[place]]] += 1;
    }
    free(counts);
}
