/*
 * main.c - dripline: the front door to the three stages.
 */
#include "lib/attr.h"
#include "lib/cli.h"
#include "lib/diag.h"
#include "lib/word.h"
#include "run/command.h"
#include "run/stages.h"

#include <stdio.h>
#include <string.h>

static int become_stage(int argc, char **argv)
{
    (void)argc;
    struct diag d = {0};
    if (stages_become(argv[0], argv, &d) != 0)
        diag_print(&d, "dripline");
    return CLI_FAILED;
}

static const struct command {
    const char *name;
    int (*act)(int argc, char **argv); /* ARGV[0] is the command's name */
    const char *usage;
    const char *about;
} commands[] = {
    {"run", command_run, "run [options] STUDY.json",
     "load the inputs, analyse them, write the reports"},
    {"check", command_check, "check [options] STUDY.json",
     "try a run of the study, write nothing"},
    {"init", command_init, "init DIR", "make a study to start from"},
    {"codebook", command_codebook, "codebook [options] FILE.csv",
     "draft the codebook of a questionnaire"},
    {"batches", command_batches, "batches [options] STUDY.json",
     "list what is loaded"},
    {"rejects", command_rejects, "rejects [options] STUDY.json",
     "list the rows that were left out, and why"},
    {"forget", command_forget, "forget [options] STUDY.json BATCH",
     "take a batch out of the warehouse"},
    {"what-if", command_whatif, "what-if [options] STUDY.json CHANGES.json",
     "tell the class plan with other seats"},
    {"ingest", become_stage, "ingest [options] STUDY.json",
     "load the inputs into the warehouse"},
    {"analyze", become_stage, "analyze [options] STUDY.json",
     "analyse what is in the warehouse"},
    {"report", become_stage, "report [options] STUDY.json",
     "write the reports"},
};

static void print_help(FILE *to)
{
    fputs("usage: dripline COMMAND ...\n"
          "From training records and questionnaires to who needs what.\n"
          "\n",
          to);
    for (size_t i = 0; i < COUNT_OF(commands); i++)
        fprintf(to, "  %-34s %s\n", commands[i].usage, commands[i].about);
    fputs("\n"
          "  -h, --help                         print this and exit\n"
          "      --version                      print the version and exit\n"
          "\n"
          "dripline COMMAND --help tells the options of a command.\n",
          to);
}

static int fail_unknown(const char *name)
{
    struct word_search nearest = word_search_for(name);
    for (size_t i = 0; i < COUNT_OF(commands); i++)
        word_search_try(&nearest, commands[i].name);
    fprintf(stderr, "dripline: unknown command '%s'", name);
    if (nearest.found != NULL)
        fprintf(stderr, "; did you mean %s?", nearest.found);
    fputs(nearest.found != NULL ? " See dripline --help\n"
                                : "; see dripline --help\n",
          stderr);
    return CLI_USAGE;
}

int main(int argc, char **argv)
{
    const struct cli cli = {.program = "dripline"};
    if (argc < 2) {
        print_help(stderr);
        return CLI_USAGE;
    }
    const char *name = argv[1];
    if (strcmp(name, "-h") == 0 || strcmp(name, "--help") == 0) {
        print_help(stdout);
        return cli_finish(&cli, CLI_DONE);
    }
    if (strcmp(name, "--version") == 0) {
        printf("dripline %s\n", DRIPLINE_VERSION);
        return cli_finish(&cli, CLI_DONE);
    }
    for (size_t i = 0; i < COUNT_OF(commands); i++)
        if (strcmp(commands[i].name, name) == 0)
            return commands[i].act(argc - 1, argv + 1);
    return fail_unknown(name);
}
