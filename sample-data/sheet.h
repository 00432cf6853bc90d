/*
 * sheet.h - writes one file of the study, counting its lines.
 *
 * A sheet belongs to a folder; the first failure of any of its sheets is kept
 * and told when it is asked for, so that rows can be written without checks.
 * Rows that are bad on purpose are noted in the ledger of truths.
 */
#ifndef SHEET_H
#define SHEET_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct bad_row {
    const char *file; /* a constant */
    const char *code; /* the reject that is expected; a constant */
    int64_t line;
};

struct folder {
    const char *path; /* borrowed */
    struct bad_row *bad;
    size_t n_bad, bad_room;
    bool failed;
    struct diag why;
};

struct sheet {
    struct folder *folder;
    const char *name; /* a constant */
    FILE *file;       /* NULL if it could not be opened */
    int64_t line;     /* of the last line written */
};

/* Opens a file of FOLDER and writes HEADER, a line without its end. */
struct sheet sheet_open(struct folder *folder, const char *name,
                        const char *header);

/* Writes a record; a line break is added. */
void sheet_row(struct sheet *s, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* The record that is written next is to be rejected with CODE. */
void sheet_mark(struct sheet *s, const char *code);

/* Writes a record that is to be rejected with CODE. */
void sheet_bad(struct sheet *s, const char *code, const char *fmt, ...)
    PRINTF_LIKE(3, 4);

/*
 * Whether one record to be rejected leaves the file what a study takes without
 * saying so: a hundred rows for each. Smaller files stay without.
 */
bool sheet_bears_bad(const struct sheet *s);

/* Writes without a line break. */
void sheet_text(struct sheet *s, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* Ends a record written by sheet_text(). */
void sheet_end(struct sheet *s);

void sheet_close(struct sheet *s);

/* Writes the N lines as they are. */
void sheet_copy(struct folder *folder, const char *name,
                const char *const *lines, size_t n);

void folder_free(struct folder *folder);

#endif
