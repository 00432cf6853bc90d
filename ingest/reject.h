/*
 * reject.h - what is wrong with the rows of one input.
 *
 * Every fault goes to table reject; the first ten of an input are told on
 * standard error, and the rest are counted. A row with several faults is one
 * rejected row and several faults.
 */
#ifndef REJECT_H
#define REJECT_H

#include "ingest/cell.h"
#include "lib/attr.h"
#include "lib/diag.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { REJECT_SHOWN = 10, REJECT_LINES = 3 };

/* The faults of one code. */
struct reject_code {
    const char *code;
    long count;
    long lines[REJECT_LINES]; /* the first */
};

struct reject {
    struct bulk *bulk;
    const char *program; /* borrowed */
    char file[512];      /* as it is shown */
    int64_t batch;
    bool silent; /* a first look at the rows: nothing is told or stored */
    long faults;
    struct reject_code *codes;
    size_t n_codes, room;
};

/* Begins for the input BATCH of FILE. Call reject_free() in either case. */
int reject_open(struct reject *r, sqlite3 *db, int64_t batch, const char *file,
                const char *program, struct diag *d) MUST_CHECK;

/*
 * Notes FAULT of LINE. COLUMN is the header, "" for the whole record; VALUE,
 * of LENGTH bytes, is the cell as read, or NULL.
 */
int reject_add(struct reject *r, long line, const char *column,
               const char *value, size_t length, const struct fault *fault,
               struct diag *d) MUST_CHECK;

/*
 * Stores the rest, and tells how many faults were not shown, and that they are
 * all in the warehouse KEPT_IN; NULL if they will not be.
 */
int reject_finish(struct reject *r, const char *kept_in,
                  struct diag *d) MUST_CHECK;

/* Tells the count of every code and its first lines. */
void reject_print_codes(const struct reject *r);

void reject_free(struct reject *r);

#endif
