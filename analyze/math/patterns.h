/*
 * patterns.h - which rows lack the same numbers: a grouping of bit masks.
 *
 * Masks are added row by row and grouped through a table of hashes; the table
 * never decides an order. In the end patterns are ranked by how many rows have
 * them, most first, then by their words from the last to the first.
 */
#ifndef MATH_PATTERNS_H
#define MATH_PATTERNS_H

#include <stddef.h>
#include <stdint.h>

enum { PATTERNS_WORDS = 4 }; /* of 64 bits each in a mask */

struct patterns {
    uint64_t *mask; /* count x PATTERNS_WORDS */
    uint32_t *rows; /* that have it */
    size_t count, room, rows_room;
    uint32_t *of;    /* by row: its pattern */
    uint32_t *table; /* by hash: pattern + 1, or 0 */
    size_t n, added, slots;
};

/* For N rows, below 2^32 - 1. patterns_close() it. */
void patterns_open(struct patterns *p, size_t n);
void patterns_close(struct patterns *p);

/* The mask of the next row. */
void patterns_add(struct patterns *p, const uint64_t *mask);

/*
 * After the last: the rows by pattern, each pattern's in the order added, and
 * in AT, of count + 1 numbers, where each begins. free() both.
 */
uint32_t *patterns_finish(struct patterns *p, uint32_t **at);

#endif
