/* buffer.c - see buffer.h. */
#include "lib/buffer.h"

#include "lib/mem.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void buffer_free(struct buffer *b)
{
    free(b->bytes);
    *b = (struct buffer){0};
}

void buffer_clear(struct buffer *b)
{
    b->used = 0;
}

/* Room for LENGTH more bytes; where they begin. */
static char *reserve(struct buffer *b, size_t length)
{
    if (length > b->room - b->used) {
        assert(length <= SIZE_MAX / 4 && b->used <= SIZE_MAX / 4);
        b->room = 2 * (b->used + length) + 256;
        b->bytes = mem_realloc(b->bytes, b->room);
    }
    return b->bytes + b->used;
}

void buffer_add(struct buffer *b, const char *bytes, size_t length)
{
    if (length == 0)
        return;
    memcpy(reserve(b, length), bytes, length);
    b->used += length;
}

void buffer_text(struct buffer *b, const char *text)
{
    buffer_add(b, text, strlen(text));
}

void buffer_char(struct buffer *b, char c)
{
    *reserve(b, 1) = c;
    b->used++;
}

void buffer_integer(struct buffer *b, int64_t value)
{
    char digits[20];
    size_t at = sizeof digits;
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    do {
        digits[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (value < 0)
        digits[--at] = '-';
    buffer_add(b, digits + at, sizeof digits - at);
}

void buffer_format(struct buffer *b, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    int length = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    if (length < 0)
        return;
    char *to = reserve(b, (size_t)length + 1);
    va_start(ap, fmt);
    vsnprintf(to, (size_t)length + 1, fmt, ap);
    va_end(ap);
    b->used += (size_t)length;
}
