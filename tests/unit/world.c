/* world.c - see world.h. */
#include "tests/unit/world.h"

#include "analyze/products.h"
#include "analyze/survey/shelf.h"
#include "lib/date.h"
#include "lib/mem.h"
#include "lib/warehouse.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern const char warehouse_schema[];

static void die(const struct diag *d)
{
    diag_print(d, "world");
    abort();
}

static void check(int result, const struct diag *d)
{
    if (result != 0)
        die(d);
}

struct world *world_open(void)
{
    struct world *w = mem_alloc(sizeof *w);
    struct diag d = {0};
    if (sqlite3_open(":memory:", &w->db) != SQLITE_OK)
        abort();
    check(warehouse_run(w->db, warehouse_schema, &d), &d);
    w->cli = (struct cli){
        .program = "test", .quiet = true, .threads = 1, .block = 64};
    w->study.id = "test";
    w->study.as_of = world_day("2025-12-31");
    w->study.period_begin = world_day("2025-01-01");
    w->study.period_end = world_day("2025-12-31");
    w->study.analysis = json_object();
    return w;
}

void world_close(struct world *w)
{
    products_free(&w->run);
    events_close(w->events);
    facts_free(&w->facts);
    jsondoc_free(w->study.policy_doc);
    json_t *analysis = (json_t *)(uintptr_t)w->study.analysis;
    json_decref(analysis);
    sqlite3_close(w->db);
    free(w);
}

int32_t world_day(const char *date)
{
    int32_t day;
    if (!date_read(date, strlen(date), &day)) {
        fprintf(stderr, "world: '%s' is no date\n", date);
        abort();
    }
    return day;
}

int64_t world_minute(const char *moment)
{
    int32_t day, second;
    if (!date_read_time(moment, strlen(moment), &day, &second) || second < 0) {
        fprintf(stderr, "world: '%s' is no moment\n", moment);
        abort();
    }
    return (int64_t)day * 1440 + second / 60;
}

void world_run(struct world *w, const char *fmt, ...)
{
    char sql[4096];
    va_list ap;
    va_start(ap, fmt);
    int length = vsnprintf(sql, sizeof sql, fmt, ap);
    va_end(ap);
    struct diag d = {0};
    if (length < 0 || (size_t)length >= sizeof sql)
        diag_fail(&d, "statement is too long: %.60s", fmt);
    check(d.text[0] != '\0' ? -1 : warehouse_run(w->db, sql, &d), &d);
}

void world_set(struct world *w, const char *policy, const char *as_of)
{
    const char *below = getenv("TMPDIR");
    char *path =
        mem_format("%s/dripline-policy-XXXXXX", below != NULL ? below : "/tmp");
    int file = mkstemp(path);
    size_t length = strlen(policy);
    if (file < 0 || write(file, policy, length) != (ssize_t)length)
        abort();
    close(file);
    struct diag d = {0};
    w->study.policy_doc = jsondoc_read(path, &d);
    unlink(path);
    free(path);
    if (w->study.policy_doc == NULL)
        die(&d);
    w->study.policy = jsondoc_root(w->study.policy_doc);
    w->study.as_of = world_day(as_of);
}

void world_set_analysis(struct world *w, const char *analysis)
{
    json_t *old = (json_t *)(uintptr_t)w->study.analysis;
    json_decref(old);
    w->study.analysis = json_loads(analysis, 0, NULL);
    if (w->study.analysis == NULL)
        abort();
}

void world_read(struct world *w, size_t block)
{
    struct diag d = {0};
    struct digest_rows rows = {0};
    check(facts_read(&w->facts, w->db, &d), &d);
    w->cli.block = block;
    w->events = events_open(&w->facts, w->db, block, &rows, &d);
    if (w->events == NULL)
        die(&d);
    w->run = (struct run){.db = w->db,
                          .shelf = shelf_new(),
                          .key = 1,
                          .study = &w->study,
                          .cli = &w->cli,
                          .facts = &w->facts,
                          .events = w->events};
}

static void run_block(struct world *w, const struct task *task, void *self,
                      size_t number)
{
    struct diag d = {0};
    struct block block;
    void *part = NULL;
    check(events_block(w->events, number, &block, &d), &d);
    check(task->block(&w->run, self, &block, &part, &d), &d);
    events_done(&block);
    if (part != NULL)
        check(task->merge(&w->run, self, part, 0, &d), &d);
}

void world_task(struct world *w, const struct task *task)
{
    struct diag d = {0};
    void *self = NULL;
    int skip = 0;
    check(task->begin(&w->run, &self, &skip, &d), &d);
    size_t blocks = task->block != NULL ? events_blocks(w->events) : 0;
    for (size_t i = 0; !skip && i < blocks; i++)
        run_block(w, task, self, i);
    if (!skip && task->finish != NULL)
        check(task->finish(&w->run, self, &d), &d);
    if (task->free != NULL)
        task->free(self);
    else
        free(self);
}

/* Adds TEXT to what *ALL holds. */
static void join(char **all, const char *text)
{
    char *longer = mem_format("%s%s", *all, text);
    free(*all);
    *all = longer;
}

char *world_rows(struct world *w, const char *select)
{
    struct diag d = {0};
    sqlite3_stmt *s = warehouse_prepare(w->db, select, &d);
    if (s == NULL)
        die(&d);
    char *all = mem_text("");
    int got;
    while ((got = warehouse_step(s, &d)) == 1) {
        if (all[0] != '\0')
            join(&all, "\n");
        for (int i = 0; i < sqlite3_column_count(s); i++) {
            const char *cell = (const char *)sqlite3_column_text(s, i);
            join(&all, i > 0 ? "|" : "");
            join(&all, cell != NULL ? cell : "-");
        }
    }
    check(got, &d);
    sqlite3_finalize(s);
    return all;
}
