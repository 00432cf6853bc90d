/*
 * amount.h - numbers as people write them in sheets: 85, 1,234.50, 1.234,50,
 * 85%, 92分, ￥1 200, １２人, 1.5万元.
 *
 * A column has one decimal sign and at most one unit, and every cell is read
 * by them alone. Units only stand beside the number, but 万 (ten thousand).
 */
#ifndef AMOUNT_H
#define AMOUNT_H

#include "lib/attr.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { AMOUNT_TEXT = 64 }; /* longer cells are no numbers */

/* {0}: a point, no thousands parted, no unit. */
struct amount_format {
    char decimal; /* '.' or ','; 0 is '.' */
    bool grouped; /* blanks, and the other of the two signs, part thousands */
    int unit;     /* as amount_look() numbers them; 0: none */
};

/*
 * Reads LENGTH bytes, no blanks around, into hundredths, halves away from
 * zero. False if they are no such number, have another unit than FORMAT (none
 * is always allowed), or are beyond +-9e15 hundredths.
 */
bool amount_read(const struct amount_format *format, const char *bytes,
                 size_t length, int64_t *hundredths) MUST_CHECK;

/* What one cell tells of its column. */
enum amount_sign {
    AMOUNT_PLAIN,  /* neither a point nor a comma that tells */
    AMOUNT_POINT,  /* the point is the decimal sign: 1.5, 1,234,567, 1,234.5 */
    AMOUNT_COMMA,  /* the comma is: 1,5, 1.234.567, 1.234,5 */
    AMOUNT_EITHER, /* 1,234 */
    AMOUNT_NONE    /* it is no number */
};
struct amount_look {
    enum amount_sign sign;
    bool grouped; /* thousands are parted, if SIGN is what it seems */
    int unit;     /* 0: none */
};
struct amount_look amount_look(const char *bytes, size_t length);

/* The unit as it is written; "" for 0. */
const char *amount_unit(int unit);

/*
 * The number that begins *AT, digits and signs but no unit, in hundredths;
 * moves *AT behind it. False if there is none. For amounts within other text.
 */
bool amount_take(const struct amount_format *format, const char **at,
                 const char *end, int64_t *hundredths) MUST_CHECK;

#endif
