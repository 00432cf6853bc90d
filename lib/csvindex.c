/* csvindex.c - see csvindex.h. */
#include "lib/csvindex.h"

#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

enum { WORD = 64 }; /* bytes that are looked at together, a bit each */

/* What the bytes of a word are. */
struct look {
    uint64_t delimiters, ends, blanks, high;
    uint64_t low; /* quotes, controls and blanks, line ends among them */
};

#if defined(__SSE2__) && defined(__GNUC__)

#include <emmintrin.h>

enum { LANE = 16 };

static uint64_t bits_of(__m128i equal)
{
    return (uint64_t)(unsigned)_mm_movemask_epi8(equal);
}

static struct look look_at(const struct csvindex *ix, const char *at)
{
    const __m128i delimiter = _mm_set1_epi8(ix->delimiter);
    const __m128i line_end = _mm_set1_epi8(ix->line_end);
    const __m128i low = _mm_set1_epi8((char)ix->low);
    const __m128i space = _mm_set1_epi8(' '), tab = _mm_set1_epi8('\t');
    struct look l = {0};
    for (unsigned i = 0; i < WORD; i += LANE) {
        __m128i b = _mm_loadu_si128((const __m128i *)(const void *)(at + i));
        __m128i blank =
            _mm_or_si128(_mm_cmpeq_epi8(b, space), _mm_cmpeq_epi8(b, tab));
        l.delimiters |= bits_of(_mm_cmpeq_epi8(b, delimiter)) << i;
        l.ends |= bits_of(_mm_cmpeq_epi8(b, line_end)) << i;
        l.blanks |= bits_of(blank) << i;
        l.high |= bits_of(b) << i;
        l.low |= bits_of(_mm_cmpeq_epi8(_mm_min_epu8(b, low), b)) << i;
    }
    return l;
}

static unsigned lowest_bit(uint64_t bits)
{
    return (unsigned)__builtin_ctzll(bits);
}

#else

static struct look look_at(const struct csvindex *ix, const char *at)
{
    struct look l = {0};
    for (unsigned i = 0; i < WORD; i++) {
        unsigned char b = (unsigned char)at[i];
        l.delimiters |= (uint64_t)(at[i] == ix->delimiter) << i;
        l.ends |= (uint64_t)(at[i] == ix->line_end) << i;
        l.blanks |= (uint64_t)(b == ' ' || b == '\t') << i;
        l.high |= (uint64_t)(b >= 0x80) << i;
        l.low |= (uint64_t)(b <= ix->low) << i;
    }
    return l;
}

static unsigned lowest_bit(uint64_t bits)
{
    unsigned place = 0;
    while ((bits >> place & 1) == 0)
        place++;
    return place;
}

#endif

void csvindex_init(struct csvindex *ix, char delimiter, char line_end)
{
    ix->delimiter = delimiter;
    ix->line_end = line_end;
    ix->low = '"';
    ix->begin = ix->end = ix->n_stops = ix->n_lines = ix->line = 0;
    ix->stops = mem_array(NULL, CSVINDEX_BYTES, sizeof *ix->stops);
    ix->lines = mem_array(NULL, CSVINDEX_BYTES, sizeof *ix->lines);
}

void csvindex_free(struct csvindex *ix)
{
    free(ix->stops);
    free(ix->lines);
    ix->stops = ix->lines = NULL;
}

void csvindex_unquote(struct csvindex *ix)
{
    ix->low = ' ';
}

/* The carriage returns of the word at AT that end a line with the LF behind
   them; of one that is the word's last byte that is not known, and it is odd.
 */
static uint64_t find_returns(const struct csvindex *ix, const char *at,
                             uint64_t ends)
{
    uint64_t returns = 0;
    for (uint64_t left = ix->line_end == '\n' ? ends >> 1 : 0; left != 0;
         left &= left - 1)
        if (at[lowest_bit(left)] == '\r')
            returns |= left & -left;
    return returns;
}

/* Adds the places of BITS, which BASE counts from. */
static void add_stops(struct csvindex *ix, uint64_t bits, uint32_t base)
{
    uint32_t *to = ix->stops + ix->n_stops;
    for (; bits != 0; bits &= bits - 1)
        *to++ = base + lowest_bit(bits);
    ix->n_stops = (size_t)(to - ix->stops);
}

