/*
 * byterows.c - see byterows.h.
 *
 * Sixteen columns by sixteen rows: four times over, each column is merged with
 * the one eight further, byte by byte.
 */
#include "analyze/math/byterows.h"

#include "analyze/math/lanes.h"
#include "lib/attr.h"

#include <string.h>

enum { LANES = BYTEROWS_LANES, HALF = LANES / 2, ROWS = 64 };

typedef uint8_t bytes __attribute__((vector_size(LANES)));

LANES_INLINE void merge(const bytes from[LANES], bytes to[LANES])
{
#pragma GCC unroll 8
    for (size_t i = 0; i < HALF; i++) {
        to[2 * i] =
            __builtin_shufflevector(from[i], from[i + HALF], 0, 16, 1, 17, 2,
                                    18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
        to[2 * i + 1] =
            __builtin_shufflevector(from[i], from[i + HALF], 8, 24, 9, 25, 10,
                                    26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
    }
}

/* Columns of a piece from I on into rows of TO, WIDTH bytes apart. */
LANES_INLINE void turn(uint8_t piece[LANES][ROWS], size_t i, uint8_t *to,
                       size_t width)
{
    bytes a[LANES], b[LANES];
#pragma GCC unroll 16
    for (size_t k = 0; k < LANES; k++)
        memcpy(&a[k], &piece[k][i], LANES);
    merge(a, b);
    merge(b, a);
    merge(a, b);
    merge(b, a);
#pragma GCC unroll 16
    for (size_t k = 0; k < LANES; k++)
        memcpy(to + k * width, &a[k], LANES);
}

/* LANES columns, ROWS of them: whole lines of the cache. */
WIDE_VECTORS static void turn_piece(const uint8_t *const *column, size_t first,
                                    uint8_t *to, size_t width)
{
    uint8_t piece[LANES][ROWS];
    for (size_t k = 0; k < LANES; k++)
        memcpy(piece[k], column[k] + first, ROWS);
    for (size_t i = 0; i < ROWS; i += LANES)
        turn(piece, i, to + i * width, width);
}

/* The same of fewer. */
WIDE_VECTORS static void turn_rest(const uint8_t *const *column, size_t columns,
                                   size_t first, size_t count, uint8_t *to,
                                   size_t width)
{
    uint8_t piece[LANES][ROWS] = {{0}};
    for (size_t k = 0; k < columns; k++)
        memcpy(piece[k], column[k] + first, count);
    for (size_t i = 0; i < count; i += LANES)
        turn(piece, i, to + i * width, width);
}

size_t byterows_width(size_t columns)
{
    return (columns + LANES - 1) / LANES * LANES;
}

void byterows_fill(const uint8_t *const *column, size_t columns, size_t first,
                   size_t count, uint8_t *rows)
{
    size_t width = byterows_width(columns);
    for (size_t i = 0; i < count; i += ROWS)
        for (size_t k = 0; k < columns; k += LANES) {
            size_t wide = columns - k < LANES ? columns - k : LANES;
            size_t high = count - i < ROWS ? count - i : ROWS;
            uint8_t *to = rows + i * width + k;
            if (wide == LANES && high == ROWS)
                turn_piece(column + k, first + i, to, width);
            else
                turn_rest(column + k, wide, first + i, high, to, width);
        }
}
