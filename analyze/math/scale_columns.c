/*
 * scale_columns.c - the sums of scale.h from columns of bytes.
 *
 * Products of all pairs of items are the work. A block of respondents is
 * widened to 16 bits, not answered as 0, so a pair is one dot product of whole
 * numbers that the compiler turns into vector instructions. Who answered both
 * of a pair, and their answers, is all less those who lack one (lacking.h).
 * Answers are bytes, from 0, until the end.
 */
#include "analyze/math/scale.h"

#include "analyze/math/lacking.h"
#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

/* Sums of a block's products fit 31 bits. */
enum { BLOCK = 512, SIDE = 2, LANES = 64, HALVES = 2 };

typedef uint8_t bytes __attribute__((vector_size(LANES / HALVES)));

static size_t place_of(const struct scale *s, size_t a, size_t b)
{
    return a * s->items - a * (a + 1) / 2 + b;
}

struct part {
    int16_t value[BLOCK]; /* 0 where it is missing */
};

/* A block as long as it can be: the compiler knows how often it goes round. */
WIDE_VECTORS static void widen(struct part *restrict p,
                               const uint8_t *restrict byte, uint8_t codes)
{
    for (size_t i = 0; i < BLOCK; i++)
        p->value[i] = byte[i] < codes ? byte[i] : 0;
}

/* COUNT respondents from FIRST on; those that a block has more are missing. */
static void fill_part(struct part *p, const struct scale_column *c,
                      size_t first, size_t count)
{
    uint8_t rest[BLOCK];
    const uint8_t *byte = c->byte + first;
    if (count < BLOCK) {
        memset(rest, UINT8_MAX, sizeof rest);
        byte = memcpy(rest, byte, count);
    }
    widen(p, byte, (uint8_t)c->codes);
}

/* Two items by two others: what was read is used twice. */
WIDE_VECTORS static void multiply(const int16_t *restrict a,
                                  const int16_t *restrict b,
                                  int32_t out[SIDE * SIDE])
{
    const int16_t *restrict c = a + BLOCK, *restrict e = b + BLOCK;
    int32_t ab = 0, ae = 0, cb = 0, ce = 0;
    for (size_t i = 0; i < BLOCK; i++) {
        ab += a[i] * b[i];
        ae += a[i] * e[i];
        cb += c[i] * b[i];
        ce += c[i] * e[i];
    }
    memcpy(out, (int32_t[]){ab, ae, cb, ce}, SIDE * SIDE * sizeof *out);
}

/* PART: of all items and, if they are not even, one of zeros. */
static void add_products(struct scale *s, const struct part *part)
{
    for (size_t i = 0; i < s->items; i += SIDE)
        for (size_t j = i; j < s->items; j += SIDE) {
            int32_t out[SIDE * SIDE];
            multiply(part[i].value, part[j].value, out);
            for (size_t k = 0; k < SIDE * SIDE; k++) {
                size_t a = i + k / SIDE, b = j + k % SIDE;
                if (a <= b && b < s->items)
                    s->pairs[place_of(s, a, b)].ab += out[k];
            }
        }
}

/* Who of a line of LANES answered any of N items, and all: bytes of 1. */
WIDE_VECTORS static void look(const struct scale_column *columns, size_t n,
                              size_t first, bytes any[HALVES],
                              bytes all[HALVES])
{
    bytes some[HALVES] = {{0}}, none[HALVES] = {{0}};
    for (size_t k = 0; k < n; k++) {
        bytes here[HALVES];
        PREFETCH(columns[k].byte + first + 8 * LANES);
        memcpy(here, columns[k].byte + first, sizeof here);
#pragma GCC unroll 2
        for (size_t h = 0; h < HALVES; h++) {
            bytes there = (bytes)(here[h] < (uint8_t)columns[k].codes);
            some[h] |= there;
            none[h] |= ~there;
        }
    }
    for (size_t h = 0; h < HALVES; h++) {
        any[h] = some[h] & 1;
        all[h] = ~none[h] & 1;
    }
}

static int64_t sum_of(bytes x)
{
    int64_t sum = 0;
    for (size_t i = 0; i < sizeof x; i++)
        sum += x[i];
    return sum;
}

void scale_count_columns(const struct scale_column *columns, size_t n,
                         size_t count, int64_t *any, int64_t *all)
{
    size_t first = 0;
    *any = *all = 0;
    for (; first + LANES <= count; first += LANES) {
        bytes some[HALVES], every[HALVES];
        look(columns, n, first, some, every);
        *any += sum_of(some[0] + some[1]);
        *all += sum_of(every[0] + every[1]);
    }
    for (; first < count; first++) {
        size_t there = 0;
        for (size_t k = 0; k < n; k++)
            there += columns[k].byte[first] < columns[k].codes;
        *any += there > 0;
        *all += there == n;
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

/* The sums over the answers to two items of who gave both, from low codes on.
 */
static struct scale_pair sums_of(const struct lacking *l,
                                 const struct scale_column *columns, size_t a,
                                 size_t b, int64_t products)
{
    size_t all = l->items * l->width, no_a = a * l->width, no_b = b * l->width;
    int64_t n = l->there[all + a] - l->there[no_b + a];
    int64_t of_a = l->sum[all + a] - l->sum[no_b + a];
    int64_t of_b = l->sum[all + b] - l->sum[no_a + b];
    int64_t x = columns[a].low, y = columns[b].low;
    return (struct scale_pair){
        .n = n,
        .a = of_a + n * x,
        .b = of_b + n * y,
        .ab = products + of_a * y + of_b * x + n * x * y,
    };
}

/* Block by block, so that each is read from memory once. */
static void add_blocks(struct scale *s, struct lacking *l,
                       const struct scale_column *columns, size_t count)
{
    struct part *part = mem_alloc((s->items + 1) * sizeof *part);
    for (size_t first = 0; first < count; first += BLOCK) {
        size_t here = count - first < BLOCK ? count - first : BLOCK;
        for (size_t k = 0; k < s->items; k++)
            fill_part(&part[k], &columns[k], first, here);
        add_products(s, part);
        lacking_add(l, first, here);
    }
    lacking_finish(l);
    free(part);
}

int scale_add_columns(struct scale *s, const struct scale_column *columns,
                      size_t count, struct diag *d)
{
    struct scale more;
    struct lacking l;
    if (check(columns, s->items, d) != 0 || scale_open(&more, s->items, d) != 0)
        return -1;
    lacking_open(&l, columns, s->items);
    add_blocks(&more, &l, columns, count);
    struct scale_pair *pair = more.pairs;
    for (size_t i = 0; i < s->items; i++)
        for (size_t j = i; j < s->items; j++, pair++)
            *pair = sums_of(&l, columns, i, j, pair->ab);
    more.respondents = l.any;
    scale_merge(s, &more);
    scale_close(&more);
    lacking_close(&l);
    return 0;
}
