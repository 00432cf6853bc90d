/*
 * reject.h - what is wrong with the rows of one input.
 *
 * Every fault goes to table reject; the first of an input are told on standard
 * error one by one, and if there are more, all are summed up by code and
 * column. A row with several faults is one rejected row and several faults.
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

enum {
    REJECT_SHOWN = 20, /* one by one */
    REJECT_LINES = 3,  /* of a group */
    REJECT_GROUPS = 40 /* apart; all others are one more */
};

/* The rows with a fault of one code in one column. */
struct reject_group {
    const char *code;
    char *column; /* its header, "" for the whole row; NULL: of others */
    long rows;
    long last;                /* line that was counted */
    long lines[REJECT_LINES]; /* the lowest, ascending */
};

struct reject {
    struct bulk *bulk;
    const char *program; /* borrowed */
    char file[512];      /* as it is shown */
    int64_t batch;
    bool silent; /* a first look at the rows: nothing is told or stored */
    long faults;
    struct reject_group groups[REJECT_GROUPS + 1];
    size_t n_groups;
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
 * Stores the rest. If more faults were noted than shown, tells how many, and
 * how to see them all if they are KEPT in the warehouse.
 */
int reject_finish(struct reject *r, bool kept, struct diag *d) MUST_CHECK;

/* Tells of every code and column how many rows have it, and the first lines. */
void reject_print_groups(const struct reject *r);

void reject_free(struct reject *r);

#endif
