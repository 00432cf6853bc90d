/*
 * byterows.h - answers that stand item by item, respondent by respondent.
 *
 * Columns of bytes are turned into rows, a piece at a time, for what looks at
 * all items of a respondent at once.
 */
#ifndef MATH_BYTEROWS_H
#define MATH_BYTEROWS_H

#include <stddef.h>
#include <stdint.h>

enum { BYTEROWS_LANES = 16 }; /* rows and columns go in so many at a time */

/* The bytes of a row of COLUMNS: a multiple of BYTEROWS_LANES. */
size_t byterows_width(size_t columns);

/*
 * Rows FIRST .. FIRST + COUNT - 1 of COLUMNS columns into ROWS, which has room
 * for COUNT of them, rounded up to BYTEROWS_LANES, of byterows_width() each.
 * Bytes behind the last column, and those of rows behind the last, are 0.
 */
void byterows_fill(const uint8_t *const *column, size_t columns, size_t first,
                   size_t count, uint8_t *rows);

#endif
