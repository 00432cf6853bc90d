/*
 * lanes.h - attributes of inner loops over lanes of numbers.
 *
 * A function that is LANES_WIDE is compiled for narrow and for wide registers,
 * and the machine picks. The sums are the same to the bit: C forbids to
 * contract or to reorder them (-std=c11). What such functions call is
 * LANES_INLINE, with the number of lanes a constant.
 */
#ifndef MATH_LANES_H
#define MATH_LANES_H

#include <stddef.h>

#if defined __x86_64__ && defined __gnu_linux__ && !defined __clang__
#define LANES_WIDE __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define LANES_WIDE
#endif
#define LANES_INLINE static inline __attribute__((always_inline))

/* Numbers that a loop takes at a time: one wide register, or a few. */
enum { LANES_CHUNK = 8 };

/* TO += TIMES x FROM, N numbers each that do not overlap. */
LANES_INLINE void lanes_add(double *restrict to, double times,
                            const double *restrict from, size_t n)
{
    size_t c = 0;
    for (; c + LANES_CHUNK <= n; c += LANES_CHUNK)
        for (size_t l = 0; l < LANES_CHUNK; l++)
            to[c + l] += times * from[c + l];
    for (; c < n; c++)
        to[c] += times * from[c];
}

/* The sum of A x B, by chains next to each other, in a fixed order. */
LANES_INLINE double lanes_dot(const double *a, const double *b, size_t n)
{
    double chain[LANES_CHUNK] = {0}, sum = 0;
    size_t c = 0;
    for (; c + LANES_CHUNK <= n; c += LANES_CHUNK)
        for (size_t l = 0; l < LANES_CHUNK; l++)
            chain[l] += a[c + l] * b[c + l];
    for (; c < n; c++)
        sum += a[c] * b[c];
    for (size_t l = 0; l < LANES_CHUNK; l++)
        sum += chain[l];
    return sum;
}

#endif
