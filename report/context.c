/* context.c - see context.h. */
#include "report/context.h"

#include "lib/date.h"
#include "lib/mem.h"

#include <stdlib.h>

static const char select_run[] =
    "SELECT run, run_id, facts, version, started, finished FROM run"
    " WHERE study = ?1 AND as_of = ?2 AND finished IS NOT NULL"
    " ORDER BY run DESC LIMIT 1";

static char *column(sqlite3_stmt *s, int i)
{
    return mem_text((const char *)sqlite3_column_text(s, i));
}

static int no_run(const struct study *study, struct diag *d)
{
    char day[DATE_TEXT];
    diag_at(d, study->warehouse, 0, NULL);
    return diag_fail(d,
                     "no results for study '%s' as of %s: run "
                     "dripline-analyze first",
                     study->id, date_write(study->as_of, day));
}

static int find_run(struct context *c, struct diag *d)
{
    sqlite3_stmt *s = warehouse_prepare(c->db, select_run, d);
    if (s == NULL)
        return -1;
    sqlite3_bind_text(s, 1, c->study->id, -1, SQLITE_STATIC);
    sqlite3_bind_int(s, 2, c->study->as_of);
    int got = warehouse_step(s, d);
    if (got == 1)
        c->run = (struct run_row){.key = sqlite3_column_int64(s, 0),
                                  .id = column(s, 1),
                                  .facts = column(s, 2),
                                  .version = column(s, 3),
                                  .started = column(s, 4),
                                  .finished = column(s, 5)};
    else if (got == 0)
        no_run(c->study, d);
    sqlite3_finalize(s);
    return got == 1 ? 0 : -1;
}

int context_open(struct context *c, const struct cli *cli,
                 const struct study *study, struct diag *d)
{
    *c = (struct context){.cli = cli, .study = study};
    c->warehouse.lock = -1;
    if (warehouse_open(&c->warehouse, study->warehouse, WAREHOUSE_READ,
                       cli->program, d) != 0)
        return -1;
    c->db = c->warehouse.db;
    if (find_run(c, d) != 0 ||
        pseudonym_key_open(&c->key, study->key_file, NULL, d) != 0)
        return -1;
    if (people_read(&c->people, c->db, &c->key, study->n_identify > 0, d) != 0)
        return -1;
    return tree_read(&c->tree, c->db, d);
}

void context_close(struct context *c)
{
    tree_free(&c->tree);
    people_free(&c->people);
    free(c->run.id);
    free(c->run.facts);
    free(c->run.version);
    free(c->run.started);
    free(c->run.finished);
    warehouse_close(&c->warehouse);
}
