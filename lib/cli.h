/*
 * cli.h - what the four programs share of their command lines.
 *
 * usage: PROGRAM [options] STUDY.json
 *   -q, --quiet   -v, --verbose   -t, --threads N   -h, --help   --version
 * and, not in the help, --block N for tests and --scratch DIR for the trial of
 * dripline check.
 */
#ifndef CLI_H
#define CLI_H

#include <stdbool.h>
#include <stddef.h>

enum { CLI_DONE = 0, CLI_FAILED = 1, CLI_USAGE = 2 };
enum { CLI_BLOCK = 65536 }; /* members in a block */

struct cli {
    const char *program; /* name to begin messages with */
    const char *study;   /* borrowed from argv */
    bool quiet, verbose;
    bool dry;            /* --dry-run, where the program has it */
    const char *scratch; /* all that is written goes there; NULL: as usual */
    size_t threads;      /* processors, unless said */
    size_t block;        /* members in a block */
};

/*
 * Reads the options. HELP is the whole help text; WITH_DRY says that the
 * program knows --dry-run. Returns -1 to go on, or the status to exit with:
 * help and version on stdout and 0, wrong usage on stderr and 2.
 */
int cli_parse(struct cli *cli, const char *program, const char *help,
              bool with_dry, int argc, char **argv);

/* Whether to say what was done: not under --quiet, nor of a trial. */
bool cli_tells(const struct cli *cli);

/*
 * Flushes and closes standard output; a full disk is a failure. Returns
 * STATUS, or CLI_FAILED with a message.
 */
int cli_finish(const struct cli *cli, int status);

#endif
