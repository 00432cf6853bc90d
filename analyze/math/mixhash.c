/* mixhash.c - see mixhash.h. */
#include "analyze/math/mixhash.h"

static const uint64_t golden = 0x9E3779B97F4A7C15U;

static uint64_t mix(uint64_t x)
{
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9U;
    x = (x ^ x >> 27) * 0x94D049BB133111EBU;
    return x ^ x >> 31;
}

uint64_t mixhash(uint64_t stream, uint64_t step, uint64_t seed)
{
    return mix((stream << 32 ^ step) + golden * (seed + 1));
}

double mixhash_uniform(uint64_t stream, uint64_t step, uint64_t seed)
{
    return (double)(mixhash(stream, step, seed) >> 11) * 0x1p-53;
}

/* The upper 64 of the 128 bits of A * B. */
static uint64_t multiply_high(uint64_t a, uint64_t b)
{
    uint64_t a_low = a & 0xFFFFFFFFU, a_high = a >> 32;
    uint64_t b_low = b & 0xFFFFFFFFU, b_high = b >> 32;
    uint64_t carry = (a_low * b_low) >> 32;
    uint64_t middle = a_high * b_low + carry;
    uint64_t other = a_low * b_high + (middle & 0xFFFFFFFFU);
    return a_high * b_high + (middle >> 32) + (other >> 32);
}

uint64_t mixhash_below(uint64_t limit, uint64_t stream, uint64_t step,
                       uint64_t seed)
{
    return multiply_high(mixhash(stream, step, seed), limit);
}
