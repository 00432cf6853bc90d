/*
 * diag.h - why an operation failed, and where in the data.
 *
 * Every function that can fail returns 0 or -1 and takes a struct diag last.
 * A diag is a plain value: it owns nothing, and may be copied by assignment.
 * It starts as {0}. The callee that finds the fault fills it; callers pass -1
 * on and add nothing but, where they know it, the place. The first cause wins:
 * diag_fail() on a diag that already has a text changes nothing.
 */
#ifndef DIAG_H
#define DIAG_H

#include "lib/attr.h"

struct diag {
    char file[512];   /* the input at fault, or "" */
    long line;        /* counted from 1, or 0 if not known */
    char column[128]; /* the column's header or the key, or "" */
    char text[768];   /* what is wrong and what to do; no final newline */
};

/* Says what failed. Always returns -1: "return diag_fail(d, ...)". */
int diag_fail(struct diag *d, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* The same, and adds what errno says. */
int diag_fail_errno(struct diag *d, const char *fmt, ...) PRINTF_LIKE(2, 3);

/*
 * Says where. FILE and COLUMN may be NULL, LINE 0: those are left as they are.
 * Call it before diag_fail(). Nothing changes once the diag has a text.
 */
void diag_at(struct diag *d, const char *file, long line, const char *column);

/* Writes "PROGRAM: FILE:LINE: COLUMN: TEXT" to standard error. */
void diag_print(const struct diag *d, const char *program);

#endif
