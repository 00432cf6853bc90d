/* csvtail.c - see csvtail.h. */
#include "lib/csvtail.h"

#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

char *csvtail_room(struct csvtail *t, size_t length)
{
    if (t->begin > 0) {
        memmove(t->bytes, t->bytes + t->begin, t->end - t->begin);
        t->end -= t->begin;
        t->begin = 0;
    }
    if (t->room - t->end < length) {
        t->room = 2 * (t->end + length);
        t->bytes = mem_realloc(t->bytes, t->room);
    }
    return t->bytes + t->end;
}

void csvtail_add(struct csvtail *t, size_t length)
{
    t->end += length;
}

static bool is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

/* Where the last lines begin, of what there is; its beginning for too few. */
static size_t find_last(const struct csvtail *t)
{
    size_t at = t->end;
    long found = 0;
    bool filled = false; /* the line that is walked over, from its end */
    while (at > t->begin) {
        char c = t->bytes[at - 1];
        if (is_line_end(c) && filled) {
            if (++found == t->lines)
                return at;
            filled = false;
        }
        filled = filled || (!is_line_end(c) && c != ' ' && c != '\t');
        at--;
    }
    return t->begin;
}

size_t csvtail_take(struct csvtail *t, char *to, size_t room)
{
    size_t count = find_last(t) - t->begin;
    count = count < room ? count : room;
    if (count > 0)
        memcpy(to, t->bytes + t->begin, count);
    t->begin += count;
    return count;
}

bool csvtail_is_full(const struct csvtail *t)
{
    return t->end - t->begin > CSVTAIL_MOST;
}

void csvtail_free(struct csvtail *t)
{
    free(t->bytes);
    *t = (struct csvtail){0};
}
