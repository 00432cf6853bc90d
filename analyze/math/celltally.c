/*
 * celltally.c - see celltally.h.
 *
 * A cell's counts are bytes beside each other, one for each column: of each
 * value, what equals it is added to all of them by a register or two. Before
 * they are full they are added to the counts.
 */
#include "analyze/math/celltally.h"

#include "analyze/math/byterows.h"
#include "analyze/math/lanes.h"
#include "lib/attr.h"
#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

enum { BLOCK = 64, LANES = BYTEROWS_LANES, FULL = UINT8_MAX };

typedef uint8_t bytes __attribute__((vector_size(LANES)));
typedef uint8_t wide __attribute__((vector_size(2 * LANES)));

struct work {
    size_t width;    /* of a row */
    uint8_t *counts; /* by cell, value, column */
    uint8_t *rows;   /* of a block */
    uint8_t *held;   /* rows that are in the counts, by cell */
};

size_t celltally_bytes(const struct celltally *t)
{
    return t->cells * (t->values * byterows_width(t->columns) + 1);
}

/* Adds the bytes of CELL to the counts, and begins them again. */
static void empty_cell(const struct celltally *t, const struct work *w,
                       size_t cell, int64_t *count)
{
    uint8_t *from = w->counts + cell * t->values * w->width;
    int64_t *to = count + cell * t->values * t->columns;
    for (size_t v = 0; v < t->values; v++)
        for (size_t k = 0; k < t->columns; k++)
            *to++ += from[v * w->width + k];
    memset(from, 0, t->values * w->width);
    w->held[cell] = 0;
}

/* Adds 1 to the bytes of TO where ROW is VALUE: two chunks, or one. */
LANES_INLINE void add_wide(const uint8_t *row, uint8_t value, uint8_t *to)
{
    wide x, sum;
    memcpy(&x, row, sizeof x);
    memcpy(&sum, to, sizeof sum);
    sum -= (wide)(x == value);
    memcpy(to, &sum, sizeof sum);
}

LANES_INLINE void add_chunk(const uint8_t *row, uint8_t value, uint8_t *to)
{
    bytes x, sum;
    memcpy(&x, row, sizeof x);
    memcpy(&sum, to, sizeof sum);
    sum -= (bytes)(x == value);
    memcpy(to, &sum, sizeof sum);
}

/* The body for rows of WIDTH, which is a constant where it can be. */
LANES_INLINE void add_rows(const struct celltally *t, const struct work *w,
                           const uint32_t *cell, size_t rows, size_t width)
{
    const uint8_t *row = w->rows, *value = t->value;
    size_t values = t->values, last = width - width % (2 * LANES);
    for (size_t i = 0; i < rows; i++, row += width) {
        uint8_t *to = w->counts + cell[i] * values * width;
        for (size_t v = 0; v < values; v++, to += width) {
#pragma GCC unroll 2
            for (size_t k = 0; k < last; k += 2 * LANES)
                add_wide(row + k, value[v], to + k);
            if (last < width)
                add_chunk(row + last, value[v], to + last);
        }
    }
}

WIDE_VECTORS static void add_any(const struct celltally *t,
                                 const struct work *w, const uint32_t *cell,
                                 size_t rows)
{
    switch (w->width / LANES) {
    case 1:
        add_rows(t, w, cell, rows, LANES);
        break;
    case 2:
        add_rows(t, w, cell, rows, 2 * LANES);
        break;
    case 3:
        add_rows(t, w, cell, rows, 3 * LANES);
        break;
    case 4:
        add_rows(t, w, cell, rows, 4 * LANES);
        break;
    default:
        add_rows(t, w, cell, rows, w->width);
    }
}

static void add_block(const struct celltally *t, const struct work *w,
                      size_t first, size_t rows, int64_t *count)
{
    const uint32_t *cell = t->cell + first;
    byterows_fill(t->column, t->columns, first, rows, w->rows);
    for (size_t i = 0; i < rows; i++)
        if (w->held[cell[i]] > FULL - BLOCK)
            empty_cell(t, w, cell[i], count);
    add_any(t, w, cell, rows);
    for (size_t i = 0; i < rows; i++)
        w->held[cell[i]]++;
}

void celltally_add(const struct celltally *t, size_t rows, int64_t *count)
{
    struct work w = {.width = byterows_width(t->columns)};
    w.counts = mem_alloc(t->cells * t->values * w.width);
    w.rows = mem_array(NULL, BLOCK, w.width);
    w.held = mem_alloc(t->cells);
    for (size_t first = 0; first < rows; first += BLOCK)
        add_block(t, &w, first, rows - first < BLOCK ? rows - first : BLOCK,
                  count);
    for (size_t c = 0; c < t->cells; c++)
        empty_cell(t, &w, c, count);
    free(w.counts);
    free(w.rows);
    free(w.held);
}
