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

#if defined __x86_64__ && defined __gnu_linux__ && !defined __clang__
#define LANES_WIDE __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define LANES_WIDE
#endif
#define LANES_INLINE static inline __attribute__((always_inline))

#endif
