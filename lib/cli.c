/* cli.c - see cli.h. */
#include "lib/cli.h"

#include "lib/attr.h"
#include "lib/pool.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    OPTION_VERSION = 256, /* beyond every letter */
    OPTION_BLOCK,
    OPTION_DRY,
    OPTION_SCRATCH,
    OPTION_STAGES,
    OPTION_OWN, /* and those after it: the program's own */
    MAX_THREADS = 1024,
    MAX_BLOCK = 1 << 24
};

static const struct option options[] = {
    {"quiet", no_argument, NULL, 'q'},
    {"verbose", no_argument, NULL, 'v'},
    {"threads", required_argument, NULL, 't'},
    {"help", no_argument, NULL, 'h'},
    {"version", no_argument, NULL, OPTION_VERSION},
    {"block", required_argument, NULL, OPTION_BLOCK},
    {"dry-run", no_argument, NULL, OPTION_DRY},
    {"scratch", required_argument, NULL, OPTION_SCRATCH},
    {"stages", no_argument, NULL, OPTION_STAGES},
    {NULL, 0, NULL, 0},
};

/* All options of one program. */
struct known {
    const struct cli_own *own;
    struct option list[COUNT_OF(options) + CLI_OWN];
};

static void collect(struct known *known, const struct cli_own *own)
{
    size_t n = COUNT_OF(options) - 1; /* without the end */
    *known = (struct known){.own = own};
    memcpy(known->list, options, sizeof options);
    for (int i = 0; i < CLI_OWN && own->options[i].name != NULL; i++)
        known->list[n++] = (struct option){
            own->options[i].name,
            own->options[i].valued ? required_argument : no_argument, NULL,
            OPTION_OWN + i};
    known->list[n] = (struct option){NULL, 0, NULL, 0};
}

/* Always returns CLI_USAGE. */
static int wrong(const struct cli *cli, const char *what, const char *which)
{
    fprintf(stderr, "%s: %s%s%s%s; see %s --help\n", cli->program, what,
            which ? " '" : "", which ? which : "", which ? "'" : "",
            cli->program);
    return CLI_USAGE;
}

/* A whole number from 1 to MOST in OPTARG. */
static int read_count(const struct cli *cli, const char *what, long most,
                      size_t *count)
{
    char *end;
    errno = 0;
    long value = strtol(optarg, &end, 10);
    if (errno == 0 && *end == '\0' && end != optarg && value >= 1 &&
        value <= most) {
        *count = (size_t)value;
        return -1;
    }
    fprintf(stderr, "%s: %s takes a whole number from 1 to %ld, not '%s'\n",
            cli->program, what, most, optarg);
    return CLI_USAGE;
}

static int show(const struct cli *cli, const char *text)
{
    fputs(text, stdout);
    return cli_finish(cli, CLI_DONE);
}

static int show_version(const struct cli *cli)
{
    printf("%s %s\n", cli->program, DRIPLINE_VERSION);
    return cli_finish(cli, CLI_DONE);
}

/* An unknown letter may stand among others; else LAST is at fault as it is. */
static int wrong_option(const struct cli *cli, const char *last)
{
    char letter[3] = {'-', (char)optopt, '\0'};
    bool known = strchr("qvth", optopt) != NULL; /* and so is no option, 0 */
    return wrong(cli, "unknown option",
                 optopt < OPTION_VERSION && !known ? letter : last);
}

/*
 * LAST is the word that was read last. Returns -1 to go on, or the status to
 * exit with.
 */
static int apply(struct cli *cli, int option, const char *help,
                 const struct cli_own *own, const char *last)
{
    if (option >= OPTION_OWN && option < OPTION_OWN + CLI_OWN) {
        cli->own[option - OPTION_OWN] = optarg != NULL ? optarg : "";
        return -1;
    }
    switch (option) {
    case 'q':
        cli->quiet = true;
        return -1;
    case 'v':
        cli->verbose = true;
        return -1;
    case 't':
        return read_count(cli, "--threads", MAX_THREADS, &cli->threads);
    case OPTION_BLOCK:
        return read_count(cli, "--block", MAX_BLOCK, &cli->block);
    case OPTION_DRY:
        cli->dry = true;
        return own->dry ? -1 : wrong(cli, "unknown option", last);
    case OPTION_SCRATCH:
        cli->scratch = optarg;
        return optarg[0] != '\0' ? -1
                                 : wrong(cli, "a folder is missing in", last);
    case OPTION_STAGES:
        cli->stages = true;
        return -1;
    case 'h':
        return show(cli, help);
    case OPTION_VERSION:
        return show_version(cli);
    case ':':
        return wrong(cli, "a value is missing after", last);
    default:
        return wrong_option(cli, last);
    }
}

/* The study and the operand, from ARGV[FROM] on. */
static int take_words(struct cli *cli, const struct cli_own *own, int argc,
                      int from, char **argv)
{
    int most = own->operand != NULL ? 2 : 1;
    if (argc == from)
        return wrong(cli, "a study is missing: say which STUDY.json", NULL);
    if (argc - from < most) {
        fprintf(stderr, "%s: %s is missing after '%s'; see %s --help\n",
                cli->program, own->operand, argv[from], cli->program);
        return CLI_USAGE;
    }
    if (argc - from > most)
        return wrong(cli, "one study at a time; too much is",
                     argv[from + most]);
    cli->study = argv[from];
    cli->operand = most == 2 ? argv[from + 1] : NULL;
    return -1;
}

int cli_parse_own(struct cli *cli, const char *program, const char *help,
                  const struct cli_own *own, int argc, char **argv)
{
    static const struct cli_own none = {.dry = false};
    struct known known;
    collect(&known, own != NULL ? own : &none);
    *cli = (struct cli){.program = program, .block = CLI_BLOCK};
    cli->threads = pool_processors();
    optind = 0; /* from the beginning, in glibc */
    opterr = 0;
    int option;
    while ((option = getopt_long(argc, argv, ":qvt:h", known.list, NULL)) !=
           -1) {
        int status = apply(cli, option, help, known.own, argv[optind - 1]);
        if (status >= 0)
            return status;
    }
    if (cli->quiet && cli->verbose)
        return wrong(cli, "--quiet and --verbose exclude each other", NULL);
    return take_words(cli, known.own, argc, optind, argv);
}

int cli_parse(struct cli *cli, const char *program, const char *help,
              bool with_dry, int argc, char **argv)
{
    const struct cli_own own = {.dry = with_dry};
    return cli_parse_own(cli, program, help, &own, argc, argv);
}

bool cli_tells(const struct cli *cli)
{
    return !cli->quiet && (cli->scratch == NULL || cli->verbose);
}

int cli_finish(const struct cli *cli, int status)
{
    bool bad = ferror(stdout) != 0;
    if (fclose(stdout) == 0 && !bad)
        return status;
    fprintf(stderr, "%s: cannot write to standard output: %s\n", cli->program,
            bad ? "write error" : strerror(errno));
    return status == CLI_DONE ? CLI_FAILED : status;
}
