/* patterns.c - see patterns.h. */
#define _GNU_SOURCE /* qsort_r */
#include "analyze/math/patterns.h"

#include "analyze/math/mixhash.h"
#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 1024 };

void patterns_open(struct patterns *p, size_t n)
{
    *p = (struct patterns){.n = n, .slots = FIRST_SLOTS};
    p->of = mem_array(NULL, n, sizeof *p->of);
    p->table = mem_alloc(p->slots * sizeof *p->table);
}

void patterns_close(struct patterns *p)
{
    free(p->mask);
    free(p->rows);
    free(p->of);
    free(p->table);
    *p = (struct patterns){0};
}

static uint64_t hash_mask(const uint64_t *mask)
{
    uint64_t hash = 0;
    for (size_t w = 0; w < PATTERNS_WORDS; w++)
        hash = mixhash(w, 0, hash ^ mask[w]);
    return hash;
}

/* The slot of MASK: its own, or the free one where it would go. */
static size_t find_slot(const struct patterns *p, const uint64_t *mask)
{
    size_t slot = hash_mask(mask) & (p->slots - 1);
    while (p->table[slot] != 0 &&
           memcmp(p->mask + (p->table[slot] - 1) * PATTERNS_WORDS, mask,
                  PATTERNS_WORDS * sizeof *mask) != 0)
        slot = (slot + 1) & (p->slots - 1);
    return slot;
}

static void widen_table(struct patterns *p)
{
    p->slots *= 2;
    free(p->table);
    p->table = mem_alloc(p->slots * sizeof *p->table);
    for (size_t i = 0; i < p->count; i++)
        p->table[find_slot(p, p->mask + i * PATTERNS_WORDS)] =
            (uint32_t)(i + 1);
}

static uint32_t new_pattern(struct patterns *p, const uint64_t *mask)
{
    size_t size = PATTERNS_WORDS * sizeof *p->mask;
    p->mask = mem_grow(p->mask, p->count, &p->room, size);
    p->rows = mem_grow(p->rows, p->count, &p->rows_room, sizeof *p->rows);
    memcpy(p->mask + p->count * PATTERNS_WORDS, mask, size);
    p->rows[p->count] = 0;
    return (uint32_t)++p->count;
}

void patterns_add(struct patterns *p, const uint64_t *mask)
{
    if (p->count * 2 >= p->slots)
        widen_table(p);
    size_t slot = find_slot(p, mask);
    if (p->table[slot] == 0)
        p->table[slot] = new_pattern(p, mask);
    uint32_t pattern = p->table[slot] - 1;
    p->rows[pattern]++;
    p->of[p->added++] = pattern;
}

static int by_rank(const void *one, const void *two, void *of)
{
    const uint32_t *a = one, *b = two;
    const struct patterns *p = of;
    if (p->rows[*a] != p->rows[*b])
        return p->rows[*a] > p->rows[*b] ? -1 : 1;
    const uint64_t *x = p->mask + *a * (size_t)PATTERNS_WORDS;
    const uint64_t *y = p->mask + *b * (size_t)PATTERNS_WORDS;
    for (size_t w = PATTERNS_WORDS; w-- > 0;)
        if (x[w] != y[w])
            return x[w] < y[w] ? -1 : 1;
    return 0;
}

uint32_t *patterns_finish(struct patterns *p, uint32_t **at)
{
    uint32_t *order = mem_array(NULL, p->count, sizeof *order);
    uint32_t *next = mem_array(NULL, p->count, sizeof *next);
    uint32_t *rows = mem_array(NULL, p->n, sizeof *rows);
    for (size_t i = 0; i < p->count; i++)
        order[i] = (uint32_t)i;
    if (p->count > 1)
        qsort_r(order, p->count, sizeof *order, by_rank, p);
    *at = mem_array(NULL, p->count + 1, sizeof **at);
    (*at)[0] = 0;
    for (size_t i = 0; i < p->count; i++) {
        next[order[i]] = (*at)[i];
        (*at)[i + 1] = (*at)[i] + p->rows[order[i]];
    }
    for (size_t i = 0; i < p->added; i++)
        rows[next[p->of[i]]++] = (uint32_t)i;
    free(order);
    free(next);
    return rows;
}
