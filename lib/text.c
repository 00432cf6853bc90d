/* text.c - see text.h. */
#include "lib/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* How many bytes at AT are ASCII, eight at a time. */
static size_t ascii_run(const unsigned char *at, const unsigned char *end)
{
    const unsigned char *start = at;
    while (end - at >= 8) {
        uint64_t word;
        memcpy(&word, at, sizeof word);
        if ((word & UINT64_C(0x8080808080808080)) != 0)
            break;
        at += 8;
    }
    while (at < end && *at < 0x80)
        at++;
    return (size_t)(at - start);
}

/*
 * The length of the sequence that LEAD begins, 0 if it begins none; LOW and
 * HIGH get the range of its second byte (Unicode 15, table 3-7).
 */
static int sequence_length(unsigned char lead, unsigned char *low,
                           unsigned char *high)
{
    *low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    *high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (lead >= 0xC2 && lead <= 0xDF)
        return 2;
    if (lead >= 0xE0 && lead <= 0xEF)
        return 3;
    return lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
}

/* The length of the character beyond ASCII at AT; 0 if there is none. */
static int character_length(const unsigned char *at, const unsigned char *end)
{
    unsigned char low, high;
    int count = sequence_length(*at, &low, &high);
    if (count == 0 || end - at < count || at[1] < low || at[1] > high)
        return 0;
    for (int i = 2; i < count; i++)
        if ((at[i] & 0xC0) != 0x80)
            return 0;
    return count;
}

bool text_is_utf8(const char *bytes, size_t length)
{
    const unsigned char *at = (const unsigned char *)bytes;
    const unsigned char *end = at + length;
    while ((at += ascii_run(at, end)) < end) {
        int count = character_length(at, end);
        if (count == 0)
            return false;
        at += count;
    }
    return true;
}

/* Characters that show nothing, or change how others are shown: controls,
   marks of direction, joiners, byte-order marks, tags. */
static const struct {
    uint32_t first, last;
} unseen[] = {
    {0x00, 0x1F},     {0x7F, 0x9F},       {0xAD, 0xAD},     {0x61C, 0x61C},
    {0x200B, 0x200F}, {0x2028, 0x202E},   {0x2060, 0x206F}, {0xFEFF, 0xFEFF},
    {0xFFF9, 0xFFFB}, {0xE0000, 0xE007F},
};

/* LENGTH is that of the character at AT. */
static bool is_seen(const unsigned char *at, int length)
{
    uint32_t code = length == 1 ? *at : *at & (0x7Fu >> length);
    for (int i = 1; i < length; i++)
        code = code << 6 | (at[i] & 0x3Fu);
    for (size_t i = 0; i < COUNT_OF(unseen); i++)
        if (code >= unseen[i].first && code <= unseen[i].last)
            return false;
    return true;
}

static void escape_byte(char *to, unsigned char byte)
{
    static const char digits[] = "0123456789abcdef";
    to[0] = '\\';
    to[1] = 'x';
    to[2] = digits[byte >> 4];
    to[3] = digits[byte & 15];
}

char *text_printable(const char *bytes, size_t length, char *to, size_t size)
{
    enum { ESCAPE = 4 };
    const unsigned char *at = (const unsigned char *)bytes;
    const unsigned char *end = at + length;
    size_t used = 0;
    while (at < end) {
        int count = *at < 0x80 ? 1 : character_length(at, end);
        bool seen = count > 0 && is_seen(at, count);
        size_t taken = count > 0 ? (size_t)count : 1;
        size_t needed = seen ? taken : taken * ESCAPE;
        if (used + needed >= size)
            break;
        for (size_t i = 0; i < taken && !seen; i++)
            escape_byte(to + used + i * ESCAPE, at[i]);
        if (seen)
            memcpy(to + used, at, taken);
        used += needed;
        at += taken;
    }
    to[used] = '\0';
    return to;
}

/* Blanks of one, two and three bytes. */
static const char *const blanks[] = {
    " ",  "\t",       "\n",           "\r",           "\v",
    "\f", "\xC2\xA0", "\xE3\x80\x80", "\xEF\xBB\xBF",
};

