/* whatif.c - dripline what-if: the class plan with other seats. */
#include "lib/cli.h"
#include "lib/diag.h"
#include "run/command.h"
#include "run/stages.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

static const char help[] =
    "usage: dripline what-if [options] STUDY.json CHANGES.json\n"
    "Tells what the class plan would be with other seats, from what the last\n"
    "analysis kept; changes nothing. CHANGES.json holds what is to differ:\n"
    "\n"
    "  {\"seats\": {\"CLASS OR COURSE\": 60}, \"budget\": 50000,\n"
    "   \"per_member\": 2}\n"
    "\n"
    "A budget of null is none.\n"
    "\n"
    "  -t, --threads N  use N threads\n"
    "  -h, --help       print this and exit\n"
    "      --version    print the version and exit\n"
    "\n"
    "Exit status: 0 done, 1 failed, 2 wrong usage.\n";

static const struct cli_own own = {.operand = "a file of changes"};

/* exec() takes words that it does not change, but is not declared so. */
static char *word(const char *text)
{
    return (char *)(uintptr_t)text;
}

int command_whatif(int argc, char **argv)
{
    struct cli cli;
    int status = cli_parse_own(&cli, "dripline", help, &own, argc, argv);
    if (status >= 0)
        return status;
    char threads[24], *words[10];
    size_t n = 1; /* the program's name goes first */
    snprintf(threads, sizeof threads, "%zu", cli.threads);
    words[n++] = word("--threads");
    words[n++] = threads;
    words[n++] = word("--as");
    words[n++] = word("dripline what-if");
    words[n++] = word("--what-if");
    words[n++] = word(cli.operand);
    words[n++] = word("--");
    words[n++] = word(cli.study);
    words[n] = NULL;
    struct diag d = {0};
    if (stages_become("analyze", words, &d) != 0)
        diag_print(&d, cli.program);
    return CLI_FAILED;
}
