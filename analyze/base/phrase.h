/*
 * phrase.h - a text that grows word by word.
 */
#ifndef PHRASE_H
#define PHRASE_H

#include "lib/attr.h"

#include <stddef.h>
#include <stdint.h>

/* Starts as {0}. */
struct phrase {
    char *text; /* closed by a NUL; NULL before the first word; free() it */
    size_t used, room;
};

void phrase_add(struct phrase *p, const char *text);

/* Adds a short text with numbers in it: at most 95 bytes, the rest is cut. */
void phrase_short(struct phrase *p, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* Adds PART / OF as it stands if OF is below 100, else in per cent, before
 * whose sign BLANK stands: "1/7", "12.5 %". */
void phrase_share(struct phrase *p, int64_t part, int64_t of,
                  const char *blank);

#endif
