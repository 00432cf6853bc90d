/*
 * csvcut.h - cuts a CSV file into runs of whole records.
 *
 * Lines without quotes are records by themselves and are cut off many at once.
 * Where there is a quote, the scan of csvreader says where its record ends, so
 * a cut falls nowhere but where the reader would begin a record.
 */
#ifndef CSVCUT_H
#define CSVCUT_H

#include "lib/attr.h"
#include "lib/csvreader.h"
#include "lib/diag.h"

#include <stdbool.h>
#include <stddef.h>

/* Starts as {0}. */
struct csvcut {
    char *bytes; /* of whole records; room for one byte more */
    size_t length, room;
    long line; /* on which they begin */
    bool tail; /* behind them lay a bad record that is not in the bytes */
    long tail_line;
    char tail_fault[160];
    bool failed; /* behind them the file cannot be read, for this reason: */
    struct diag why;
};

/*
 * Cuts the next records off R, in place of those before: 1 there are some (or
 * a tail), 0 the end, -1 failed. The caller may take BYTES and set it to NULL.
 */
int csvcut_next(struct csvcut *cut, struct csvreader *r,
                struct diag *d) MUST_CHECK;

#endif
