/*
 * run.h - one run of ingest: every input, in one transaction, or nothing.
 */
#ifndef RUN_H
#define RUN_H

#include "lib/attr.h"
#include "lib/cli.h"
#include "lib/diag.h"
#include "lib/study.h"

#include <sqlite3.h>

/*
 * Loads the inputs of STUDY that need it, in a transaction that the caller has
 * begun and will end. Prints a line for every input, and for every earlier one
 * that STUDY does not name.
 */
int run_inputs(sqlite3 *db, const struct study *study, const struct cli *cli,
               struct diag *d) MUST_CHECK;

#endif
