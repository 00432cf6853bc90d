/*
 * stages.h - the three stages as programs: finding, running and waiting.
 *
 * A stage is the program beside this one, dripline-ingest beside dripline, or
 * else the one of that name on the PATH. SIGINT, SIGTERM and SIGHUP are handed
 * on to it, and it is not left alone when this process is killed.
 */
#ifndef STAGES_H
#define STAGES_H

#include "lib/attr.h"
#include "lib/cli.h"
#include "lib/diag.h"

#include <signal.h>

enum { STAGES = 3 };
extern const char *const stage_names[STAGES]; /* in order: "ingest" first */

/* How signals were treated before; the stages start so. */
struct stages {
    sigset_t mask;
    struct sigaction child;
    const char *previous; /* a run id, for "analyze" alone; NULL: none said */
};

/*
 * From here to stages_end() this process is not ended by the signals above:
 * one that no stage is there to take waits for the next, or for the end.
 * Sets previous to NULL.
 */
void stages_begin(struct stages *s);
void stages_end(const struct stages *s);

/*
 * Runs STAGE, "ingest", with the options of CLI on its study, and waits for
 * it. Fills STATUS with what it ended with, CLI_FAILED if a signal ended it;
 * says so then. -1 if it cannot be run.
 */
int stages_run(const struct stages *s, const char *stage, const struct cli *cli,
               int *status, struct diag *d) MUST_CHECK;

/*
 * Becomes STAGE, with the arguments ARGV[1] and on, up to a NULL; ARGV[0] is
 * changed to the stage's name. Returns only if that fails, and then -1.
 */
int stages_become(const char *stage, char **argv, struct diag *d) MUST_CHECK;

#endif
