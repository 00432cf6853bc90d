/*
 * text.h - UTF-8 text: checking, trimming, converting.
 */
#ifndef TEXT_H
#define TEXT_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Strict UTF-8: no overlong forms, no surrogates, nothing over U+10FFFF. */
bool text_is_utf8(const char *bytes, size_t length);

/*
 * Copies LENGTH bytes to TO[SIZE], closed by a NUL, as a terminal may show
 * them: each byte of a character that is not seen (controls, marks of
 * direction, blanks without width) or of what is not UTF-8 becomes \x1b and
 * the like. What does not fit is left out, by whole characters. Returns TO.
 */
char *text_printable(const char *bytes, size_t length, char *to, size_t size);

/*
 * Leaves out blanks at both ends: ASCII white space, U+00A0, U+3000, U+FEFF.
 * Moves *BYTES and shortens *LENGTH; copies nothing. Most texts begin and end
 * with a letter or a digit, and then nothing is called.
 */
static inline void text_trim(const char **bytes, size_t *length);
void text_trim_blanks(const char **bytes, size_t *length);

bool text_equal(const char *bytes, size_t length, const char *word);

/* Byte order of two texts, as in every ordering of ids: <0, 0, >0. */
int text_compare(const char *a, size_t a_length, const char *b,
                 size_t b_length);

/*
 * Converts LENGTH bytes from ENCODING (an iconv name) to UTF-8. The result is
 * the caller's to free(). Fails on a byte that does not belong, with its line,
 * and on an unknown encoding.
 */
char *text_to_utf8(const char *bytes, size_t length, const char *encoding,
                   size_t *out_length, struct diag *d) MUST_CHECK;

/*
 * Reads a decimal number that fills LENGTH bytes, "12", "-0.5", "85.50", into
 * hundredths; more than two decimals are rounded half away from zero. No
 * exponent, no blanks. False if it is not one, or its hundredths are beyond
 * +-9e15.
 */
bool text_read_hundredths(const char *bytes, size_t length, int64_t *value);

/* A whole number that fills LENGTH bytes. False if it is not one. */
bool text_read_integer(const char *bytes, size_t length, int64_t *value);

enum { TEXT_REAL_MAX = 255 };

/*
 * Any finite decimal number of at most TEXT_REAL_MAX bytes, exponent allowed,
 * '.' as the point.
 */
bool text_read_real(const char *bytes, size_t length, double *value);

/* Whether no blank begins, or ends, with this byte. */
static inline bool text_is_solid(char byte)
{
    return byte > ' ' && byte < 0x7F;
}

static inline void text_trim(const char **bytes, size_t *length)
{
    if (*length > 0 &&
        !(text_is_solid((*bytes)[0]) && text_is_solid((*bytes)[*length - 1])))
        text_trim_blanks(bytes, length);
}

#endif
