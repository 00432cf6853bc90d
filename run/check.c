/*
 * check.c - "dripline check": would a run of this study succeed?
 *
 * The three stages do their whole work, on a copy of the warehouse in a
 * temporary folder that is removed in the end, however they end.
 */
#include "run/command.h"

#include "lib/cli.h"
#include "lib/tempdir.h"
#include "run/policytext.h"
#include "run/stages.h"

#include <stdio.h>

static const char help[] =
    "usage: dripline check [options] STUDY.json\n"
    "Tries a study out: loads, analyses and reports as a run would, but in a\n"
    "temporary folder that is then removed. Beside the study nothing changes.\n"
    "Then says each requirement of the policy in a sentence, whom it binds, "
    "and\n"
    "what is odd about it: that it binds nobody, cannot be met, says what "
    "another\n"
    "says.\n"
    "\n"
    "      --previous RUN_ID  the earlier run whose segments go on\n"
    "  -q, --quiet      print nothing but errors\n"
    "  -v, --verbose    print more of what is done\n"
    "  -t, --threads N  use N threads, one per processor unless said\n"
    "  -h, --help       print this and exit\n"
    "      --version    print the version and exit\n"
    "\n"
    "The folder is made in TMPDIR, or in /var/tmp if that is not set; there\n"
    "must be room for a copy of the warehouse and for the reports.\n";

enum { OPTION_PREVIOUS };
static const struct cli_own own = {
    .options = {[OPTION_PREVIOUS] = {"previous", true}},
};

static int try_stages(const struct stages *stages, const struct cli *cli,
                      int *status, struct diag *d)
{
    int result = 0;
    *status = CLI_DONE;
    for (size_t i = 0; i < STAGES && result == 0 && *status == CLI_DONE; i++)
        result = stages_run(stages, stage_names[i], cli, status, d);
    return result;
}

static int try_study(const struct cli *cli, int *status, struct diag *d)
{
    struct stages stages;
    stages_begin(&stages);
    stages.previous = cli->own[OPTION_PREVIOUS];
    struct cli trial = *cli;
    char *folder = tempdir_make(d);
    int result = -1;
    if (folder != NULL) {
        trial.scratch = folder;
        result = try_stages(&stages, &trial, status, d);
        if (result == 0 && *status == CLI_DONE && !cli->quiet)
            result = policytext_print(&trial, d);
    }
    if (tempdir_remove(folder, d) != 0)
        result = -1;
    stages_end(&stages);
    return result;
}

int command_check(int argc, char **argv)
{
    struct cli cli;
    int status = cli_parse_own(&cli, "dripline", help, &own, argc, argv);
    if (status >= 0)
        return status;
    struct diag d = {0};
    if (try_study(&cli, &status, &d) != 0) {
        diag_print(&d, cli.program);
        return CLI_FAILED;
    }
    if (status == CLI_DONE && !cli.quiet)
        printf("%s: the study is fine; nothing was written\n", cli.study);
    return cli_finish(&cli, status);
}
