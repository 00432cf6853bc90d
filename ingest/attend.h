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

/* Makes E of the current row of ROWS, unless that is bad in the end. */
int attend_read(const struct attend *a, struct rows *rows, struct event *e,
                struct diag *d) MUST_CHECK;

/* The header that E's session or course stands under. */
const char *attend_column(const struct columns *columns, const struct event *e);

#endif
