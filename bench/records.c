/*
 * records.c - how long the analyses of attendance take: record, requirement,
 * duplicate and standing, beside stepping through the rows.
 *
 *   bench-records STUDY.json [THREADS [FOLDER]]
 *
 * For a study that has been ingested and not analyzed. First every column of
 * attendance is stepped through with SQLite on one thread, on a connection as
 * sqlite3_open() makes it ("step") and on one without locks as ours are
 * ("step_unlocked"), each once to warm the cache and once timed. Then the
 * analyses run as in dripline-analyze: "read" is facts and events, "compute"
 * what begins them and looks at members, on THREADS (1); "store" what merges
 * blocks and ends them, rows going to the warehouse. So that these are apart,
 * a batch of blocks (one on one thread) is computed before any of it is stored.
 * "standing" computes and stores in one and is told apart, as is "demand": the
 * declared demand that records are held against, read from the survey's
 * answers. All is rolled back.
 *
 * Prints seconds (of the processor on one thread, of the clock on several;
 * "processor" is that of all threads) and the peak of memory as JSON. FOLDER
 * gets what was found, as CSV, for others to compare.
 */
#include "analyze/duplicate/duplicate.h"
#include "analyze/products.h"
#include "analyze/record/record.h"
#include "analyze/requirement/policy.h"
#include "analyze/requirement/requirement.h"
#include "analyze/standing/standing.h"
#include "analyze/survey/demand.h"
#include "analyze/survey/shelf.h"
#include "bench/dump.h"
#include "lib/mem.h"
#include "lib/pool.h"
#include "lib/warehouse.h"

#include <gsl/gsl_errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum { BLOCK = 4096, BATCH = 4 };

static const struct task *const tasks[] = {&record_task, &requirement_task,
                                           &duplicate_task};
enum { TASKS = COUNT_OF(tasks) };

struct times {
    double step, unlocked, read, demand, compute, store, standing, processor;
    int64_t rows, stored;
    clockid_t clock;
};

/* The analyses under way. */
struct bench {
    struct run *r;
    struct times *t;
    size_t threads;
    void *self[TASKS];
    size_t first; /* block of the batch */
    void *part[BATCH][TASKS];
};

