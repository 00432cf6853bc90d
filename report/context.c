/* context.c - see context.h. */
#include "report/context.h"

#include "lib/date.h"
#include "lib/mem.h"
#include "lib/runstamp.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char select_run[] =
    "SELECT run, run_id, facts, version, started, finished, batches,"
    " settings, key_id FROM run"
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
                                  .finished = column(s, 5),
                                  .batches = column(s, 6),
                                  .settings = column(s, 7),
                                  .key_id = column(s, 8)};
    else if (got == 0)
        no_run(c->study, d);
    sqlite3_finalize(s);
    return got == 1 ? 0 : -1;
}

static int stale(const struct context *c, const char *why, struct diag *d)
{
    diag_at(d, c->study->warehouse, 0, NULL);
    return diag_fail(d,
                     "%s since the results were computed: run dripline-analyze "
                     "again (or dripline run)",
                     why);
}

static bool differs(const char *noted, const char *now)
{
    return noted != NULL && strcmp(noted, now) != 0;
}

/* Results of other facts or settings are not published as today's. */
static int check_stamp(const struct context *c, struct diag *d)
{
    char batches[DIGEST_TEXT];
    if (runstamp_batches(c->db, batches, d) != 0)
        return -1;
    if (differs(c->run.batches, batches))
        return stale(c, "files were loaded or forgotten", d);
    if (differs(c->run.settings, c->study->settings))
        return stale(c, "the study or its policy has changed", d);
    return 0;
}

/* Only the key that the results were made with; report never makes one. */
static int open_key(struct context *c, struct diag *d)
{
    char key_id[PSEUDONYM_KEY_ID];
    const char *path = c->study->key_file;
    if (c->run.key_id != NULL && access(path, F_OK) != 0) {
        diag_at(d, path, 0, NULL);
        return diag_fail(d, "the key of the pseudonyms is gone: put it back, "
                            "or run dripline-analyze to make another (then "
                            "everybody has another pseudonym)");
    }
    if (pseudonym_key_open(&c->key, path, NULL, d) != 0)
        return -1;
    pseudonym_key_id(&c->key, key_id);
    if (!differs(c->run.key_id, key_id))
        return 0;
    diag_at(d, path, 0, NULL);
    return diag_fail(d, "this is not the key that the results were computed "
                        "with: put that back, or run dripline-analyze again "
                        "(then everybody has another pseudonym)");
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
    if (find_run(c, d) != 0 || check_stamp(c, d) != 0 || open_key(c, d) != 0)
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
    free(c->run.batches);
    free(c->run.settings);
    free(c->run.key_id);
    warehouse_close(&c->warehouse);
}
