/*
 * runrow.h - the row of a run in the warehouse, and what gives way to it.
 *
 * A run is named by a hash of the facts, of the settings of the study, of the
 * pseudonym key's name, of the program's version and of the earlier run that
 * --previous names. It takes the place of any
 * run of the same study as of the same day; runs of earlier days stay, for
 * comparison.
 */
#ifndef RUNROW_H
#define RUNROW_H

#include "lib/attr.h"
#include "lib/diag.h"
#include "lib/study.h"

#include <sqlite3.h>
#include <stdint.h>

struct runrow {
    const struct study *study;
    const char *facts;    /* hash of them, text */
    const char *batches;  /* lib/runstamp.h */
    const char *key_id;   /* of the pseudonym key */
    const char *previous; /* run that --previous names; NULL: not given */
    const char *started;
};

/* Deletes what gives way and inserts the run; KEY gets run.run. */
int runrow_begin(sqlite3 *db, const struct runrow *row, int64_t *key,
                 struct diag *d) MUST_CHECK;

int runrow_finish(sqlite3 *db, int64_t key, const char *finished,
                  struct diag *d) MUST_CHECK;

#endif
