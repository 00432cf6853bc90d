/* mode.c - the mode of dripline-ingest behind "dripline codebook". */
#include "ingest/draft/draft.h"

#include "lib/cli.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

static const char help[] =
    "usage: dripline codebook [options] FILE.csv\n"
    "Drafts the codebook of a questionnaire from what was exported, for a\n"
    "person to correct: kinds of questions, scales, options, matrix "
    "questions.\n"
    "What a file cannot tell, \"topic\" and \"facet\", is left open as null.\n"
    "\n"
    "      --preset NAME    who exported the file: limesurvey, kobo,\n"
    "                       wenjuanxing or qualtrics\n"
    "      --encoding NAME  of the file, where it cannot be found\n"
    "  -o, --output FILE    write to FILE, not to standard output\n"
    "      --overwrite      FILE may be there already\n"
    "  -h, --help           print this and exit\n"
    "\n"
    "What was unsure is told on standard error. Exit status: 0 done, 1 "
    "failed,\n"
    "2 wrong usage.\n";

enum { OPTION_PRESET = 256, OPTION_ENCODING, OPTION_OVERWRITE };

static const struct option names[] = {
    {"preset", required_argument, NULL, OPTION_PRESET},
    {"encoding", required_argument, NULL, OPTION_ENCODING},
    {"output", required_argument, NULL, 'o'},
    {"overwrite", no_argument, NULL, OPTION_OVERWRITE},
    {"help", no_argument, NULL, 'h'},
    {NULL, 0, NULL, 0},
};

static int wrong(const char *what, const char *which)
{
    fprintf(stderr,
            "dripline codebook: %s%s%s%s; see dripline codebook "
            "--help\n",
            what, which != NULL ? " '" : "", which != NULL ? which : "",
            which != NULL ? "'" : "");
    return CLI_USAGE;
}

/* Returns -1 to go on, or the status to exit with. */
static int read_options(struct draft_options *o, int argc, char **argv)
{
    int option;
    optind = 0; /* from the beginning, in glibc */
    opterr = 0;
    while ((option = getopt_long(argc, argv, ":o:h", names, NULL)) != -1) {
        if (option == OPTION_PRESET)
            o->preset = optarg;
        else if (option == OPTION_ENCODING)
            o->encoding = optarg;
        else if (option == 'o')
            o->output = optarg;
        else if (option == OPTION_OVERWRITE)
            o->overwrite = true;
        else if (option == ':')
            return wrong("a value is missing after", argv[optind - 1]);
        else if (option != 'h')
            return wrong("unknown option", argv[optind - 1]);
        if (option != 'h')
            continue;
        fputs(help, stdout);
        return CLI_DONE;
    }
    if (optind == argc)
        return wrong("a file is missing: say which FILE.csv", NULL);
    if (optind + 1 < argc)
        return wrong("one file at a time; too much is", argv[optind + 1]);
    o->file = argv[optind];
    return -1;
}

int draft_main(int argc, char **argv)
{
    const struct cli cli = {.program = "dripline codebook"};
    struct draft_options options = {0};
    struct diag d = {0};
    int status = read_options(&options, argc, argv);
    if (status >= 0)
        return cli_finish(&cli, status);
    status = CLI_DONE;
    if (draft_write(&options, &d) != 0) {
        diag_print(&d, cli.program);
        status = CLI_FAILED;
    }
    return cli_finish(&cli, status);
}
