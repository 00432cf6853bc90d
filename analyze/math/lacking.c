/*
 * lacking.c - see lacking.h.
 *
 * A respondent's row, 1 or 0 for each item and then its byte or 0, is added to
 * that of each item that he lacks.
 */
#include "analyze/math/lacking.h"

#include "analyze/math/byterows.h"
#include "analyze/math/lanes.h"
#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

enum { BLOCK = 256, LANES = BYTEROWS_LANES, TURN = 64 / LANES };

typedef uint8_t bytes __attribute__((vector_size(LANES)));
typedef uint16_t shorts __attribute__((vector_size(2 * LANES)));

struct lacking_work {
    size_t items, chunks; /* LANES items are a chunk */
    size_t held, most;    /* respondents in the sums; as many fit */
    const uint8_t **column;
    uint8_t *codes;  /* of each item; 1 behind the last, whose bytes are 0 */
    uint8_t *rows;   /* of a block */
    uint16_t *lacks; /* of each chunk: which items lack, by bit */
    shorts *row;     /* the one at hand: chunks of 1 or 0, then of bytes */
    shorts *sums;    /* such a row for each item */
};

static shorts *zeros(size_t count)
{
    void *lanes = mem_lanes(count * sizeof(shorts) / sizeof(double));
    return lanes;
}

void lacking_open(struct lacking *l, const struct scale_column *columns,
                  size_t items)
{
    struct lacking_work *w = mem_alloc(sizeof *w);
    size_t width = byterows_width(items);
    int codes = 2;
    *l = (struct lacking){.items = items, .width = width, .work = w};
    l->there = mem_alloc(items * width * sizeof *l->there);
    l->sum = mem_alloc(items * width * sizeof *l->sum);
    l->lack = mem_alloc(items * sizeof *l->lack);
    w->items = items;
    w->chunks = width / LANES;
    w->column = mem_array(NULL, items, sizeof *w->column);
    w->codes = memset(mem_array(NULL, width, 1), 1, width);
    for (size_t k = 0; k < items; k++) {
        w->column[k] = columns[k].byte;
        w->codes[k] = (uint8_t)columns[k].codes;
        codes = columns[k].codes > codes ? columns[k].codes : codes;
    }
    w->most = (size_t)(UINT16_MAX / (codes - 1));
    w->rows = mem_array(NULL, BLOCK, width);
    w->lacks = mem_array(NULL, w->chunks, sizeof *w->lacks);
    w->row = zeros(2 * w->chunks);
    w->sums = zeros(items * 2 * w->chunks);
}

void lacking_close(struct lacking *l)
{
    struct lacking_work *w = l->work;
    if (w != NULL) {
        free(w->column);
        free(w->codes);
        free(w->rows);
        free(w->lacks);
        free(w->row);
        free(w->sums);
        free(w);
    }
    free(l->there);
    free(l->sum);
    free(l->lack);
    *l = (struct lacking){0};
}

/* A bit for each byte of 255, the others being 0. */
LANES_INLINE uint16_t bits_of(bytes mask)
{
#ifdef __SSE2__
    typedef char chars __attribute__((vector_size(LANES)));
    return (uint16_t)__builtin_ia32_pmovmskb128((chars)mask);
#else
    unsigned bits = 0;
    for (int i = 0; i < LANES; i++)
        bits |= (mask[i] & 1U) << i;
    return (uint16_t)bits;
#endif
}

/* A respondent: CHUNKS of 1 or 0, then of bytes, and what lacks by bit. */
struct row {
    shorts *value;
    uint16_t *lacks;
    size_t chunks;
};

LANES_INLINE void read_row(struct row r, const uint8_t *from,
                           const uint8_t *codes)
{
#pragma GCC unroll 4
    for (size_t c = 0; c < r.chunks; c++) {
        bytes byte, most;
        memcpy(&byte, from + c * LANES, LANES);
        memcpy(&most, codes + c * LANES, LANES);
        bytes there = (bytes)(byte < most);
        r.value[c] = __builtin_convertvector(there & 1, shorts);
        r.value[r.chunks + c] = __builtin_convertvector(byte & there, shorts);
        r.lacks[c] = bits_of(~there);
    }
}

/* By the bits that are set, 64 items at a time; returns how many there are. */
LANES_INLINE size_t add_row(struct row r, shorts *sums, int64_t *lack)
{
    size_t count = 0;
    for (size_t c = 0; c < r.chunks; c += TURN) {
        uint64_t bits = 0;
        for (size_t k = 0; k < TURN && c + k < r.chunks; k++)
            bits |= (uint64_t)r.lacks[c + k] << k * LANES;
        for (; bits != 0; bits &= bits - 1, count++) {
            size_t item = c * LANES + (size_t)__builtin_ctzll(bits);
            shorts *to = sums + item * 2 * r.chunks;
#pragma GCC unroll 8
            for (size_t k = 0; k < 2 * r.chunks; k++)
                to[k] += r.value[k];
            lack[item]++;
        }
    }
    return count;
}

/* The body, for rows of as many chunks as R has: a constant, if they are few.
 */
LANES_INLINE size_t add_rows(struct lacking_work *w, struct row r, size_t count,
                             int64_t *lack)
{
    size_t any = 0;
    for (size_t i = 0; i < count; i++) {
        read_row(r, w->rows + i * r.chunks * LANES, w->codes);
        any += add_row(r, w->sums, lack) < w->items;
    }
    return any;
}

/* Returns how many respondents answered anything. */
WIDE_VECTORS static size_t add_block(struct lacking_work *w, size_t count,
                                     int64_t *lack)
{
    shorts value[2 * TURN];
    uint16_t lacks[TURN];
    switch (w->chunks) {
    case 1:
        return add_rows(w, (struct row){value, lacks, 1}, count, lack);
    case 2:
        return add_rows(w, (struct row){value, lacks, 2}, count, lack);
    case 3:
        return add_rows(w, (struct row){value, lacks, 3}, count, lack);
    case 4:
        return add_rows(w, (struct row){value, lacks, 4}, count, lack);
    default:
        return add_rows(w, (struct row){w->row, w->lacks, w->chunks}, count,
                        lack);
    }
}

void lacking_finish(struct lacking *l)
{
    struct lacking_work *w = l->work;
    for (size_t j = 0; j < w->items; j++)
        for (size_t k = 0; k < l->width; k++) {
            size_t chunk = 2 * w->chunks * j + k / LANES;
            l->there[j * l->width + k] += w->sums[chunk][k % LANES];
            l->sum[j * l->width + k] += w->sums[chunk + w->chunks][k % LANES];
        }
    memset(w->sums, 0, w->items * 2 * w->chunks * sizeof *w->sums);
    w->held = 0;
}

void lacking_add(struct lacking *l, size_t first, size_t count)
{
    struct lacking_work *w = l->work;
    for (size_t done = 0; done < count; done += BLOCK) {
        size_t here = count - done < BLOCK ? count - done : BLOCK;
        if (w->held + here > w->most)
            lacking_finish(l);
        byterows_fill(w->column, w->items, first + done, here, w->rows);
        l->any += (int64_t)add_block(w, here, l->lack);
        w->held += here;
    }
}
