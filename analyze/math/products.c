/*
 * products.c - see products.h.
 *
 * A block's answers lie in rows, not answered as 0, so that a pair is one dot
 * product. Two columns by two others are multiplied at a time, as what was read
 * is used twice. Where all bytes are small and the processor can, they are
 * multiplied as bytes, 32 at a time; else as 16 bits.
 */
#include "analyze/math/products.h"

#include "lib/attr.h"
#include "lib/mem.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* A block's sums of two small bytes' products fit 15 bits, all others 31. */
enum { BLOCK = PRODUCTS_BLOCK, SIDE = 2, SMALL = 32 };

struct products_work {
    const struct scale_column *column;
    size_t items;
    bool small;      /* bytes below SMALL, multiplied as such */
    uint8_t *byte;   /* rows of BLOCK, an even number of them */
    int16_t *number; /* the same, wider; NULL if small */
};

#if defined __x86_64__ && defined __GNUC__
#include <immintrin.h>
#define BYTES __attribute__((target("avx2")))
#define HAS_BYTES __builtin_cpu_supports("avx2")

/* Pairs of sixteen bits added to one number. */
#define PAIRS(sums) _mm256_madd_epi16((sums), _mm256_set1_epi16(1))

BYTES static void multiply_bytes(const uint8_t *a, const uint8_t *b,
                                 int32_t out[SIDE * SIDE])
{
    enum { LANES = 32 };
    __m256i ac = _mm256_setzero_si256(), ad = ac, bc = ac, bd = ac;
    for (size_t i = 0; i < BLOCK; i += LANES) {
        __m256i w = _mm256_loadu_si256((const __m256i *)(a + i));
        __m256i x = _mm256_loadu_si256((const __m256i *)(a + BLOCK + i));
        __m256i y = _mm256_loadu_si256((const __m256i *)(b + i));
        __m256i z = _mm256_loadu_si256((const __m256i *)(b + BLOCK + i));
        ac = _mm256_add_epi16(ac, _mm256_maddubs_epi16(w, y));
        ad = _mm256_add_epi16(ad, _mm256_maddubs_epi16(w, z));
        bc = _mm256_add_epi16(bc, _mm256_maddubs_epi16(x, y));
        bd = _mm256_add_epi16(bd, _mm256_maddubs_epi16(x, z));
    }
    __m256i first = _mm256_hadd_epi32(PAIRS(ac), PAIRS(ad));
    __m256i second = _mm256_hadd_epi32(PAIRS(bc), PAIRS(bd));
    __m256i four = _mm256_hadd_epi32(first, second);
    _mm_storeu_si128((__m128i *)out,
                     _mm_add_epi32(_mm256_castsi256_si128(four),
                                   _mm256_extracti128_si256(four, 1)));
}
#else
#define HAS_BYTES false
static void multiply_bytes(const uint8_t *a, const uint8_t *b,
                           int32_t out[SIDE * SIDE])
{
    for (size_t k = 0; k < SIDE * SIDE; k++) {
        const uint8_t *x = a + k / SIDE * BLOCK, *y = b + k % SIDE * BLOCK;
        out[k] = 0;
        for (size_t i = 0; i < BLOCK; i++)
            out[k] += x[i] * y[i];
    }
}
#endif

/* A block as long as it can be: the compiler knows how often it goes round. */
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

WIDE_VECTORS static void
keep_answers(uint8_t *restrict to, const uint8_t *restrict byte, uint8_t codes)
{
    for (size_t i = 0; i < BLOCK; i++)
        to[i] = byte[i] < codes ? byte[i] : 0;
}

WIDE_VECTORS static void widen(int16_t *restrict to,
                               const uint8_t *restrict byte)
{
    for (size_t i = 0; i < BLOCK; i++)
        to[i] = byte[i];
}

WIDE_VECTORS static uint32_t add_up(const uint8_t *byte)
{
    uint32_t sum = 0;
    for (size_t i = 0; i < BLOCK; i++)
        sum += byte[i];
    return sum;
}

void products_open(struct products *p, const struct scale_column *columns,
                   size_t items)
{
    struct products_work *w = mem_alloc(sizeof *w);
    size_t rows = (items + SIDE - 1) / SIDE * SIDE;
    w->column = columns;
    w->items = items;
    w->small = HAS_BYTES;
    for (size_t k = 0; k < items; k++)
        w->small = w->small && columns[k].codes <= SMALL;
    w->byte = mem_alloc(rows * BLOCK);
    if (!w->small)
        w->number = mem_alloc(rows * BLOCK * sizeof *w->number);
    p->sum = mem_alloc(items * sizeof *p->sum);
    p->product = mem_alloc(items * (items + 1) / 2 * sizeof *p->product);
    p->work = w;
}

void products_close(struct products *p)
{
    if (p->work != NULL) {
        free(p->work->byte);
        free(p->work->number);
    }
    free(p->work);
    free(p->sum);
    free(p->product);
    *p = (struct products){0};
}

/* COUNT respondents from FIRST on; those that a block has more answer not. */
static void fill_row(struct products *p, size_t k, size_t first, size_t count)
{
    struct products_work *w = p->work;
    const struct scale_column *c = &w->column[k];
    const uint8_t *byte = c->byte + first;
    uint8_t rest[BLOCK];
    if (count < BLOCK) {
        memset(rest, UINT8_MAX, sizeof rest);
        byte = memcpy(rest, byte, count);
    }
    keep_answers(w->byte + k * BLOCK, byte, (uint8_t)c->codes);
    p->sum[k] += add_up(w->byte + k * BLOCK);
    if (!w->small)
        widen(w->number + k * BLOCK, w->byte + k * BLOCK);
}

/* The products of two columns from A on by two from B on. */
static void take_square(struct products *p, size_t a, size_t b,
                        const int32_t out[SIDE * SIDE])
{
    size_t items = p->work->items;
    for (size_t k = 0; k < SIDE * SIDE; k++) {
        size_t i = a + k / SIDE, j = b + k % SIDE;
        if (i <= j && j < items)
            p->product[i * items - i * (i + 1) / 2 + j] += out[k];
    }
}

void products_add(struct products *p, size_t first, size_t count)
{
    const struct products_work *w = p->work;
    int32_t out[SIDE * SIDE];
    for (size_t k = 0; k < w->items; k++)
        fill_row(p, k, first, count);
    for (size_t i = 0; i < w->items; i += SIDE)
        for (size_t j = i; j < w->items; j += SIDE) {
            if (w->small)
                multiply_bytes(w->byte + i * BLOCK, w->byte + j * BLOCK, out);
            else
                multiply(w->number + i * BLOCK, w->number + j * BLOCK, out);
            take_square(p, i, j, out);
        }
}
