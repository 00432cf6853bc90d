/* recency.c - see recency.h. */
#include "analyze/recommend/recency.h"

#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void recency_open(struct recency *r, size_t items)
{
    r->items = items;
    r->count = mem_array(NULL, items * RECENCY_AGES, sizeof *r->count);
    memset(r->count, 0, items * RECENCY_AGES * sizeof *r->count);
}

void recency_close(struct recency *r)
{
    free(r->count);
    *r = (struct recency){0};
}

size_t recency_place(int32_t age)
{
    if (age < RECENCY_EXACT)
        return age > 0 ? (size_t)age : 0;
    size_t bin = RECENCY_EXACT + (size_t)(age - RECENCY_EXACT) / RECENCY_STEP;
    return bin < RECENCY_AGES ? bin : RECENCY_AGES - 1;
}

static int32_t age_of(size_t bin)
{
    if (bin < RECENCY_EXACT)
        return (int32_t)bin;
    return RECENCY_EXACT + (int32_t)(bin - RECENCY_EXACT) * RECENCY_STEP;
}

void recency_add(struct recency *r, size_t item, int32_t age)
{
    r->count[item * RECENCY_AGES + recency_place(age)]++;
}

double recency_weight(enum recency_shape shape, double days, int32_t age)
{
    if (!(days > 0))
        return age == 0;
    return shape == RECENCY_FADING ? exp(-age / days) : 1 / (1 + age / days);
}

void recency_weights(enum recency_shape shape, double days,
                     double weight[RECENCY_AGES])
{
    for (size_t b = 0; b < RECENCY_AGES; b++)
        weight[b] = recency_weight(shape, days, age_of(b));
}

void recency_decay(const struct recency *r, enum recency_shape shape,
                   double days, double *out)
{
    double weight[RECENCY_AGES];
    recency_weights(shape, days, weight);
    for (size_t i = 0; i < r->items; i++) {
        const uint32_t *count = r->count + i * RECENCY_AGES;
        out[i] = 0;
        for (size_t b = 0; b < RECENCY_AGES; b++)
            if (count[b] > 0)
                out[i] += weight[b] * count[b];
    }
}
