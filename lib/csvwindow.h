/*
 * csvwindow.h - the part of a CSV file that is in memory.
 */
#ifndef CSVWINDOW_H
#define CSVWINDOW_H

#include "lib/attr.h"
#include "lib/csvsource.h"
#include "lib/diag.h"

#include <stdbool.h>
#include <stddef.h>

enum { CSVWINDOW_LOOK = 1 << 16 }; /* bytes to judge a dialect by */

struct csvwindow {
    struct csvsource *source; /* NULL: there is no more to read */
    char *bytes;              /* [begin, end) is read and not yet passed on */
    size_t begin, end, room;
    size_t passed; /* bytes of the text before those in memory */
    bool ended;    /* the source has no more */
};

/* See csvsource_open(). Call csvwindow_close() in either case. */
int csvwindow_open(struct csvwindow *w, const char *path, const char *encoding,
                   struct diag *d) MUST_CHECK;
void csvwindow_close(struct csvwindow *w);

/*
 * A window on LENGTH bytes and no more. BYTES, which has room for one more,
 * becomes the window's.
 */
void csvwindow_hold(struct csvwindow *w, char *bytes, size_t length);

/*
 * Reads more behind the end; BYTES and BEGIN may move. The window grows as
 * long as nothing is passed on. One byte behind the end stays free.
 */
int csvwindow_fill(struct csvwindow *w, struct diag *d) MUST_CHECK;

/* Reads until CSVWINDOW_LOOK bytes are there, or all. */
int csvwindow_look(struct csvwindow *w, struct diag *d) MUST_CHECK;

#endif
