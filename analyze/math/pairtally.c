/*
 * pairtally.c - see pairtally.h.
 *
 * Where to count is found for a block of respondents by vector instructions;
 * what is left for each is to count.
 */
#include "analyze/math/pairtally.h"

#include "lib/attr.h"

#include <string.h>

enum { BLOCK = 1024 };

WIDE_VECTORS static void find_places(uint8_t *restrict place,
                                     const uint8_t *restrict byte, uint8_t span,
                                     uint8_t codes)
{
    uint8_t off = (uint8_t)(span + 1);
    for (size_t i = 0; i < BLOCK; i++) {
        uint8_t rest = byte[i] < codes ? off : span;
        place[i] = byte[i] < span ? byte[i] : rest;
    }
}

WIDE_VECTORS static void join(uint16_t *restrict pair,
                              const uint8_t *restrict row,
                              const uint8_t *restrict column, uint16_t side)
{
    for (size_t i = 0; i < BLOCK; i++)
        pair[i] = (uint16_t)(row[i] * side + column[i]);
}

WIDE_VECTORS static void locate(uint32_t *restrict at,
                                const uint16_t *restrict pair,
                                const uint32_t *restrict cell, uint32_t stride)
{
    for (size_t i = 0; i < BLOCK; i++)
        at[i] = cell[i] * stride + pair[i];
}

/* A whole block. */
static void find_block(const struct pairtally_item *row,
                       const struct pairtally_item *column,
                       const uint32_t *cell, size_t first, uint32_t *at)
{
    uint8_t x[BLOCK], y[BLOCK];
    uint16_t pair[BLOCK], side = (uint16_t)(column->span + 2);
    find_places(x, row->byte + first, row->span, row->codes);
    find_places(y, column->byte + first, column->span, column->codes);
    join(pair, x, y, side);
    locate(at, pair, cell + first, side * (uint32_t)(row->span + 2));
}

static size_t place_of(const struct pairtally_item *item, size_t i)
{
    uint8_t byte = item->byte[i];
    if (byte < item->span)
        return byte;
    return (size_t)item->span + (byte < item->codes);
}

void pairtally_add(const struct pairtally_item *row,
                   const struct pairtally_item *column, const uint32_t *cell,
                   size_t n, uint32_t *count)
{
    size_t rows = (size_t)row->span + 2, side = (size_t)column->span + 2;
    size_t first = 0;
    for (; first + BLOCK <= n; first += BLOCK) {
        uint32_t at[BLOCK];
        find_block(row, column, cell, first, at);
        for (size_t i = 0; i < BLOCK; i++)
            count[at[i]]++;
    }
    for (; first < n; first++)
        count[(cell[first] * rows + place_of(row, first)) * side +
              place_of(column, first)]++;
}
