/*
 * dump.h - what the analyses of attendance have found, as CSV, for a peer to
 * compare with what it found itself.
 */
#ifndef DUMP_H
#define DUMP_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <sqlite3.h>

/* Of the run -1, into files of FOLDER, which is there. */
int dump_results(sqlite3 *db, const char *folder, struct diag *d) MUST_CHECK;

#endif
