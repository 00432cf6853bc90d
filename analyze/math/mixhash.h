/*
 * mixhash.h - a hash of two numbers and a seed, and random numbers from it.
 *
 * SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number
 * generators", OOPSLA 2014): the state a 64-bit counter, each output the mixed
 * counter. There is no state here: the number at (STREAM, STEP, SEED) is the
 * same whoever asks, in whatever order and on whatever thread. Not for secrets.
 */
#ifndef MATH_MIXHASH_H
#define MATH_MIXHASH_H

#include <stdint.h>

/*
 * The hash of STREAM and STEP under SEED. Streams below 2^32 and steps below
 * 2^32 never share a counter; with step 0 .. and stream 0 it is SplitMix64.
 */
uint64_t mixhash(uint64_t stream, uint64_t step, uint64_t seed);

/* A number in [0, 1), a multiple of 2^-53. */
double mixhash_uniform(uint64_t stream, uint64_t step, uint64_t seed);

/*
 * A number in 0 .. LIMIT - 1, LIMIT > 0. The bias is below LIMIT / 2^64.
 */
uint64_t mixhash_below(uint64_t limit, uint64_t stream, uint64_t step,
                       uint64_t seed);

#endif