/* The length of the blank that [FROM, TO) begins or ends with; 0: none. */
static size_t blank_at(const char *from, const char *to, bool at_end)
{
    for (size_t i = 0; i < COUNT_OF(blanks); i++) {
        size_t length = strlen(blanks[i]);
        if ((size_t)(to - from) < length)
            continue;
        const char *place = at_end ? to - length : from;
        if (memcmp(place, blanks[i], length) == 0)
            return length;
    }
    return 0;
}

void text_trim_blanks(const char **bytes, size_t *length)
{
    const char *from = *bytes, *to = from + *length;
    size_t blank;
    while (from < to && !text_is_solid(*from) &&
           (blank = blank_at(from, to, false)) > 0)
        from += blank;
    while (from < to && !text_is_solid(to[-1]) &&
           (blank = blank_at(from, to, true)) > 0)
        to -= blank;
    *bytes = from;
    *length = (size_t)(to - from);
}

bool text_equal(const char *bytes, size_t length, const char *word)
{
    return strlen(word) == length && memcmp(bytes, word, length) == 0;
}

int text_compare(const char *a, size_t a_length, const char *b, size_t b_length)
{
    size_t shorter = a_length < b_length ? a_length : b_length;
    int order = shorter > 0 ? memcmp(a, b, shorter) : 0;
    if (order != 0)
        return order;
    return (a_length > b_length) - (a_length < b_length);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Passes over a sign; true if it is a minus. */
static bool take_sign(const char **at, const char *end)
{
    if (*at == end || (**at != '-' && **at != '+'))
        return false;
    return *(*at)++ == '-';
}

static size_t take_digits(const char **at, const char *end)
{
    const char *start = *at;
    while (*at < end && is_digit(**at))
        (*at)++;
    return (size_t)(*at - start);
}

/* Adds a digit to *VALUE unless it would pass LIMIT. */
static bool append_digit(uint64_t *value, char digit, uint64_t limit)
{
    uint64_t unit = (uint64_t)(digit - '0');
    if (*value > (limit - unit) / 10)
        return false;
    *value = *value * 10 + unit;
    return true;
}

bool text_read_integer(const char *bytes, size_t length, int64_t *value)
{
    const char *at = bytes, *end = bytes + length;
    bool minus = take_sign(&at, end);
    uint64_t limit = (uint64_t)INT64_MAX + (minus ? 1 : 0);
    uint64_t sum = 0;
    if (at == end)
        return false;
    for (; at < end; at++)
        if (!is_digit(*at) || !append_digit(&sum, *at, limit))
            return false;
    if (minus && sum > 0)
        *value = -(int64_t)(sum - 1) - 1;
    else
        *value = (int64_t)sum;
    return true;
}

bool text_read_hundredths(const char *bytes, size_t length, int64_t *value)
{
    static const uint64_t limit = UINT64_C(9000000000000000);
    const char *at = bytes, *end = bytes + length;
    bool minus = take_sign(&at, end);
    uint64_t sum = 0;
    size_t digits = 0;
    for (; at < end && is_digit(*at); at++, digits++)
        if (!append_digit(&sum, *at, limit))
            return false;
    const char *decimals = at;
    if (at < end && *at == '.') {
        decimals = ++at;
        digits += take_digits(&at, end);
    }
    if (at != end || digits == 0)
        return false;
    for (int i = 0; i < 2; i++)
        if (!append_digit(&sum, i < end - decimals ? decimals[i] : '0', limit))
            return false;
    if (end - decimals > 2 && decimals[2] >= '5' && ++sum > limit)
        return false;
    *value = minus ? -(int64_t)sum : (int64_t)sum;
    return true;
}

/* Whether the bytes are digits, a point and an exponent as they should be. */
static bool is_real(const char *at, const char *end)
{
    take_sign(&at, end);
    size_t digits = take_digits(&at, end);
    if (at < end && *at == '.') {
        at++;
        digits += take_digits(&at, end);
    }
    if (digits == 0)
        return false;
    if (at < end && (*at == 'e' || *at == 'E')) {
        at++;
        take_sign(&at, end);
        if (take_digits(&at, end) == 0)
            return false;
    }
    return at == end;
}

bool text_read_real(const char *bytes, size_t length, double *value)
{
    char copy[TEXT_REAL_MAX + 1];
    if (length > TEXT_REAL_MAX || !is_real(bytes, bytes + length))
        return false;
    memcpy(copy, bytes, length);
    copy[length] = '\0';
    double found = strtod(copy, NULL);
    if (!isfinite(found))
        return false;
    *value = found;
    return true;
}
