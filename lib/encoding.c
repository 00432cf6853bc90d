/* encoding.c - see encoding.h. */
#include "lib/encoding.h"

#include "lib/attr.h"
#include "lib/text.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <uchardet/uchardet.h>

typedef unsigned char byte;

/* Units of 16 bits that are ASCII, line ends, and pairs that do not match. */
struct units {
    size_t all, ascii, ends, broken;
};

static struct units count_units(const byte *at, size_t length, bool big)
{
    struct units u = {.all = length / 2};
    bool high = false;
    for (size_t i = 0; i + 1 < length; i += 2) {
        unsigned code = big ? (unsigned)at[i] << 8 | at[i + 1]
                            : (unsigned)at[i + 1] << 8 | at[i];
        bool low = code >= 0xDC00 && code <= 0xDFFF;
        u.broken += low != high || code == 0;
        high = code >= 0xD800 && code <= 0xDBFF;
        u.ends += code == '\n' || code == '\r';
        u.ascii += code == '\t' || (code >= ' ' && code <= '~');
    }
    return u;
}

/* Text of lines and cells: some ASCII, and a line end unless it is short. */
static bool is_utf16(const struct units *u, const struct units *other)
{
    return u->broken == 0 && u->ascii + u->ends > other->ascii + other->ends &&
           (u->ends > 0 ? u->ascii * 64 >= u->all : u->ascii * 2 > u->all);
}

/* UTF-16 has NULs in every ASCII sign; other text has none. */
static const char *find_utf16(const byte *at, size_t length)
{
    if (memchr(at, '\0', length) == NULL)
        return NULL;
    struct units little = count_units(at, length, false);
    struct units big = count_units(at, length, true);
    if (is_utf16(&little, &big))
        return "UTF-16LE";
    return is_utf16(&big, &little) ? "UTF-16BE" : NULL;
}

/* Counts the characters beyond ASCII and the bytes that belong to none. */
static void count_utf8(const byte *at, size_t length, size_t *good, size_t *bad)
{
    *good = *bad = 0;
    for (size_t i = 0; i < length;) {
        size_t n = at[i] < 0xE0 ? 2 : at[i] < 0xF0 ? 3 : 4;
        if (at[i] < 0x80) {
            i++;
        } else if (i + n <= length && text_is_utf8((const char *)at + i, n)) {
            ++*good;
            i += n;
        } else {
            ++*bad;
            i++;
        }
    }
}

/* What pairs of GB18030 there are. */
struct pairs {
    size_t all;           /* of two bytes, or of four */
    size_t hanzi;         /* of GB 2312 */
    size_t common;        /* of its first level */
    size_t beyond_hangul; /* of it, those that EUC-KR has no hangul for */
    size_t signs;         /* its punctuation, full-width letters and the like */
    bool broken;
};

/* The length of the pair at AT, 0 if it is none. */
static size_t pair_length(const byte *at, size_t left)
{
    if (left < 2 || at[0] < 0x81 || at[0] > 0xFE)
        return 0;
    if (at[1] >= 0x40 && at[1] <= 0xFE && at[1] != 0x7F)
        return 2;
    bool four = left >= 4 && at[1] >= '0' && at[1] <= '9' && at[2] >= 0x81 &&
                at[2] <= 0xFE && at[3] >= '0' && at[3] <= '9';
    return four ? 4 : 0;
}

static void count_pair(struct pairs *p, const byte *at)
{
    p->all++;
    if (at[1] < 0xA1)
        return;
    p->signs += at[0] == 0xA1 || at[0] == 0xA3;
    p->hanzi += at[0] >= 0xB0 && at[0] <= 0xF7;
    p->common += at[0] >= 0xB0 && at[0] <= 0xD7;
    p->beyond_hangul += at[0] >= 0xC9 && at[0] <= 0xD7;
}