/* Adds the stops of a word, and which of them end lines. */
static void add_word(struct csvindex *ix, uint64_t stops, uint64_t ends,
                     uint32_t base)
{
    for (; ends != 0; ends &= ends - 1) {
        uint64_t up_to = ends ^ (ends - 1);
        add_stops(ix, stops & up_to, base);
        ix->lines[ix->n_lines++] = (uint32_t)(ix->n_stops - 1);
        stops &= ~up_to;
    }
    add_stops(ix, stops, base);
}

/* Whether the byte before a word is a stop, and whether it is a blank. */
struct before {
    uint64_t stop, blank;
};

/* Takes word I, of the bytes AT that USED has a bit for. */
static void take_word(struct csvindex *ix, size_t i, const char *at,
                      uint64_t used, struct before *before)
{
    struct look l = look_at(ix, at);
    uint64_t ends = l.ends & used;
    uint64_t stops = (l.delimiters | ends) & used;
    uint64_t blanks = l.blanks & used & ~stops;
    uint64_t odd = l.low & used & ~(stops | blanks);
    uint64_t marks = stops;
    if (odd != 0) {
        uint64_t returns = find_returns(ix, at, ends);
        odd &= ~returns;
        marks |= returns;
    }
    ix->odd[i] = odd;
    ix->high[i] = l.high & used;
    ix->edge[i] = blanks & (marks << 1 | marks >> 1 | before->stop);
    if (i > 0)
        ix->edge[i - 1] |= (before->blank & marks) << (WORD - 1);
    *before = (struct before){marks >> (WORD - 1), blanks >> (WORD - 1)};
    add_word(ix, stops, ends, (uint32_t)i * WORD);
}

/* Looks at the bytes from PLACE on, where a line begins. */
static void fill(struct csvindex *ix, size_t place, const char *bytes,
                 size_t length)
{
    if (length > CSVINDEX_BYTES)
        length = CSVINDEX_BYTES;
    struct before before = {.stop = 1};
    size_t words = length / WORD, rest = length % WORD;
    ix->begin = place;
    ix->end = place + length;
    ix->n_stops = ix->n_lines = ix->line = 0;
    for (size_t i = 0; i < words; i++)
        take_word(ix, i, bytes + i * WORD, UINT64_MAX, &before);
    if (rest == 0)
        return;
    char last[WORD] = {0};
    memcpy(last, bytes + words * WORD, rest);
    take_word(ix, words, last, (UINT64_C(1) << rest) - 1, &before);
}

/* Whether one of the bytes [BEGIN, END) has a bit in MASK; there is one byte at
   least. */
static bool has_bit(const uint64_t *mask, size_t begin, size_t end)
{
    size_t first = begin / WORD, last = (end - 1) / WORD;
    uint64_t from = UINT64_MAX << begin % WORD;
    uint64_t to = UINT64_MAX >> (WORD - 1 - (end - 1) % WORD);
    if (first == last)
        return (mask[first] & from & to) != 0;
    uint64_t found = (mask[first] & from) | (mask[last] & to);
    for (size_t i = first + 1; i < last; i++)
        found |= mask[i];
    return found != 0;
}

/* Where the next line ends, from BEGIN; goes on to the line at START. False if
   its end is not there. */
static bool find_end(struct csvindex *ix, size_t start, size_t *end)
{
    for (; ix->line < ix->n_lines; ix->line++) {
        *end = ix->stops[ix->lines[ix->line]] + (size_t)1;
        if (*end > start)
            return true;
    }
    return false;
}

bool csvindex_find(struct csvindex *ix, size_t place, const char *bytes,
                   size_t length, struct csvindex_line *line)
{
    size_t end;
    if (place < ix->begin || !find_end(ix, place - ix->begin, &end)) {
        if (place == ix->begin && place + length <= ix->end)
            return false;
        fill(ix, place, bytes, length);
        if (!find_end(ix, 0, &end))
            return false;
    }
    size_t start = place - ix->begin;
    if (has_bit(ix->odd, start, end))
        return false;
    size_t first = ix->line > 0 ? ix->lines[ix->line - 1] + (size_t)1 : 0;
    if (start != (first > 0 ? ix->stops[first - 1] + (size_t)1 : 0))
        return false;
    bool returns = ix->line_end == '\n' && end - start > 1 &&
                   bytes[end - start - 2] == '\r';
    *line = (struct csvindex_line){
        .length = end - start,
        .cells = ix->lines[ix->line] + 1 - first,
        .stops = ix->stops + first,
        .start = (uint32_t)start,
        .returns = returns,
        .high = has_bit(ix->high, start, end),
        .edged = has_bit(ix->edge, start, end),
    };
    return true;
}
