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

/*
 * Runs STAGE, "ingest", with the options of CLI on its study, and waits for
 * it. EXTRA is one more option, or NULL. Fills STATUS with what it ended with,
 * CLI_FAILED if a signal ended it; says so then. -1 if it cannot be run.
 */
int stages_run(const char *stage, const struct cli *cli, const char *extra,
               int *status, struct diag *d) MUST_CHECK;

/*
 * Becomes STAGE, with the arguments ARGV[1] and on, up to a NULL; ARGV[0] is
 * changed to the stage's name. Returns only if that fails, and then -1.
 */
int stages_become(const char *stage, char **argv, struct diag *d) MUST_CHECK;

#endif
