/*
 * scale_columns.c - the sums of scale.h from columns of bytes.
 *
 * Of each pair, the sum of the products (products.h), and who answered both and
 * what: all less those who lack one (lacking.h). Answers are bytes, from 0,
 * until the end.
 */
#include "analyze/math/scale.h"

#include "analyze/math/lacking.h"
#include "analyze/math/products.h"

#include <string.h>

enum { LANES = 64, HALVES = 2 };

typedef uint8_t bytes __attribute__((vector_size(LANES / HALVES)));

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

static int64_t sum_of(const bytes half[HALVES])
{
    int64_t sum = 0;
    for (size_t i = 0; i < LANES; i++)
        sum += half[i % HALVES][i / HALVES];
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
        *any += sum_of(some);
        *all += sum_of(every);
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

/* What is added to a scale: of bytes, so far. */
struct more {
    const struct scale_column *column;
    struct products all;    /* of who answered both */
    struct lacking lacking; /* who did not */
    int64_t count;          /* respondents */
};

/* Block by block, so that each is read from memory once. */
static void more_fill(struct more *x, size_t items, size_t count)
{
    products_open(&x->all, x->column, items);
    lacking_open(&x->lacking, x->column, items);
    for (size_t first = 0; first < count; first += PRODUCTS_BLOCK) {
        size_t here = count - first;
        here = here < PRODUCTS_BLOCK ? here : PRODUCTS_BLOCK;
        products_add(&x->all, first, here);
        lacking_add(&x->lacking, first, here);
    }
    lacking_finish(&x->lacking);
    x->count = (int64_t)count;
}

/* The sums over items A and B of who answered both, with their low codes. */
static struct scale_pair sums_of(const struct more *m, size_t a, size_t b,
                                 int64_t products)
{
    const struct lacking *l = &m->lacking;
    size_t no_a = a * l->width, no_b = b * l->width;
    int64_t n = m->count - l->lack[a] - l->there[no_b + a];
    int64_t of_a = m->all.sum[a] - l->sum[no_b + a];
    int64_t of_b = m->all.sum[b] - l->sum[no_a + b];
    int64_t x = m->column[a].low, y = m->column[b].low;
    return (struct scale_pair){
        .n = n,
        .a = of_a + n * x,
        .b = of_b + n * y,
        .ab = products + of_a * y + of_b * x + n * x * y,
    };
}

int scale_add_columns(struct scale *s, const struct scale_column *columns,
                      size_t count, struct diag *d)
{
    if (check(columns, s->items, d) != 0)
        return -1;
    struct more x = {.column = columns};
    more_fill(&x, s->items, count);
    struct scale_pair *pair = s->pairs;
    const int64_t *product = x.all.product;
    for (size_t i = 0; i < s->items; i++)
        for (size_t j = i; j < s->items; j++, pair++) {
            struct scale_pair more = sums_of(&x, i, j, *product++);
            pair->n += more.n;
            pair->a += more.a;
            pair->b += more.b;
            pair->ab += more.ab;
        }
    s->respondents += x.lacking.any;
    products_close(&x.all);
    lacking_close(&x.lacking);
    return 0;
}
