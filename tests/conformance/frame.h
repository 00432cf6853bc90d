/*
 * frame.h - a reference table: a small CSV file as numbers.
 *
 * For well-formed files only: cells have no line ends in them. A quoted cell
 * is what stands between its quotes. An empty cell or NA is NaN. A cell that
 * is no number gets a code: 1 for the first such text of its column, 2 for the
 * next new one, and so on.
 */
#ifndef CONFORMANCE_FRAME_H
#define CONFORMANCE_FRAME_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <stddef.h>

/* The texts of one column that are no numbers. */
struct frame_texts {
    char **list;
    size_t count, room;
};

struct frame {
    char **names;               /* of the columns */
    size_t columns, rows, room; /* room: for how many rows */
    double *values;             /* rows * columns */
    struct frame_texts *texts;  /* of each column */
};

/* Reads FOLDER/NAME, which has a header. frame_free() it in any case. */
int frame_read(struct frame *f, const char *folder, const char *name,
               struct diag *d) MUST_CHECK;

/* The place of the column named NAME; fails if there is none. */
int frame_find(const struct frame *f, const char *name, size_t *column,
               struct diag *d) MUST_CHECK;

/* A copy of COUNT columns from FIRST on, row after row; free() it. */
double *frame_copy(const struct frame *f, size_t first, size_t count);

/* The code of TEXT in COLUMN; NaN if it never stands there. */
double frame_code(const struct frame *f, size_t column, const char *text);

void frame_free(struct frame *f);

#endif
