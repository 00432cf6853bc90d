/* run.c - "dripline run": the whole way, from files to reports. */
#include "run/command.h"

#include "lib/attr.h"
#include "lib/cli.h"
#include "run/stages.h"

#include <stddef.h>

static const char help[] =
    "usage: dripline run [options] STUDY.json\n"
    "Loads the inputs of a study, analyses them and writes its reports.\n"
    "\n"
    "  -q, --quiet      print nothing but errors\n"
    "  -v, --verbose    print more of what is done\n"
    "  -t, --threads N  use N threads, one per processor unless said\n"
    "  -h, --help       print this and exit\n"
    "      --version    print the version and exit\n"
    "\n"
    "It stops at the first stage that fails. The reports of before stay as\n"
    "they are until the new ones are complete.\n";

static const char *const stages[] = {"ingest", "analyze", "report"};

int command_run(int argc, char **argv)
{
    struct cli cli;
    int status = cli_parse(&cli, "dripline", help, false, argc, argv);
    if (status >= 0)
        return status;
    struct diag d = {0};
    for (size_t i = 0; i < COUNT_OF(stages); i++) {
        if (stages_run(stages[i], &cli, NULL, &status, &d) != 0) {
            diag_print(&d, cli.program);
            return CLI_FAILED;
        }
        if (status != CLI_DONE)
            return status;
    }
    return cli_finish(&cli, CLI_DONE);
}
