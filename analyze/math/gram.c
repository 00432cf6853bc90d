/* gram.c - see gram.h. */
#include "analyze/math/gram.h"

#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

static size_t cell_count(size_t items)
{
    return items * (items + 1) / 2;
}

/* The cell before that of (A, A), counted so that cell (A, B) is B further. */
static int64_t *row_at(const struct gram *g, size_t a)
{
    return g->counts + (a * g->items - a * (a + 1) / 2);
}

int gram_open(struct gram *g, size_t items, struct diag *d)
{
    memset(g, 0, sizeof *g);
    if (items > GRAM_MAX_ITEMS)
        return diag_fail(d, "%zu courses; at most %d can be compared", items,
                         GRAM_MAX_ITEMS);
    g->items = items;
    g->counts = mem_array(NULL, cell_count(items), sizeof *g->counts);
    memset(g->counts, 0, cell_count(items) * sizeof *g->counts);
    return 0;
}

void gram_close(struct gram *g)
{
    free(g->counts);
    memset(g, 0, sizeof *g);
}

static int check_items(const struct gram *g, const uint32_t *items,
                       size_t count, struct diag *d)
{
    for (size_t i = 0; i < count; i++) {
        if (items[i] >= g->items)
            return diag_fail(d, "item %lu of %zu", (unsigned long)items[i],
                             g->items);
        if (i > 0 && items[i - 1] >= items[i])
            return diag_fail(d, "item %lu is out of order",
                             (unsigned long)items[i]);
    }
    return 0;
}

int gram_add(struct gram *g, const uint32_t *items, size_t count,
             struct diag *d)
{
    if (check_items(g, items, count, d) != 0)
        return -1;
    for (size_t i = 0; i < count; i++) {
        int64_t *row = row_at(g, items[i]);
        for (size_t j = i; j < count; j++)
            row[items[j]]++;
    }
    return 0;
}

void gram_merge(struct gram *g, const struct gram *other)
{
    for (size_t i = 0; i < cell_count(g->items); i++)
        g->counts[i] += other->counts[i];
}

const int64_t *gram_row(const struct gram *g, size_t a)
{
    return row_at(g, a);
}

int64_t gram_at(const struct gram *g, size_t a, size_t b)
{
    return a <= b ? row_at(g, a)[b] : row_at(g, b)[a];
}