static struct pairs count_pairs(const byte *at, size_t length, bool whole)
{
    struct pairs p = {0};
    for (size_t i = 0; i < length && !p.broken;) {
        if (at[i] < 0x80) {
            i++;
            continue;
        }
        size_t n = pair_length(at + i, length - i);
        if (n > 0)
            count_pair(&p, at + i);
        else
            p.broken = whole || i + 4 <= length;
        i += n > 0 ? n : length;
    }
    return p;
}

static bool is_gb18030(const byte *at, size_t length, bool whole)
{
    struct pairs p = count_pairs(at, length, whole);
    return !p.broken && p.hanzi > 0 && (p.hanzi + p.signs) * 10 >= p.all * 8 &&
           p.common * 10 >= p.hanzi * 7 && p.beyond_hangul * 10 >= p.hanzi;
}

static bool is_ascii_letter(byte b)
{
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
}

/* Letters of western Europe; not those that stand for others in Turkish. */
static bool is_latin_letter(byte b)
{
    return b >= 0xC0 &&
           memchr("\xD0\xD7\xDD\xDE\xF0\xF7\xFD\xFE\xFF", b, 9) == NULL;
}

static bool is_latin_sign(byte b)
{
    return memchr("\x80\x85\x91\x92\x93\x94\x95\x96\x97\xA0\xA1\xA3\xA7\xA9\xAB"
                  "\xAE\xB0\xB2\xB4\xB7\xBB\xBF",
                  b, 22) != NULL;
}

static bool is_latin(const byte *at, size_t length)
{
    size_t letters = 0, inside = 0, run = 0;
    for (size_t i = 0; i < length; i++) {
        run = at[i] >= 0x80 ? run + 1 : 0;
        if (run > 2 ||
            (run > 0 && !is_latin_letter(at[i]) && !is_latin_sign(at[i])))
            return false;
        if (run == 0 || !is_latin_letter(at[i]))
            continue;
        letters++;
        inside += (i > 0 && is_ascii_letter(at[i - 1])) ||
                  (i + 1 < length && is_ascii_letter(at[i + 1]));
    }
    return letters > 0 && inside * 10 >= letters * 9;
}

static void ask_uchardet(const char *bytes, size_t length,
                         char likely[ENCODING_NAME])
{
    uchardet_t u = uchardet_new();
    const char *name = "";
    if (uchardet_handle_data(u, bytes, length) == 0) {
        uchardet_data_end(u);
        name = uchardet_get_charset(u);
    }
    snprintf(likely, ENCODING_NAME, "%s", name);
    uchardet_delete(u);
}

/* Whether uchardet takes it for an alphabet that is not Latin, or for CJK. */
static bool is_vetoed(const char *likely)
{
    static const char *const others[] = {
        "BIG5",         "EUC-",         "SHIFT_JIS",    "ISO-2022",
        "UHC",          "KOI8",         "GB",           "ISO-8859-5",
        "ISO-8859-6",   "ISO-8859-7",   "ISO-8859-8",   "ISO-8859-11",
        "TIS-620",      "WINDOWS-1251", "WINDOWS-1253", "WINDOWS-1255",
        "WINDOWS-1256", "MAC-CYRILLIC", "IBM855",       "IBM866",
    };
    for (size_t i = 0; i < COUNT_OF(others); i++)
        if (strncmp(likely, others[i], strlen(others[i])) == 0)
            return true;
    return false;
}

const char *encoding_detect(const char *bytes, size_t length, bool whole,
                            char likely[ENCODING_NAME])
{
    const byte *at = (const byte *)bytes;
    likely[0] = '\0';
    bool odd = whole && length % 2 != 0;
    const char *wide = odd ? NULL : find_utf16(at, length & ~(size_t)1);
    if (wide != NULL)
        return wide;
    size_t good, bad, cut = whole ? 0 : 3;
    count_utf8(at, length, &good, &bad);
    if (bad <= cut || bad * 4 <= good)
        return "UTF-8";
    if (is_gb18030(at, length, whole))
        return "GB18030";
    ask_uchardet(bytes, length, likely);
    return is_latin(at, length) && !is_vetoed(likely) ? "WINDOWS-1252" : NULL;
}
