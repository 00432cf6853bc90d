/*
 * scale_columns.c - the sums of scale.h from columns of bytes.
 *
 * Products of all pairs of items are the work. A block of respondents is
 * widened to 16 bits, not answered as 0, so a pair is one dot product of whole
 * numbers that the compiler turns into vector instructions. The sum of an item
 * over those who answered another is its sum less its answers where the other
 * is missing: those places are few and stand in a list.
 */
#include "analyze/math/scale.h"

#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

/* Sums of a block fit: of products 31 bits, of values 20, of people 12. */
enum { BLOCK = 2048, VALUE_BITS = 20 };
static const uint32_t VALUES = (UINT32_C(1) << VALUE_BITS) - 1;

/* One item's part of a block. */
struct part {
    int16_t value[BLOCK];    /* 0 where it is missing */
    uint32_t answer[BLOCK];  /* value and, above it, 1 if it is there */
    uint16_t missing[BLOCK]; /* where it is not */
    size_t n_missing;
    uint32_t sum; /* of answer */
};

/* A block as long as it can be: the compiler knows how often it goes round. */
WIDE_VECTORS static void widen(struct part *restrict p,
                               const uint8_t *restrict byte, int low, int codes)
{
    uint32_t sum = 0;
    for (size_t i = 0; i < BLOCK; i++)
        p->value[i] = (int16_t)(byte[i] < codes ? low + byte[i] : 0);
    for (size_t i = 0; i < BLOCK; i++) {
        uint32_t there = byte[i] < codes ? UINT32_C(1) << VALUE_BITS : 0;
        p->answer[i] = (uint32_t)p->value[i] | there;
        sum += p->answer[i];
    }
    p->sum = sum;
}

/* COUNT respondents from FIRST on; those that a block has more are missing. */
static void fill_part(struct part *p, const struct scale_column *c,
                      size_t first, size_t count)
{
    uint8_t rest[BLOCK];
    const uint8_t *byte = c->byte + first;
    if (count < BLOCK) {
        memset(rest, UINT8_MAX, sizeof rest);
        memcpy(rest, byte, count);
        byte = rest;
    }
    widen(p, byte, c->low, c->codes);
    p->n_missing = 0;
    for (size_t i = 0; i < count; i++) {
        p->missing[p->n_missing] = (uint16_t)i;
        p->n_missing += byte[i] >= c->codes;
    }
}

WIDE_VECTORS static int32_t dot(const int16_t *restrict a,
                                const int16_t *restrict b)
{
    int32_t sum = 0;
    for (size_t i = 0; i < BLOCK; i++)
        sum += a[i] * b[i];
    return sum;
}

/* The answers to P of those who also answered OTHER, summed up. */
static uint32_t sum_where(const struct part *p, const struct part *other)
{
    uint32_t sum = p->sum;
    for (size_t i = 0; i < other->n_missing; i++)
        sum -= p->answer[other->missing[i]];
    return sum;
}

static void add_pairs(struct scale *s, const struct part *part)
{
    struct scale_pair *pair = s->pairs;
    for (size_t i = 0; i < s->items; i++) {
        for (size_t j = i; j < s->items; j++, pair++) {
            uint32_t a = sum_where(&part[i], &part[j]);
            uint32_t b = sum_where(&part[j], &part[i]);
            pair->n += a >> VALUE_BITS;
            pair->a += a & VALUES;
            pair->b += b & VALUES;
            pair->ab += dot(part[i].value, part[j].value);
        }
    }
}

WIDE_VECTORS static void count_missing(uint16_t *restrict missing,
                                       const uint8_t *restrict byte,
                                       uint8_t codes)
{
    for (size_t i = 0; i < BLOCK; i++)
        missing[i] = (uint16_t)(missing[i] + (byte[i] >= codes));
}

void scale_count_columns(const struct scale_column *columns, size_t n,
                         size_t count, int64_t *any, int64_t *all)
{
    *any = *all = 0;
    for (size_t first = 0; first < count; first += BLOCK) {
        uint16_t missing[BLOCK] = {0};
        uint8_t rest[BLOCK] = {0};
        size_t here = count - first < BLOCK ? count - first : BLOCK;
        for (size_t k = 0; k < n; k++) {
            const uint8_t *byte = columns[k].byte + first;
            if (here < BLOCK)
                byte = memcpy(rest, byte, here);
            count_missing(missing, byte, (uint8_t)columns[k].codes);
        }
        for (size_t i = 0; i < here; i++) {
            *any += missing[i] < n;
            *all += missing[i] == 0;
        }
    }
}

static int check(const struct scale_column *columns, size_t n, struct diag *d)
{
    for (size_t k = 0; k < n; k++)
        if (columns[k].low < 0 || columns[k].codes < 1 ||
            columns[k].codes > SCALE_MAX_BYTES ||
            columns[k].low + columns[k].codes > SCALE_MAX_SUM)
            return diag_fail(d, "item %zu has codes %d to %d", k + 1,
                             columns[k].low,
                             columns[k].low + columns[k].codes - 1);
    return 0;
}

int scale_add_columns(struct scale *s, const struct scale_column *columns,
                      size_t count, struct diag *d)
{
    int64_t any, all;
    if (check(columns, s->items, d) != 0)
        return -1;
    struct part *part = mem_array(NULL, s->items, sizeof *part);
    for (size_t first = 0; first < count; first += BLOCK) {
        size_t here = count - first < BLOCK ? count - first : BLOCK;
        for (size_t k = 0; k < s->items; k++)
            fill_part(&part[k], &columns[k], first, here);
        add_pairs(s, part);
    }
    free(part);
    scale_count_columns(columns, s->items, count, &any, &all);
    s->respondents += any;
    return 0;
}
