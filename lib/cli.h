/*
 * cli.h - what the programs and commands share of their command lines.
 *
 * usage: PROGRAM [options] STUDY.json [OPERAND]
 *   -q, --quiet   -v, --verbose   -t, --threads N   -h, --help   --version
 * and, not in the help, --block N for tests, --scratch DIR for the trial of
 * dripline check and --stages for those who measure.
 */
#ifndef CLI_H
#define CLI_H

#include <stdbool.h>
#include <stddef.h>

enum { CLI_DONE = 0, CLI_FAILED = 1, CLI_USAGE = 2 };
enum { CLI_BLOCK = 65536 }; /* members in a block */
enum { CLI_OWN = 6 };       /* options of one program alone */

/* What one program takes beside the options of all. */
struct cli_own {
    bool dry;            /* it knows --dry-run */
    const char *operand; /* a word after the study, "a batch"; NULL: none */
    struct {
        const char *name; /* "input" for --input; NULL: no more */
        bool valued;
    } options[CLI_OWN];
};

struct cli {
    const char *program; /* name to begin messages with */
    const char *study;   /* borrowed from argv */
    bool quiet, verbose;
    bool dry;            /* --dry-run, where the program has it */
    bool stages;         /* say where the time went */
    const char *scratch; /* all that is written goes there; NULL: as usual */
    size_t threads;      /* processors, unless said */
    size_t block;        /* members in a block */
    const char *operand; /* NULL unless the program takes one */
    /* Of its own options, in their order: what was said, "" where an option
       takes no value; NULL: it was not given. */
    const char *own[CLI_OWN];
};

/*
 * Reads the options. HELP is the whole help text; OWN may be NULL. Returns -1
 * to go on, or the status to exit with: help and version on stdout and 0,
 * wrong usage on stderr and 2.
 */
int cli_parse_own(struct cli *cli, const char *program, const char *help,
                  const struct cli_own *own, int argc, char **argv);

/* The same without options of its own but, WITH_DRY, --dry-run. */
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
