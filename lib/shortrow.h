/*
 * shortrow.h - a row of a few numbers as SQLite stores it, quickly.
 *
 * What tablerecord.h makes of the same integers and reals, byte by byte, for
 * rows of one shape by the million: the number of columns is known before, and
 * there is no text. Goes into a table by tablefill_add().
 */
#ifndef SHORTROW_H
#define SHORTROW_H

#include "lib/tablerecord.h"

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum {
    SHORTROW_COLUMNS = 16,
    SHORTROW_BYTES = 1 + SHORTROW_COLUMNS * 9 /* a type and its value */
};

struct shortrow {
    unsigned char bytes[SHORTROW_BYTES];
    size_t type,
        length; /* the next type is at TYPE, the next value at LENGTH */
};

/* Begins a row of COLUMNS, at most SHORTROW_COLUMNS; each is added once. */
static inline void shortrow_begin(struct shortrow *r, size_t columns)
{
    r->bytes[0] = (unsigned char)(1 + columns);
    r->type = 1;
    r->length = 1 + columns;
}

/* LENGTH bytes of VALUE, the highest first. */
static inline void shortrow_put(struct shortrow *r, uint64_t value,
                                size_t length)
{
    for (size_t k = length; k-- > 0;)
        r->bytes[r->length++] = (unsigned char)(value >> 8 * k);
}

static inline void shortrow_integer(struct shortrow *r, int64_t value)
{
    size_t length = 0;
    if (value >> 1 == 0) {
        r->bytes[r->type++] = (unsigned char)(8 + value);
        return;
    }
    bool small = value >= INT8_MIN && value <= INT8_MAX;
    if (small)
        length = 1;
    r->bytes[r->type++] = small ? 1 : tablerecord_type(value, &length);
    shortrow_put(r, (uint64_t)value, length);
}

/* NaN is NULL. */
static inline void shortrow_real(struct shortrow *r, double value)
{
    bool none = isnan(value);
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    r->bytes[r->type++] = none ? 0 : 7;
    if (none)
        return;
#pragma GCC unroll 8
    for (size_t k = 0; k < sizeof bits; k++)
        r->bytes[r->length + k] = (unsigned char)(bits >> (56 - 8 * k));
    r->length += sizeof bits;
}

#endif
