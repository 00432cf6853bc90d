/* csvwindow.c - see csvwindow.h. */
#include "lib/csvwindow.h"

#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_ROOM = 1 << 18 }; /* a processor's nearer cache holds it */

int csvwindow_open(struct csvwindow *w, const char *path, const char *encoding,
                   struct diag *d)
{
    memset(w, 0, sizeof *w);
    w->source = csvsource_open(path, encoding, d);
    if (w->source == NULL)
        return -1;
    w->room = FIRST_ROOM;
    w->bytes = mem_realloc(NULL, w->room);
    return 0;
}

void csvwindow_hold(struct csvwindow *w, char *bytes, size_t length)
{
    *w = (struct csvwindow){
        .bytes = bytes, .end = length, .room = length + 1, .ended = true};
}

void csvwindow_close(struct csvwindow *w)
{
    csvsource_close(w->source);
    free(w->bytes);
    memset(w, 0, sizeof *w);
}

int csvwindow_fill(struct csvwindow *w, struct diag *d)
{
    if (w->begin > 0) {
        memmove(w->bytes, w->bytes + w->begin, w->end - w->begin);
        w->end -= w->begin;
        w->passed += w->begin;
        w->begin = 0;
    }
    if (w->room - w->end <= CSVWINDOW_LOOK) {
        w->bytes = mem_array(w->bytes, 2, w->room);
        w->room *= 2;
    }
    ssize_t got =
        csvsource_read(w->source, w->bytes + w->end, w->room - w->end - 1, d);
    if (got < 0)
        return -1;
    w->ended = got == 0;
    w->end += (size_t)got;
    return 0;
}

int csvwindow_look(struct csvwindow *w, struct diag *d)
{
    while (!w->ended && w->end - w->begin < CSVWINDOW_LOOK)
        if (csvwindow_fill(w, d) != 0)
            return -1;
    return 0;
}
