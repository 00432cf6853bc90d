/* forget.c - "dripline forget": takes a batch out; dripline-ingest does it. */
#include "run/command.h"

#include "lib/cli.h"
#include "run/stages.h"

#include <stdint.h>
#include <stddef.h>

static const char help[] =
    "usage: dripline forget [options] STUDY.json BATCH\n"
    "Takes one batch out of the warehouse of a study: its facts, its rejected\n"
    "rows, and members, courses and so on that no other file describes. BATCH\n"
    "is its number, as dripline batches lists it, or the name of the input.\n"
    "\n"
    "What the input held before this file took its place does not come back:\n"
    "it is in no warehouse any more; load that file again. While other "
    "batches\n"
    "name what would go, nothing is done, and the first of them is named.\n"
    "\n"
    "      --dry-run  tell what would be done, change nothing\n"
    "  -q, --quiet    print nothing but errors\n"
    "  -h, --help     print this and exit\n"
    "      --version  print the version and exit\n";

static const struct cli_own own = {.dry = true, .operand = "a batch"};

/* exec() takes words that it does not change, but is not declared so. */
static char *word(const char *text)
{
    return (char *)(uintptr_t)text;
}

int command_forget(int argc, char **argv)
{
    struct cli cli;
    int status = cli_parse_own(&cli, "dripline", help, &own, argc, argv);
    if (status >= 0)
        return status;
    char *words[8];
    size_t n = 1; /* the program's name goes first */
    words[n++] = word("--forget");
    words[n++] = word(cli.operand);
    if (cli.dry)
        words[n++] = word("--dry-run");
    if (cli.quiet)
        words[n++] = word("--quiet");
    words[n++] = word("--");
    words[n++] = word(cli.study);
    words[n] = NULL;
    struct diag d = {0};
    if (stages_become("ingest", words, &d) != 0)
        diag_print(&d, cli.program);
    return CLI_FAILED;
}
