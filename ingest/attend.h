/*
 * attend.h - one row of attendance, with everything that it names resolved.
 */
#ifndef ATTEND_H
#define ATTEND_H

#include "ingest/event.h"
#include "ingest/places.h"
#include "ingest/rows.h"

/* What rows are read against. Several threads may share it. All borrowed. */
struct attend {
    const struct loading *loading;
    const struct batch *batch;
    const struct places *places;
};

/* Whether the columns say what was attended; a failure of the file. */
int attend_check(const struct attend *a, const struct columns *columns,
                 struct diag *d) MUST_CHECK;

enum { ATTEND_FIELDS = 10 };

/* A row that waits to be resolved, with others. */
struct attend_row {
    struct cell cells[ATTEND_FIELDS]; /* their bytes are those of the part */
    long line;
    bool bad;
    uint64_t hash;  /* of the member's id */
    int32_t member; /* found by attend_find(); -1 */
};

/* The session or course that was found last: files are in the order of
   sessions, or nearly. Starts as {0}. */
struct attend_last {
    const char *id;
    size_t length;
    enum entity entity;
    int32_t place;
};

/* Keeps the current row of ROWS, a part, in ROW. */
int attend_keep(const struct attend *a, struct rows *rows,
                struct attend_row *row, struct diag *d) MUST_CHECK;

/*
 * Finds the members of COUNT rows. Each needs several places of memory that are
 * far apart, so all rows ask for theirs before the first one waits for its own.
 */
void attend_find(const struct attend *a, struct attend_row *rows, size_t count);

/* Makes E of ROW, which ROWS had, unless it is bad in the end. */
int attend_read(const struct attend *a, struct rows *rows,
                struct attend_row *row, struct attend_last *last,
                struct event *e, struct diag *d) MUST_CHECK;

/* The header that E's session or course stands under. */
const char *attend_column(const struct columns *columns, const struct event *e);

#endif
