/*
 * recordblock.c - the block of small integers of a record; see recordread.h.
 *
 * Each column has a byte that tells its type; of type 1 the value is the next
 * byte of the body, 8 and 9 are 0 and 1 themselves, 0 is NULL. Where the
 * processor can lay bytes out by a mask (AVX-512 VBMI2), 64 columns take a
 * dozen instructions.
 */
#include "lib/mem.h"
#include "lib/recordread.h"

#include <limits.h>
#include <stdlib.h>

#if defined __x86_64__ && defined __GNUC__
#define HAS_EXPAND 1
#include <immintrin.h>
#else
#define HAS_EXPAND 0
#endif

enum { LANES = 64, NONE = RECORDREAD_NONE };

/* What was found in a block. */
enum found { FOUND, FOUND_ODD, FOUND_DAMAGE };

bool recordread_open_block(struct recordread *r, const size_t *places,
                           size_t count)
{
    size_t last = 0;
    bool in_order = true;
    for (size_t i = 0; i < count; i++) {
        if (places[i] < r->n_single || places[i] >= r->n_columns)
            return false;
        in_order &= places[i] == places[0] + i;
        if (places[i] >= last)
            last = places[i] + 1;
    }
    if (in_order && count > 0)
        r->n_single = places[0]; /* what lies between is found with the rest */
    struct recordread_block *b = &r->block;
    b->count = count;
    b->n_columns = last - r->n_single;
    b->values = mem_alloc((count / LANES + 1) * LANES);
    if (in_order)
        return true;
    b->to = mem_array(NULL, b->n_columns, sizeof *b->to);
    for (size_t i = 0; i < b->n_columns; i++)
        b->to[i] = (uint32_t)count;
    for (size_t i = 0; i < count; i++)
        b->to[places[i] - r->n_single] = (uint32_t)i;
    return true;
}

#if HAS_EXPAND
__attribute__((target("avx512f,avx512bw,avx512vbmi2,popcnt"))) static enum found
expand(struct recordread *r, size_t n)
{
    const unsigned char *body = r->body + r->at;
    size_t left = r->length - r->at;
    __mmask64 odd = 0;
    for (size_t i = 0; i < r->block.count; i += LANES) {
        size_t here = i < n ? n - i : 0;
        __mmask64 lanes =
            here < LANES ? ((__mmask64)1 << here) - 1 : ~(__mmask64)0;
        __m512i type = _mm512_maskz_loadu_epi8(lanes, r->types + i);
        __mmask64 byte =
            _mm512_mask_cmpeq_epi8_mask(lanes, type, _mm512_set1_epi8(1));
        __mmask64 zero =
            _mm512_mask_cmpeq_epi8_mask(lanes, type, _mm512_set1_epi8(8));
        __mmask64 one =
            _mm512_mask_cmpeq_epi8_mask(lanes, type, _mm512_set1_epi8(9));
        __mmask64 null = _mm512_mask_testn_epi8_mask(lanes, type, type);
        __m512i value = _mm512_mask_mov_epi8(_mm512_set1_epi8(NONE), zero,
                                             _mm512_setzero_si512());
        value = _mm512_mask_mov_epi8(value, one, _mm512_set1_epi8(1));
        size_t bytes = (size_t)_mm_popcnt_u64(byte);
        if (bytes > left)
            return FOUND_DAMAGE;
        value = _mm512_mask_expandloadu_epi8(value, byte, body);
        odd |= lanes & ~(byte | zero | one | null);
        odd |= _mm512_mask_cmpeq_epi8_mask(byte, value, _mm512_set1_epi8(NONE));
        _mm512_storeu_si512(r->block.values + i, value);
        body += bytes;
        left -= bytes;
    }
    return odd != 0 ? FOUND_ODD : FOUND;
}
#endif

/* What a value is that is in no byte of the body. */
struct small {
    int8_t value;
    bool odd;
};

/* Nothing here depends on what the values are but where the next one lies, so
   that the processor can look ahead. */
static enum found scan(struct recordread *r)
{
    enum { TYPES = 16 };
    static const struct small small[TYPES] = {
        {NONE, false}, {0, false},   {NONE, true}, {NONE, true},
        {NONE, true},  {NONE, true}, {NONE, true}, {NONE, true},
        {0, false},    {1, false},   {NONE, true}, {NONE, true},
        {NONE, true},  {NONE, true}, {NONE, true}, {NONE, true}};
    struct recordread_block *b = &r->block;
    const unsigned char *types = r->types, *body = r->body + r->at;
    size_t left = r->length - r->at, at = 0, i = 0;
    bool odd = false;
    for (; i < b->n_columns && types < r->types_end && at <= left; i++) {
        uint64_t type = recordread_varint(&types, r->types_end);
        struct small s = small[type < TYPES ? type : TYPES - 1];
        unsigned byte = 0U - (type == 1); /* all bits or none */
        int8_t value =
            (int8_t)((body[at] & byte) | ((unsigned char)s.value & ~byte));
        size_t to = b->to != NULL ? b->to[i] : i;
        b->values[to] = value;
        odd |= (s.odd | ((byte != 0) & (value == NONE))) & (to < b->count);
        at += recordread_length(type);
    }
    for (; i < b->n_columns; i++)
        b->values[b->to != NULL ? b->to[i] : i] = NONE;
    if (at > left || types > r->types_end)
        return FOUND_DAMAGE;
    return odd ? FOUND_ODD : FOUND;
}

static enum found find(struct recordread *r)
{
#if HAS_EXPAND
    /* Each type in one byte: one in more is odd in the first of these. */
    size_t n = (size_t)(r->types_end - r->types);
    if (r->block.to == NULL && __builtin_cpu_supports("avx512vbmi2") &&
        __builtin_cpu_supports("avx512bw"))
        return expand(r, n < r->block.count ? n : r->block.count);
#endif
    return scan(r);
}

bool recordread_find_block(struct recordread *r)
{
    enum found found = find(r);
    r->block.fits = found == FOUND;
    if (found == FOUND_ODD)
        return recordread_find(r, r->n_columns);
    return found == FOUND;
}
