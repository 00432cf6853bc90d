/*
 * lanes_exp.h - exp() for loops over lanes.
 *
 * The C library's exp() takes one number at a time, and most of a round of EM
 * would go by in it. This one is plain arithmetic, which the compiler turns
 * into wide registers, and the same to the bit on every machine: exp x = 2^n
 * exp r with n the integer next to x / ln 2, and Taylor's series for r, at most
 * ln 2 / 2 = .35 away from 0: its 13th term is below 2^-52. ln 2 in two parts,
 * of which the first has so many zeros in the end that n times it is exact
 * (Cody and Waite, "Software Manual for the Elementary Functions", 1980, ch. 6;
 * the parts are those of fdlibm's e_exp.c, 1993). Two units in the last place
 * at most; tests/unit/test_math_lanes.c.
 */
#ifndef MATH_LANES_EXP_H
#define MATH_LANES_EXP_H

#include "analyze/math/lanes.h"

#include <stdint.h>
#include <string.h>

/* exp X for X from -700 to 700. */
LANES_INLINE double lanes_exp(double x)
{
    static const double to_integer = 0x1.8p52; /* rounds what is added */
    static const double per_ln2 = 0x1.71547652b82fep+0;
    static const double ln2_high = 0x1.62e42feep-1;
    static const double ln2_low = 0x1.a39ef35793c76p-33;
    double shifted = x * per_ln2 + to_integer;
    double n = shifted - to_integer;
    double r = x - n * ln2_high - n * ln2_low;
    double y = 1.0 / 479001600; /* 1 / 12! */
    y = y * r + 1.0 / 39916800;
    y = y * r + 1.0 / 3628800;
    y = y * r + 1.0 / 362880;
    y = y * r + 1.0 / 40320;
    y = y * r + 1.0 / 5040;
    y = y * r + 1.0 / 720;
    y = y * r + 1.0 / 120;
    y = y * r + 1.0 / 24;
    y = y * r + 1.0 / 6;
    y = y * r + 0.5;
    y = y * r + 1;
    y = y * r + 1;
    uint64_t exponent, bits;
    memcpy(&exponent, &shifted, sizeof exponent);
    memcpy(&bits, &y, sizeof bits);
    bits += exponent << 52;
    memcpy(&y, &bits, sizeof y);
    return y;
}

#endif
