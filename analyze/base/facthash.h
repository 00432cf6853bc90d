/*
 * facthash.h - one hash of all facts but the attendance.
 *
 * Rows are hashed by their text ids and values, never by integer keys, batches
 * or lines, and summed: the same facts give the same hash in whatever order,
 * files or steps they were loaded. What ingest made (made = 1) follows from
 * the rest and is left out.
 */
#ifndef FACTHASH_H
#define FACTHASH_H

#include "lib/attr.h"
#include "lib/diag.h"
#include "lib/digest.h"

#include <sqlite3.h>

/* Adds them to ROWS. */
int facthash_add(struct digest_rows *rows, sqlite3 *db,
                 struct diag *d) MUST_CHECK;

#endif
