/*
 * main.c - dripline-ingest: loads the CSV files of a study.
 *
 * One run is one transaction: it stores every input, or nothing.
 */
#include "ingest/draft/draft.h"
#include "ingest/forget.h"
#include "ingest/run.h"
#include "lib/mem.h"
#include "lib/warehouse.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char help[] =
    "usage: dripline-ingest [options] STUDY.json\n"
    "Loads the CSV files that a study names into its warehouse, which is made\n"
    "if it does not exist. Inputs that have not changed are left alone.\n"
    "\n"
    "      --dry-run    do everything, print what would change, store nothing\n"
    "      --forget BATCH  load nothing; take out the batch, a number or the\n"
    "                   name of an input, and what only it held\n"
    "  -q, --quiet      print faults only\n"
    "  -v, --verbose    also count the faults of each input by their codes\n"
    "  -t, --threads N  use N threads\n"
    "  -h, --help       print this and exit\n"
    "      --version    print the version and exit\n"
    "\n"
    "Rows that cannot be stored are told on standard error and kept in table\n"
    "reject. Exit status: 0 done, 1 failed and nothing changed, 2 wrong "
    "usage.\n";

enum { OPTION_FORGET };
static const struct cli_own own = {
    .dry = true,
    .options = {[OPTION_FORGET] = {"forget", true}},
};

static int act(struct warehouse *w, const struct study *study,
               const struct cli *cli, struct diag *d)
{
    const char *batch = cli->own[OPTION_FORGET];
    return batch != NULL ? forget_batch(w->db, study, cli, batch, d)
                         : run_inputs(w->db, study, cli, d);
}

static int run_transaction(struct warehouse *w, const struct study *study,
                           const struct cli *cli, struct diag *d)
{
    if (warehouse_run(w->db, "BEGIN IMMEDIATE", d) != 0)
        return -1;
    if (act(w, study, cli, d) != 0)
        return -1; /* closing rolls back */
    if (!cli->dry)
        return warehouse_run(w->db, "COMMIT", d);
    if (!cli->quiet)
        puts("nothing was stored: --dry-run");
    return warehouse_run(w->db, "ROLLBACK", d);
}

/* A trial works on a copy of the warehouse. */
static int redirect(struct study *study, const char *scratch, struct diag *d)
{
    if (scratch == NULL)
        return 0;
    char *path = mem_text(study->warehouse);
    study_redirect(study, scratch);
    int result = warehouse_copy(path, study->warehouse, d);
    free(path);
    return result;
}

/* Where there is no warehouse, a dry run makes one that nobody sees. */
static enum warehouse_mode choose_mode(const struct cli *cli,
                                       const struct study *study)
{
    if (cli->own[OPTION_FORGET] != NULL)
        return WAREHOUSE_WRITE;
    return cli->dry && access(study->warehouse, F_OK) != 0 ? WAREHOUSE_SCRATCH
                                                           : WAREHOUSE_CREATE;
}

static int run(const struct cli *cli, struct diag *d)
{
    struct study study;
    struct warehouse w = {.lock = -1};
    int result = study_read(&study, cli->study, d);
    if (result == 0 && cli->own[OPTION_FORGET] == NULL)
        result = study_find_files(&study, d);
    if (result == 0)
        result = redirect(&study, cli->scratch, d);
    if (result == 0) {
        result = warehouse_open(&w, study.warehouse, choose_mode(cli, &study),
                                cli->program, d);
        if (result == 0)
            result = run_transaction(&w, &study, cli, d);
        warehouse_close(&w);
    }
    study_free(&study);
    return result;
}

int main(int argc, char **argv)
{
    struct cli cli = {0};
    if (argc > 1 && strcmp(argv[1], "--codebook") == 0)
        return draft_main(argc - 1, argv + 1);
    int status = cli_parse_own(&cli, "dripline-ingest", help, &own, argc, argv);
    if (status >= 0)
        return status;
    struct diag d = {0};
    if (run(&cli, &d) != 0) {
        diag_print(&d, cli.program);
        return cli_finish(&cli, CLI_FAILED);
    }
    return cli_finish(&cli, CLI_DONE);
}
