/*
 * check.c - "dripline check": is the study in order, and are its files?
 *
 * The work is the ingest stage's, told to try only: it reads the study and
 * every file, loads them into a copy that is thrown away, and counts.
 */
#include "run/command.h"

#include "lib/cli.h"
#include "run/stages.h"

#include <stdio.h>

static const char help[] =
    "usage: dripline check [options] STUDY.json\n"
    "Reads a study and its input files, tells what is wrong, writes nothing.\n"
    "\n"
    "  -q, --quiet      print nothing but errors\n"
    "  -v, --verbose    print more of what is done\n"
    "  -t, --threads N  use N threads, one per processor unless said\n"
    "  -h, --help       print this and exit\n"
    "      --version    print the version and exit\n";

int command_check(int argc, char **argv)
{
    struct cli cli;
    int status = cli_parse(&cli, "dripline", help, false, argc, argv);
    if (status >= 0)
        return status;
    struct diag d = {0};
    if (stages_run("ingest", &cli, "--dry-run", &status, &d) != 0) {
        diag_print(&d, cli.program);
        return CLI_FAILED;
    }
    if (status == CLI_DONE && !cli.quiet)
        printf("%s: the study and its files are in order; nothing was "
               "written\n",
               cli.study);
    return cli_finish(&cli, status);
}
