/*
 * rowscan.h - goes through the rows of a table that may be huge, on threads.
 *
 * The rows are handed to a function, cell by cell as SQLite has them: half the
 * time of sqlite3_step() and a call for each column. The table is cut into
 * stretches of rowids, worked on side by side, each on a read-only connection
 * of its own.
 *
 * All stretches show one state of the file, which is that of the caller's
 * connection: that one must be inside a write transaction, so nobody else can
 * commit, and must not have changed a row itself. Where that is not so, or
 * there is no file, there is one stretch, read by the caller's connection.
 */
#ifndef ROWSCAN_H
#define ROWSCAN_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <sqlite3.h>
#include <stddef.h>

/* Takes a row; CONTEXT is that of its stretch. Not 0 ends the scan. */
typedef int (*rowscan_take)(void *context, sqlite3_value **cell,
                            struct diag *d);

struct rowscan {
    /* Selects the lowest and the highest rowid. */
    const char *ends;
    /* "SELECT take_row(a, b) FROM t WHERE rowid BETWEEN ?1 AND ?2" */
    const char *rows;
    rowscan_take take;
};

/* Into how many stretches the table is best cut for THREADS; at least 1. */
size_t rowscan_stretches(sqlite3 *db, size_t threads);

/*
 * Takes all rows, those of stretch i with CONTEXT[i]; COUNT is what
 * rowscan_stretches() said. Within a stretch rows come in order of rowid.
 */
int rowscan_run(sqlite3 *db, const struct rowscan *scan, void *const *context,
                size_t count, struct diag *d) MUST_CHECK;

#endif
