/* phrase.c - see phrase.h. */
#include "analyze/base/phrase.h"

#include "lib/mem.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void phrase_add(struct phrase *p, const char *text)
{
    size_t length = strlen(text);
    if (p->used + length + 1 > p->room) {
        p->room = 2 * (p->used + length + 1);
        p->text = mem_realloc(p->text, p->room);
    }
    memcpy(p->text + p->used, text, length + 1);
    p->used += length;
}

void phrase_short(struct phrase *p, const char *fmt, ...)
{
    char text[96];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    phrase_add(p, text);
}

void phrase_share(struct phrase *p, int64_t part, int64_t of, const char *blank)
{
    if (of < 100)
        phrase_short(p, "%" PRId64 "/%" PRId64, part, of);
    else
        phrase_short(p, "%.3g%s%%", 100.0 * (double)part / (double)of, blank);
}
