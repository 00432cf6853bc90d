/*
 * lacking.c - see lacking.h.
 *
 * A respondent's row, 1 or 0 for each item and then its byte or 0, is added to
 * the row of everybody and to that of each item that he lacks.
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
    shorts *sums;    /* such a row for each item, and for everybody */
};

static shorts *zeros(size_t count)
{
    return (shorts *)mem_lanes(count * sizeof(shorts) / sizeof(double));
}

void lacking_open(struct lacking *l, const struct scale_column *columns,
                  size_t items)
{
    struct lacking_work *w = mem_alloc(sizeof *w);
    size_t width = byterows_width(items);
    int codes = 2;
    *l = (struct lacking){.items = items, .width = width, .work = w};
    l->there = mem_alloc((items + 1) * width * sizeof *l->there);
    l->sum = mem_alloc((items + 1) * width * sizeof *l->sum);
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
    w->sums = zeros((items + 1) * 2 * w->chunks);
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

/* Puts a chunk of a respondent's bytes into the row at hand. */
LANES_INLINE void open_chunk(struct lacking_work *w, size_t chunk,
                             const uint8_t *from)
{
    bytes byte, codes;
    memcpy(&byte, from + chunk * LANES, LANES);
    memcpy(&codes, w->codes + chunk * LANES, LANES);
    bytes there = (bytes)(byte < codes);
    w->row[chunk] = __builtin_convertvector(there & 1, shorts);
    w->row[w->chunks + chunk] = __builtin_convertvector(byte & there, shorts);
    w->lacks[chunk] = bits_of(~there);
}

LANES_INLINE void add_row(const struct lacking_work *w, size_t item)
{
    shorts *to = w->sums + item * 2 * w->chunks;
    for (size_t c = 0; c < 2 * w->chunks; c++)
        to[c] += w->row[c];
}

/* By the bits that are set, 64 items at a time; returns how many there are. */
LANES_INLINE size_t add_respondent(const struct lacking_work *w)
{
    size_t lack = 0;
    add_row(w, w->items);
    for (size_t c = 0; c < w->chunks; c += TURN) {
        uint64_t bits = 0;
        for (size_t k = 0; k < TURN && c + k < w->chunks; k++)
            bits |= (uint64_t)w->lacks[c + k] << k * LANES;
        for (; bits != 0; bits &= bits - 1, lack++)
            add_row(w, c * LANES + (size_t)__builtin_ctzll(bits));
    }
    return lack;
}

/* Returns how many respondents answered anything. */
WIDE_VECTORS static size_t add_block(struct lacking_work *w, size_t count)
{
    size_t any = 0;
    for (size_t i = 0; i < count; i++) {
        for (size_t c = 0; c < w->chunks; c++)
            open_chunk(w, c, w->rows + i * w->chunks * LANES);
        any += add_respondent(w) < w->items;
    }
    w->held += count;
    return any;
}

void lacking_finish(struct lacking *l)
{
    struct lacking_work *w = l->work;
    for (size_t j = 0; j <= w->items; j++)
        for (size_t k = 0; k < l->width; k++) {
            size_t chunk = 2 * w->chunks * j + k / LANES;
            l->there[j * l->width + k] += w->sums[chunk][k % LANES];
            l->sum[j * l->width + k] += w->sums[chunk + w->chunks][k % LANES];
        }
    memset(w->sums, 0, (w->items + 1) * 2 * w->chunks * sizeof *w->sums);
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
        l->any += (int64_t)add_block(w, here);
    }
}
