/*
 * buffer.h - bytes that are put together in memory before they are written.
 */
#ifndef BUFFER_H
#define BUFFER_H

#include "lib/attr.h"

#include <stddef.h>
#include <stdint.h>

/* Starts as {0}. The bytes are not closed by a NUL. */
struct buffer {
    char *bytes;
    size_t used, room;
};

void buffer_free(struct buffer *b);

/* Forgets the bytes, keeps the room. */
void buffer_clear(struct buffer *b);

void buffer_add(struct buffer *b, const char *bytes, size_t length);
void buffer_text(struct buffer *b, const char *text);
void buffer_char(struct buffer *b, char c);
void buffer_integer(struct buffer *b, int64_t value);
void buffer_format(struct buffer *b, const char *fmt, ...) PRINTF_LIKE(2, 3);

#endif
