/*
 * rows.h - the rows of one input, cell by cell in our own terms.
 *
 * Reads the records of a file, refuses those that are no records, and reads
 * the cells of the fields that hold one value. Faults are noted as they are
 * found, so a clerk sees all of a row at once; a row with a fault is rejected.
 * Records of which every cell is empty are passed over like blank lines.
 */
#ifndef ROWS_H
#define ROWS_H

#include "ingest/columns.h"
#include "ingest/dialect.h"
#include "ingest/faults.h"
#include "ingest/reject.h"
#include "ingest/rowplan.h"
#include "lib/csvfile.h"
#include "lib/progress.h"

#include <stdbool.h>
#include <stdint.h>

struct rows {
    const struct source *source;
    const struct study_input *input;
    struct dialect dialect;
    struct csvfile *csv;
    struct columns columns;
    struct rowplan plan;
    size_t named;          /* columns up to the last that has a header */
    bool wide;             /* a record of the file is several rows */
    struct reject *reject; /* borrowed; NULL of a part */
    struct faults faults;  /* of a part */
    bool part;
    /* The current row: */
    const struct csvfile_cell *record; /* as csvfile_cells() has it */
    size_t n_record;
    struct cell *cells;       /* in the order of the source's fields */
    struct cell *attributes;  /* as columns.attributes */
    struct csvfile_cell *raw; /* of the plan's lists */
    long line;
    bool bad;           /* it has a fault */
    bool whole;         /* its record has all its cells */
    struct fault fault; /* the last one */
    struct cell *room;  /* for cells and attributes, unless a rowblock has it */
    struct csvfile_cell *raw_room;
    int64_t count;    /* rows read */
    int64_t rejected; /* of them */
    char file[64];    /* as the progress shows it */
    struct progress progress;
};

/*
 * Opens INPUT. ANY_HEADER as in columns_bind(). Call rows_close() in either
 * case.
 */
int rows_open(struct rows *rows, const struct source *source,
              const struct study_input *input, struct reject *reject,
              bool any_header, bool progress, const char *study,
              struct diag *d) MUST_CHECK;
void rows_close(struct rows *rows);

/*
 * The rows of CSV, a part cut off the file of WHOLE, to be read on another
 * thread: it keeps its faults to itself, and CSV becomes its own. Borrows from
 * WHOLE. End with rows_add_part(), which is not called on other threads, or
 * with rows_close().
 */
void rows_open_part(struct rows *part, const struct rows *whole,
                    struct csvfile *csv);

/*
 * What PART has counted and found becomes that of ROWS, which come before.
 * Closes PART in either case.
 */
int rows_add_part(struct rows *rows, struct rows *part,
                  struct diag *d) MUST_CHECK;

/*
 * Moves to the next row: 1 there is one, it may be BAD; 0 the end; -1 failed.
 * Counts the row before as rejected if it is bad by then. At the end, all
 * rows are counted.
 */
int rows_next(struct rows *rows, struct diag *d) MUST_CHECK;

/* The line of the current row. */
long rows_line(const struct rows *rows);

/* Notes FAULT in the current row. COLUMN may be NULL: the whole row. */
int rows_fault(struct rows *rows, const struct column *column,
               const char *value, size_t length, const struct fault *fault,
               struct diag *d) MUST_CHECK;

/*
 * The same of the row at LINE, an earlier one of a part: BAD says whether it
 * had a fault, and it is counted as rejected with its first.
 */
int rows_fault_late(struct rows *rows, long line, bool *bad,
                    const struct column *column, const char *value,
                    size_t length, const struct fault *fault,
                    struct diag *d) MUST_CHECK;

/*
 * The current row is done with: counts it as rejected if it is bad by now, and
 * there is none until rows_next().
 */
void rows_done(struct rows *rows);

/* The cells of the list FIELD as read, one for each of its columns. */
const struct csvfile_cell *rows_list(const struct rows *rows, size_t field,
                                     size_t *count);

#endif
