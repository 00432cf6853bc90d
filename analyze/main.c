/*
 * main.c - analyze: from the facts in the warehouse to the results of a run.
 *
 * One run is one transaction: it stores all results, or nothing.
 */
#include "analyze/base/facthash.h"
#include "analyze/math/blas.h"
#include "analyze/products.h"
#include "analyze/recommend/whatif.h"
#include "analyze/run.h"
#include "analyze/runrow.h"
#include "analyze/survey/shelf.h"
#include "analyze/stages.h"
#include "analyze/task.h"
#include "lib/pseudonym.h"
#include "lib/runstamp.h"
#include "lib/warehouse.h"

#include <gsl/gsl_errno.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

/* --as, not in the help: the command that the messages are to begin with. */
enum { OPTION_WHATIF, OPTION_PREVIOUS, OPTION_AS };
static const struct cli_own own = {
    .options = {[OPTION_WHATIF] = {"what-if", true},
                [OPTION_PREVIOUS] = {"previous", true},
                [OPTION_AS] = {"as", true}},
};

static const char help[] =
    "usage: dripline-analyze [options] STUDY.json\n"
    "Computes the results of a study from the facts in its warehouse.\n"
    "\n"
    "      --what-if FILE  compute nothing; tell the class plan with the "
    "seats\n"
    "                   that FILE gives\n"
    "      --previous RUN_ID  the earlier run whose segments go on\n"
    "  -t, --threads N  threads to use (all processors unless said)\n"
    "  -q, --quiet      say nothing but errors\n"
    "  -v, --verbose    say more\n"
    "  -h, --help       print this and exit\n"
    "      --version    print the version and exit\n"
    "\n"
    "Exit status: 0 done, 1 failed and nothing changed, 2 wrong usage.\n";

/* UTC, for the run's row; it reaches no result. */
static void write_clock(char to[32])
{
    time_t now = time(NULL);
    struct tm parts;
    if (gmtime_r(&now, &parts) == NULL ||
        strftime(to, 32, "%Y-%m-%dT%H:%M:%SZ", &parts) == 0)
        to[0] = '\0';
}

/* A new key gives everybody a new pseudonym: that is to be known. */
static void tell_of_key(const struct run *r, int made)
{
    if (made && cli_tells(r->cli))
        printf("made the key of the pseudonyms, %s: keep it, and keep it "
               "secret; with another key everybody has another pseudonym\n",
               r->study->key_file);
}

/* MADE says afterwards whether there was no key and one was made. */
static int begin_run(struct run *r, const struct digest_rows *rows, int *made,
                     struct diag *d)
{
    struct pseudonym_key key;
    if (pseudonym_key_open(&key, r->study->key_file, made, d) != 0)
        return -1;
    char key_id[PSEUDONYM_KEY_ID], facts[49], started[32];
    char batches[DIGEST_TEXT];
    pseudonym_key_id(&key, key_id);
    digest_rows_text(rows, facts);
    write_clock(started);
    if (runstamp_batches(r->db, batches, d) != 0)
        return -1;
    struct runrow row = {.study = r->study,
                         .facts = facts,
                         .batches = batches,
                         .previous = r->cli->own[OPTION_PREVIOUS],
                         .key_id = key_id,
                         .started = started};
    return runrow_begin(r->db, &row, &r->key, d);
}

static int finish_run(struct run *r, struct diag *d)
{
    char finished[32];
    write_clock(finished);
    return runrow_finish(r->db, r->key, finished, d);
}

/* A run that fails takes the key it made away again. */
static int compute(struct run *r, const struct digest_rows *rows,
                   struct diag *d)
{
    int made = 0;
    int status = begin_run(r, rows, &made, d);
    if (status == 0)
        status = task_run_all(r, d);
    if (status == 0)
        status = finish_run(r, d);
    if (status == 0)
        tell_of_key(r, made);
    else if (made)
        (void)unlink(r->study->key_file);
    return status;
}

/* FACTS and ROWS are the caller's: they outlive what points at them. */
static int read_and_compute(struct run *r, struct facts *facts,
                            struct digest_rows *rows, struct diag *d)
{
    struct stages stages = stages_begin();
    if (facts_read(facts, r->db, d) != 0 || facthash_add(rows, r->db, d) != 0)
        return -1;
    struct events *events = events_open(facts, r->db, r->cli->block, rows, d);
    if (events == NULL)
        return -1;
    r->facts = facts;
    r->events = events;
    stages_end(&stages, r->cli, "read");
    int status = compute(r, rows, d);
    if (status == 0 && cli_tells(r->cli))
        printf("analyzed %zu members, %zu sessions, %zu attendance rows\n",
               facts->n_members, facts->n_sessions, events_count(events));
    events_close(events);
    return status;
}

static int analyze(const struct cli *cli, const struct study *study,
                   struct diag *d)
{
    struct warehouse w = {0};
    int status =
        warehouse_open(&w, study->warehouse, WAREHOUSE_WRITE, cli->program, d);
    if (status == 0)
        status = warehouse_run(w.db, "BEGIN IMMEDIATE", d);
    struct run run = {.db = w.db,
                      .study = study,
                      .cli = cli,
                      .previous = cli->own[OPTION_PREVIOUS],
                      .shelf = shelf_new()};
    struct facts facts = {0};
    struct digest_rows rows = {0};
    if (status == 0)
        status = read_and_compute(&run, &facts, &rows, d);
    products_free(&run);
    facts_free(&facts);
    struct stages stages = stages_begin();
    if (status == 0)
        status = warehouse_run(w.db, "COMMIT", d);
    stages_end(&stages, cli, "commit");
    warehouse_close(&w); /* rolls back what was not committed */
    return status;
}

int main(int argc, char **argv)
{
    struct cli cli;
    int status =
        cli_parse_own(&cli, "dripline-analyze", help, &own, argc, argv);
    if (status >= 0)
        return status;
    if (cli.own[OPTION_AS] != NULL)
        cli.program = cli.own[OPTION_AS];
    gsl_set_error_handler_off();
    blas_alone(); /* threads are ours, above the blocks */

    struct diag d = {0};
    struct study study;
    status = study_read(&study, cli.study, &d);
    if (status == 0) {
        study_redirect(&study, cli.scratch);
        const char *changes = cli.own[OPTION_WHATIF];
        status = changes != NULL ? whatif_tell(&cli, &study, changes, &d)
                                 : analyze(&cli, &study, &d);
    }
    study_free(&study);
    if (status != 0)
        diag_print(&d, cli.program);
    return cli_finish(&cli, status == 0 ? CLI_DONE : CLI_FAILED);
}
