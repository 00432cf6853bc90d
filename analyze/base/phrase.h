/*
 * phrase.h - a text that grows word by word.
 */
#ifndef PHRASE_H
#define PHRASE_H

#include "lib/attr.h"

#include <stddef.h>

/* Starts as {0}. */
struct phrase {
    char *text; /* closed by a NUL; NULL before the first word; free() it */
    size_t used, room;
};

void phrase_add(struct phrase *p, const char *text);

/* Adds a short text with numbers in it: at most 95 bytes, the rest is cut. */
void phrase_short(struct phrase *p, const char *fmt, ...) PRINTF_LIKE(2, 3);

#endif
