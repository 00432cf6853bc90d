/* sha256.c - see sha256.h. */
#include "lib/sha256.h"

#include <stdbool.h>

#include <string.h>

#if defined(__x86_64__) && defined(__GNUC__)

#include <cpuid.h>
#include <immintrin.h>

/* The round constants, FIPS 180-4, 4.2.2. */
static const uint32_t constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1,
    0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3,
    0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
    0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
    0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
    0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
    0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
    0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
    0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

#define WITH_SHA __attribute__((target("sha,sse4.1,ssse3")))

/* Whether processor and system know the instructions. */
static bool is_supported(void)
{
    unsigned a, b, c, d;
    if (__get_cpuid_count(7, 0, &a, &b, &c, &d) == 0 || (b & bit_SHA) == 0)
        return false;
    return __get_cpuid(1, &a, &b, &c, &d) != 0 && (c & bit_SSE4_1) != 0 &&
           (c & bit_SSSE3) != 0;
}

/* The four words of the schedule behind the sixteen of M, the oldest of which
   they replace. */
WITH_SHA static __m128i next_words(const __m128i m[4], size_t oldest)
{
    __m128i one = m[oldest], two = m[(oldest + 1) & 3];
    __m128i three = m[(oldest + 2) & 3], four = m[(oldest + 3) & 3];
    __m128i sum = _mm_add_epi32(_mm_sha256msg1_epu32(one, two),
                                _mm_alignr_epi8(four, three, 4));
    return _mm_sha256msg2_epu32(sum, four);
}

/* The instructions hold the state as the words ABEF and CDGH. */
WITH_SHA static void pass_blocks(uint32_t words[8], const unsigned char *at,
                                 size_t blocks)
{
    const __m128i swap =
        _mm_set_epi64x(0x0c0d0e0f08090a0bLL, 0x0405060700010203LL);
    __m128i badc = _mm_shuffle_epi32(
        _mm_loadu_si128((const __m128i *)(const void *)words), 0xB1);
    __m128i hgfe = _mm_shuffle_epi32(
        _mm_loadu_si128((const __m128i *)(const void *)(words + 4)), 0x1B);
    __m128i abef = _mm_alignr_epi8(badc, hgfe, 8);
    __m128i cdgh = _mm_blend_epi16(hgfe, badc, 0xF0);
    for (; blocks > 0; blocks--, at += SHA256_BLOCK) {
        const __m128i abef_before = abef, cdgh_before = cdgh;
        __m128i m[4];
#pragma GCC unroll 16
        for (size_t i = 0; i < 16; i++) {
            if (i < 4)
                m[i] = _mm_shuffle_epi8(
                    _mm_loadu_si128(
                        (const __m128i *)(const void *)(at + 16 * i)),
                    swap);
            else
                m[i & 3] = next_words(m, i & 3);
            __m128i k = _mm_add_epi32(
                m[i & 3],
                _mm_loadu_si128(
                    (const __m128i *)(const void *)(constants + 4 * i)));
            cdgh = _mm_sha256rnds2_epu32(cdgh, abef, k);
            abef =
                _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(k, 0x0E));
        }
        abef = _mm_add_epi32(abef, abef_before);
        cdgh = _mm_add_epi32(cdgh, cdgh_before);
    }
    __m128i feba = _mm_shuffle_epi32(abef, 0x1B);
    __m128i dchg = _mm_shuffle_epi32(cdgh, 0xB1);
    _mm_storeu_si128((__m128i *)(void *)words,
                     _mm_blend_epi16(feba, dchg, 0xF0));
    _mm_storeu_si128((__m128i *)(void *)(words + 4),
                     _mm_alignr_epi8(dchg, feba, 8));
}

#else

static bool is_supported(void)
{
    return false;
}

static void pass_blocks(uint32_t words[8], const unsigned char *at,
                        size_t blocks)
{
    (void)words;
    (void)at;
    (void)blocks;
}

#endif

void sha256_begin(struct sha256 *s, bool hardware)
{
    /* FIPS 180-4, 5.3.3. */
    static const uint32_t start[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372,
                                      0xa54ff53a, 0x510e527f, 0x9b05688c,
                                      0x1f83d9ab, 0x5be0cd19};
    memset(s, 0, sizeof *s);
    s->hardware = hardware && is_supported();
    memcpy(s->words, start, sizeof start);
    crypto_hash_sha256_init(&s->portable);
}

void sha256_add(struct sha256 *s, const void *bytes, size_t length)
{
    if (!s->hardware) {
        crypto_hash_sha256_update(&s->portable, bytes, length);
        return;
    }
    const unsigned char *at = bytes;
    size_t held = s->length % SHA256_BLOCK;
    s->length += length;
    if (held > 0) {
        size_t more =
            SHA256_BLOCK - held < length ? SHA256_BLOCK - held : length;
        memcpy(s->rest + held, at, more);
        at += more;
        length -= more;
        if (held + more < SHA256_BLOCK)
            return;
        pass_blocks(s->words, s->rest, 1);
    }
    size_t blocks = length / SHA256_BLOCK;
    pass_blocks(s->words, at, blocks);
    if (length % SHA256_BLOCK > 0)
        memcpy(s->rest, at + blocks * SHA256_BLOCK, length % SHA256_BLOCK);
}

void sha256_end(struct sha256 *s, unsigned char hash[SHA256_BYTES])
{
    if (!s->hardware) {
        crypto_hash_sha256_final(&s->portable, hash);
        return;
    }
    /* A bit, zeros, and the length in bits fill the last block or two. */
    unsigned char last[2 * SHA256_BLOCK] = {0};
    size_t held = s->length % SHA256_BLOCK;
    size_t blocks = held < SHA256_BLOCK - 8 ? 1 : 2;
    memcpy(last, s->rest, held);
    last[held] = 0x80;
    for (size_t i = 0; i < 8; i++)
        last[blocks * SHA256_BLOCK - 1 - i] =
            (unsigned char)(s->length * 8 >> 8 * i);
    pass_blocks(s->words, last, blocks);
    for (size_t i = 0; i < SHA256_BYTES; i++)
        hash[i] = (unsigned char)(s->words[i / 4] >> (24 - 8 * (i % 4)));
}
