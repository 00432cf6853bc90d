/* skyband.c - see skyband.h. */
#include "analyze/math/skyband.h"

#include "lib/mem.h"

#include <stdlib.h>

struct place {
    double value;
    uint32_t index;
};

static int by_value(const void *one, const void *two)
{
    const struct place *a = one, *b = two;
    if (a->value != b->value)
        return a->value > b->value ? -1 : 1;
    return (a->index > b->index) - (a->index < b->index);
}

void skyband_order(const double *second, size_t count, uint32_t *order)
{
    struct place *list = mem_array(NULL, count, sizeof *list);
    for (size_t i = 0; i < count; i++)
        list[i] = (struct place){second[i], (uint32_t)i};
    if (count > 1)
        qsort(list, count, sizeof *list, by_value);
    for (size_t i = 0; i < count; i++)
        order[i] = list[i].index;
    free(list);
}

/* The K largest so far, largest first. */
struct largest {
    double value[SKYBAND_MOST];
    size_t count, k;
};

/* Whether VALUE is one of them, or equals the last. */
static bool take(struct largest *l, double value)
{
    if (l->count == l->k && value <= l->value[l->k - 1])
        return value == l->value[l->k - 1];
    size_t at = l->count < l->k ? l->count++ : l->k - 1;
    for (; at > 0 && l->value[at - 1] < value; at--)
        l->value[at] = l->value[at - 1];
    l->value[at] = value;
    return true;
}

static int by_index(const void *one, const void *two)
{
    uint32_t a = *(const uint32_t *)one, b = *(const uint32_t *)two;
    return (a > b) - (a < b);
}

size_t skyband(const double *first, const uint32_t *order, const bool *open,
               size_t count, size_t k, uint32_t *out)
{
    struct largest l = {.k = k};
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (open[order[i]] && take(&l, first[order[i]]))
            out[kept++] = order[i];
    if (kept > 1)
        qsort(out, kept, sizeof *out, by_index);
    return kept;
}
