/*
 * pairtally.h - how often each pair of answers to two items was given, cell by
 * cell of respondents.
 */
#ifndef MATH_PAIRTALLY_H
#define MATH_PAIRTALLY_H

#include <stddef.h>
#include <stdint.h>

/*
 * Answers as bytes. A byte below SPAN is a place of its own; one below CODES
 * has the place SPAN + 1; all others have SPAN.
 */
struct pairtally_item {
    const uint8_t *byte;
    uint8_t span, codes; /* span at most 250 */
};

/*
 * Adds N respondents to COUNT: by cell, then the place of ROW, then that of
 * COLUMN.
 */
void pairtally_add(const struct pairtally_item *row,
                   const struct pairtally_item *column, const uint32_t *cell,
                   size_t n, uint32_t *count);

#endif
