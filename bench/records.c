/*
 * records.c - how long the analyses of attendance take: record, requirement,
 * duplicate and standing, beside stepping through the rows.
 *
 *   bench-records STUDY.json
 *
 * For a study that has been ingested and not analyzed. First every column of
 * attendance is stepped through with SQLite, once to warm the cache and once
 * timed. Then the analyses run on one thread as they do in dripline-analyze:
 * "read" is facts and events, "compute" what begins them and looks at members,
 * "store" what merges blocks and ends them, rows going to the warehouse.
 * "standing" computes and stores in one and is told apart. All of it is rolled
 * back. Prints processor seconds and the peak of memory as JSON.
 */
#include "analyze/duplicate/duplicate.h"
#include "analyze/products.h"
#include "analyze/record/record.h"
#include "analyze/requirement/policy.h"
#include "analyze/requirement/requirement.h"
#include "analyze/standing/standing.h"
#include "analyze/survey/demand.h"
#include "analyze/survey/shelf.h"
#include "lib/mem.h"
#include "lib/warehouse.h"

#include <gsl/gsl_errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

enum { BLOCK = 4096 };

static const struct task *const tasks[] = {&record_task, &requirement_task,
                                           &duplicate_task};
enum { TASKS = COUNT_OF(tasks) };

struct times {
    double step, read, demand, compute, store, standing;
    int64_t rows, stored;
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* Adds to SUM the seconds since *SINCE, which becomes now. */
static void tick(double *sum, double *since)
{
    double then = *since;
    *since = now();
    *sum += *since - then;
}

/* Reads every cell; the sum keeps the compiler from leaving it out. */
static int step_through(sqlite3 *db, struct times *t, struct diag *d)
{
    double since = now();
    volatile int64_t sum = 0;
    sqlite3_stmt *s = warehouse_prepare(db, "SELECT * FROM attendance", d);
    if (s == NULL)
        return -1;
    int got, columns = sqlite3_column_count(s);
    t->rows = 0;
    t->step = 0;
    while ((got = warehouse_step(s, d)) == 1) {
        t->rows++;
        for (int i = 0; i < columns; i++)
            sum += sqlite3_column_int64(s, i);
    }
    sqlite3_finalize(s);
    tick(&t->step, &since);
    return got;
}

static int run_block(struct run *r, void *const *self, size_t number,
                     struct times *t, struct diag *d)
{
    struct block block;
    double since = now();
    if (events_block(r->events, number, &block, d) != 0)
        return -1;
    int status = 0;
    for (size_t i = 0; i < TASKS && status == 0; i++) {
        void *part = NULL;
        status = tasks[i]->block(r, self[i], &block, &part, d);
        tick(&t->compute, &since);
        if (status == 0)
            status = tasks[i]->merge(r, self[i], part, 0, d);
        tick(&t->store, &since);
    }
    events_done(&block);
    return status;
}

static int run_tasks(struct run *r, struct times *t, struct diag *d)
{
    void *self[TASKS] = {NULL};
    int status = 0, skip = 0;
    double since = now();
    for (size_t i = 0; i < TASKS && status == 0; i++)
        status = tasks[i]->begin(r, &self[i], &skip, d);
    tick(&t->compute, &since);
    for (size_t n = 0; n < events_blocks(r->events) && status == 0; n++)
        status = run_block(r, self, n, t, d);
    since = now();
    for (size_t i = 0; i < TASKS && status == 0; i++)
        status = tasks[i]->finish(r, self[i], d);
    tick(&t->store, &since);
    for (size_t i = 0; i < TASKS; i++)
        tasks[i]->free(self[i]);
    void *standing = NULL;
    if (status == 0)
        status = standing_task.begin(r, &standing, &skip, d);
    tick(&t->standing, &since);
    if (standing_task.free != NULL)
        standing_task.free(standing);
    else
        free(standing);
    return status;
}

static int count_stored(sqlite3 *db, struct times *t, struct diag *d)
{
    sqlite3_stmt *s = warehouse_prepare(
        db,
        "SELECT (SELECT count(*) FROM learning_record WHERE run = -1) +"
        " (SELECT count(*) FROM learning_total WHERE run = -1) +"
        " (SELECT count(*) FROM fulfilment WHERE run = -1) +"
        " (SELECT count(*) FROM duplicate WHERE run = -1)",
        d);
    if (s == NULL)
        return -1;
    int got = warehouse_step(s, d);
    if (got == 1)
        t->stored = sqlite3_column_int64(s, 0);
    sqlite3_finalize(s);
    return got == 1 ? 0 : -1;
}

static int analyze(struct run *r, struct times *t, struct diag *d)
{
    struct facts facts = {0};
    struct digest_rows rows = {0};
    double since = now();
    r->facts = &facts;
    int status = facts_read(&facts, r->db, d);
    struct events *events =
        status == 0 ? events_open(&facts, r->db, BLOCK, 1, &rows, d) : NULL;
    r->events = events;
    tick(&t->read, &since);
    status = events == NULL ? -1 : demand_of_run(r, d);
    tick(&t->demand, &since);
    if (status == 0)
        status = run_tasks(r, t, d);
    if (status == 0)
        status = count_stored(r->db, t, d);
    events_close(events);
    products_free(r);
    facts_free(&facts);
    return status;
}

static void tell(const struct times *t)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("{\"rows\": %lld, \"step\": %.2f, \"read\": %.2f, \"compute\": %.2f,"
           " \"store\": %.2f, \"standing\": %.2f, \"stored_rows\": %lld,"
           " \"times_step\": %.2f, \"stored_a_second\": %.0f,"
           " \"peak_mb\": %ld}\n",
           (long long)t->rows, t->step, t->read, t->compute, t->store,
           t->standing, (long long)t->stored,
           (t->read + t->compute + t->standing) / t->step,
           (double)t->stored / t->store, usage.ru_maxrss / 1024);
}

static int time_study(const struct study *study, const struct cli *cli,
                      struct diag *d)
{
    struct warehouse w = {0};
    struct times t = {0};
    int status = warehouse_open(&w, study->warehouse, WAREHOUSE_WRITE,
                                "bench-records", d);
    struct run r = {.db = w.db,
                    .key = -1,
                    .study = study,
                    .cli = cli,
                    .shelf = shelf_new()};
    if (status == 0)
        status = warehouse_run(w.db, "BEGIN IMMEDIATE", d);
    if (status == 0)
        status = warehouse_run(
            w.db,
            "INSERT INTO run (run, run_id, study, as_of, seed, facts, version,"
            " started) VALUES (-1, 'bench', 'bench', 0, 0, '', '', '')",
            d);
    for (int i = 0; i < 2 && status == 0; i++)
        status = step_through(w.db, &t, d);
    if (status == 0)
        status = analyze(&r, &t, d);
    if (status == 0)
        tell(&t);
    warehouse_close(&w); /* rolls back */
    return status;
}

int main(int argc, char **argv)
{
    struct study study = {0};
    struct cli cli = {
        .program = "bench-records", .quiet = 1, .threads = 1, .block = BLOCK};
    struct diag d = {0};
    if (argc != 2) {
        fprintf(stderr, "usage: bench-records STUDY.json\n");
        return 2;
    }
    gsl_set_error_handler_off();
    int status = study_read(&study, argv[1], &d);
    if (status == 0)
        status = time_study(&study, &cli, &d);
    if (status != 0)
        diag_print(&d, "bench-records");
    study_free(&study);
    return status == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
