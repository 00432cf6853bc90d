/* chance.c - see chance.h. */
#include "sample-data/chance.h"

#define GOLDEN UINT64_C(0x9E3779B97F4A7C15)

static uint64_t mix(uint64_t z)
{
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

struct chance chance_of(uint64_t seed, enum chance_use use, uint64_t whom)
{
    uint64_t key = mix(seed + GOLDEN);
    key = mix(key ^ ((uint64_t)use * GOLDEN));
    return (struct chance){mix(key + whom)};
}

uint64_t chance_bits(struct chance *c)
{
    c->state += GOLDEN;
    return mix(c->state);
}

int32_t chance_below(struct chance *c, int32_t n)
{
    return (int32_t)(((chance_bits(c) >> 32) * (uint64_t)n) >> 32);
}

int32_t chance_between(struct chance *c, int32_t low, int32_t high)
{
    return low + chance_below(c, high - low + 1);
}

bool chance_hit(struct chance *c, int32_t parts)
{
    return chance_below(c, 10000) < parts;
}

int32_t chance_pick(struct chance *c, const uint8_t *weights, size_t n)
{
    int32_t sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += weights[i];
    int32_t at = chance_below(c, sum);
    size_t i = 0;
    for (; at >= weights[i]; i++)
        at -= weights[i];
    return (int32_t)i;
}

void chance_shuffle(struct chance *c, int32_t *list, int32_t n)
{
    for (int32_t i = n - 1; i > 0; i--) {
        int32_t j = chance_below(c, i + 1);
        int32_t kept = list[i];
        list[i] = list[j];
        list[j] = kept;
    }
}
