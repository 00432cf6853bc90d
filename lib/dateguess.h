/*
 * dateguess.h - finds in which way a column writes its dates.
 *
 * All cells of a sample vote; the format that reads the most of them wins.
 * 03/04/2025 can be read with the day first or the month first: then a cell
 * that can be read in one way only decides for the column, and without such a
 * cell nothing does. The month first is never taken without a declaration.
 */
#ifndef DATEGUESS_H
#define DATEGUESS_H

#include "lib/dateformat.h"

#include <stddef.h>

enum { DATEGUESS_FORMATS = 9, DATEGUESS_TEXT = 40 };

/* A cell that somebody may look at. */
struct dateguess_example {
    long line; /* 0: there is none */
    char text[DATEGUESS_TEXT];
};

/* Begins as {0}. */
struct dateguess {
    long cells;                   /* in the sample */
    long fits[DATEGUESS_FORMATS]; /* of them, which a format reads */
    struct dateguess_example day_first, month_first; /* in that way only */
    struct dateguess_example either;
};

enum dateguess_verdict {
    DATEGUESS_FOUND,
    DATEGUESS_NONE,   /* no format reads any cell; FORMAT is the year first */
    DATEGUESS_EITHER, /* day or month first: nothing tells */
    DATEGUESS_MONTH,  /* month first: to be declared */
    DATEGUESS_BOTH    /* some cells one way, some the other */
};

/* LENGTH bytes, no blanks around, that stand on LINE. */
void dateguess_add(struct dateguess *g, const char *bytes, size_t length,
                   long line);

/* FORMAT is set in every case, to one that the cells would fit. */
enum dateguess_verdict dateguess_decide(const struct dateguess *g,
                                        struct dateformat *format);

#endif