static double seconds(clockid_t which)
{
    struct timespec t;
    clock_gettime(which, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

struct watch {
    clockid_t clock;
    double since;
};

static struct watch start(clockid_t clock)
{
    return (struct watch){clock, seconds(clock)};
}

/* Adds to SUM the seconds since the last tick. */
static void tick(double *sum, struct watch *w)
{
    double then = w->since;
    w->since = seconds(w->clock);
    *sum += w->since - then;
}

/* Reads every cell; the sum keeps the compiler from leaving it out. */
static int step_through(sqlite3 *db, struct times *t, double *spent,
                        struct diag *d)
{
    struct watch since = start(t->clock);
    volatile int64_t sum = 0;
    sqlite3_stmt *s = warehouse_prepare(db, "SELECT * FROM attendance", d);
    if (s == NULL)
        return -1;
    int got, columns = sqlite3_column_count(s);
    t->rows = 0;
    *spent = 0;
    while ((got = warehouse_step(s, d)) == 1) {
        t->rows++;
        for (int i = 0; i < columns; i++)
            sum += sqlite3_column_int64(s, i);
    }
    sqlite3_finalize(s);
    tick(spent, &since);
    return got;
}

static int step_as_opened(const char *path, struct times *t, struct diag *d)
{
    sqlite3 *db;
    int status = 0;
    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
        status = warehouse_fail(db, "open it", d);
    for (int i = 0; i < 2 && status == 0; i++)
        status = step_through(db, t, &t->step, d);
    sqlite3_close(db);
    return status;
}

static int compute_block(void *context, size_t job, void **result,
                         struct diag *d)
{
    struct bench *b = context;
    struct block block;
    int status = 0;
    (void)result;
    if (events_block(b->r->events, b->first + job, &block, d) != 0)
        return -1;
    for (size_t i = 0; i < TASKS && status == 0; i++)
        status = tasks[i]->block(b->r, b->self[i], &block, &b->part[job][i], d);
    events_done(&block);
    return status;
}

/* Computes COUNT blocks, then stores them; parts are freed in any case. */
static int run_batch(struct bench *b, size_t count, struct diag *d)
{
    struct watch since = start(b->t->clock);
    memset(b->part, 0, sizeof b->part);
    int status = pool_run(b->threads, count, compute_block, NULL, b, d);
    tick(&b->t->compute, &since);
    for (size_t k = 0; k < count; k++)
        for (size_t i = 0; i < TASKS; i++)
            if (b->part[k][i] != NULL &&
                tasks[i]->merge(b->r, b->self[i], b->part[k][i], status != 0,
                                d) != 0)
                status = -1;
    tick(&b->t->store, &since);
    return status;
}

static int run_blocks(struct bench *b, struct diag *d)
{
    size_t blocks = events_blocks(b->r->events);
    size_t batch = b->threads > 1 ? BATCH : 1;
    for (b->first = 0; b->first < blocks; b->first += batch) {
        size_t left = blocks - b->first;
        if (run_batch(b, left < batch ? left : batch, d) != 0)
            return -1;
    }
    return 0;
}

static int run_standing(struct bench *b, struct diag *d)
{
    struct watch since = start(b->t->clock);
    void *self = NULL;
    int skip = 0;
    int status = standing_task.begin(b->r, &self, &skip, d);
    if (status == 0 && standing_task.finish != NULL)
        status = standing_task.finish(b->r, self, d);
    tick(&b->t->standing, &since);
    if (standing_task.free != NULL)
        standing_task.free(self);
    else
        free(self);
    return status;
}

static int run_tasks(struct bench *b, struct diag *d)
{
    int status = 0, skip = 0;
    struct watch since = start(b->t->clock);
    for (size_t i = 0; i < TASKS && status == 0; i++)
        status = tasks[i]->begin(b->r, &b->self[i], &skip, d);
    tick(&b->t->compute, &since);
    if (status == 0)
        status = run_blocks(b, d);
    since = start(b->t->clock);
    for (size_t i = 0; i < TASKS && status == 0; i++)
        status = tasks[i]->finish(b->r, b->self[i], d);
    tick(&b->t->store, &since);
    for (size_t i = 0; i < TASKS; i++)
        tasks[i]->free(b->self[i]);
    return status == 0 ? run_standing(b, d) : -1;
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

static int analyze(struct run *r, size_t threads, struct times *t,
                   struct diag *d)
{
    struct facts facts = {0};
    struct digest_rows rows = {0};
    struct bench b = {.r = r, .t = t, .threads = threads};
    struct watch since = start(t->clock);
    double before = seconds(CLOCK_PROCESS_CPUTIME_ID);
    r->facts = &facts;
    int status = facts_read(&facts, r->db, d);
    struct events *events =
        status == 0 ? events_open(&facts, r->db, BLOCK, &rows, d) : NULL;
    r->events = events;
    tick(&t->read, &since);
    status = events == NULL ? -1 : demand_of_run(r, d);
    tick(&t->demand, &since);
    if (status == 0)
        status = run_tasks(&b, d);
    t->processor = seconds(CLOCK_PROCESS_CPUTIME_ID) - before;
    if (status == 0)
        status = count_stored(r->db, t, d);
    events_close(events);
    products_free(r);
    facts_free(&facts);
    return status;
}

static void tell(const struct times *t, size_t threads)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    double computing = t->read + t->compute + t->standing;
    printf("{\"threads\": %zu, \"rows\": %lld, \"step\": %.2f,"
           " \"step_unlocked\": %.2f, \"read\": %.2f, \"compute\": %.2f,"
           " \"standing\": %.2f, \"demand\": %.2f, \"store\": %.2f,"
           " \"processor\": %.2f, \"stored_rows\": %lld,"
           " \"times_step\": %.2f, \"times_step_unlocked\": %.2f,"
           " \"stored_a_second\": %.0f, \"peak_mb\": %ld}\n",
           threads, (long long)t->rows, t->step, t->unlocked, t->read,
           t->compute, t->standing, t->demand, t->store, t->processor,
           (long long)t->stored, computing / t->step, computing / t->unlocked,
           (double)t->stored / t->store, usage.ru_maxrss / 1024);
}

static int time_study(const struct study *study, const struct cli *cli,
                      const char *folder, struct diag *d)
{
    struct warehouse w = {0};
    struct times t = {.clock = cli->threads > 1 ? CLOCK_MONOTONIC
                                                : CLOCK_PROCESS_CPUTIME_ID};
    int status = step_as_opened(study->warehouse, &t, d);
    if (status == 0)
        status = warehouse_open(&w, study->warehouse, WAREHOUSE_WRITE,
                                "bench-records", d);
    for (int i = 0; i < 2 && status == 0; i++)
        status = step_through(w.db, &t, &t.unlocked, d);
    if (status == 0)
        status = warehouse_run(w.db, "BEGIN IMMEDIATE", d);
    struct run r = {.db = w.db,
                    .key = -1,
                    .study = study,
                    .cli = cli,
                    .shelf = shelf_new()};
    if (status == 0)
        status = analyze(&r, cli->threads, &t, d);
    if (status == 0)
        tell(&t, cli->threads);
    if (status == 0 && folder != NULL)
        status = dump_results(w.db, folder, d);
    warehouse_close(&w); /* rolls back */
    return status;
}

int main(int argc, char **argv)
{
    struct study study = {0};
    struct cli cli = {
        .program = "bench-records", .quiet = 1, .threads = 1, .block = BLOCK};
    struct diag d = {0};
    if (argc < 2 || argc > 4) {
        fprintf(stderr, "usage: bench-records STUDY.json [THREADS [FOLDER]]\n");
        return 2;
    }
    if (argc > 2)
        cli.threads = strtoul(argv[2], NULL, 10);
    gsl_set_error_handler_off();
    int status = study_read(&study, argv[1], &d);
    if (status == 0)
        status = time_study(&study, &cli, argc > 3 ? argv[3] : NULL, &d);
    if (status != 0)
        diag_print(&d, "bench-records");
    study_free(&study);
    return status == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
