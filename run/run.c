/* run.c - "dripline run": the whole way, from files to reports. */
#include "run/command.h"

#include "lib/cli.h"
#include "run/stages.h"

#include <stddef.h>

static const char help[] =
    "usage: dripline run [options] STUDY.json\n"
    "Loads the inputs of a study, analyses them and writes its reports.\n"
    "\n"
    "      --dry-run    only tell what loading the inputs would change\n"
    "      --previous RUN_ID  the earlier run whose segments go on\n"
    "  -q, --quiet      print nothing but errors\n"
    "  -v, --verbose    print more of what is done\n"
    "  -t, --threads N  use N threads, one per processor unless said\n"
    "  -h, --help       print this and exit\n"
    "      --version    print the version and exit\n"
    "\n"
    "It stops at the first stage that fails. The reports of before stay as\n"
    "they are until the new ones are complete.\n";

enum { OPTION_PREVIOUS };
static const struct cli_own own = {
    .dry = true,
    .options = {[OPTION_PREVIOUS] = {"previous", true}},
};

static int run_all(const struct cli *cli, int *status, struct diag *d)
{
    struct stages stages;
    stages_begin(&stages);
    stages.previous = cli->own[OPTION_PREVIOUS];
    int result = 0;
    *status = CLI_DONE;
    size_t last = cli->dry ? 1 : STAGES;
    for (size_t i = 0; i < last && result == 0 && *status == CLI_DONE; i++)
        result = stages_run(&stages, stage_names[i], cli, status, d);
    stages_end(&stages);
    return result;
}

int command_run(int argc, char **argv)
{
    struct cli cli;
    int status = cli_parse_own(&cli, "dripline", help, &own, argc, argv);
    if (status >= 0)
        return status;
    struct diag d = {0};
    if (run_all(&cli, &status, &d) != 0) {
        diag_print(&d, cli.program);
        return CLI_FAILED;
    }
    return cli_finish(&cli, status);
}
