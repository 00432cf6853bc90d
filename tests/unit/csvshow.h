/*
 * csvshow.h - what lib/csvfile.h reads, as one text to compare.
 *
 * The header in brackets, then for each record "LINE:cell|cell;" or
 * "LINE!fault;", at last "." at the end or "LINE#" where the file fails:
 * "[a|b]2:1|2;3!stray quote;." is a header, a good record and a bad one.
 */
#ifndef CSVSHOW_H
#define CSVSHOW_H

#include "lib/csvfile.h"

#include <stddef.h>

struct csvshow {
    const char *shown; /* what to expect */
    const char *bytes; /* what is in the file */
    size_t length;
    struct csvfile_options options;
};

/* The bytes of a file in a struct csvshow. */
#define HOLDS(literal) .bytes = (literal), .length = sizeof(literal) - 1

/* Writes each file, reads it and compares. STATE is of scratch.h. */
void csvshow_expect(void **state, const struct csvshow *shows, size_t count);

#endif
