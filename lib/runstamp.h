/*
 * runstamp.h - what the results of a run rest on, to tell when they are stale.
 *
 * analyze notes it with the run; report compares before it writes. Cheap: it
 * looks at the list of batches, not at their rows.
 */
#ifndef RUNSTAMP_H
#define RUNSTAMP_H

#include "lib/attr.h"
#include "lib/diag.h"
#include "lib/digest.h"

#include <sqlite3.h>

/*
 * The hash of all batches loaded: inputs, files, their bytes, how they are
 * read, and how many rows were taken and refused. Their numbers and times are
 * not in it.
 */
int runstamp_batches(sqlite3 *db, char hex[DIGEST_TEXT],
                     struct diag *d) MUST_CHECK;

#endif
