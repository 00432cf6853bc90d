/*
 * forget.c - see forget.h.
 *
 * To the rest of ingest this is a load of the batch without any row: what it
 * held is swept, and what is named still is found as ever.
 */
#include "ingest/forget.h"

#include "ingest/count.h"
#include "ingest/made.h"
#include "ingest/survey/survey.h"
#include "ingest/sweep.h"
#include "lib/text.h"
#include "lib/warehouse.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static int fail_several(const char *which, struct diag *d)
{
    return diag_fail(d,
                     "the input \"%.80s\" has several batches; say the number "
                     "of the one to forget, the last one first",
                     which);
}

static size_t count_named(const struct batches *all, const char *which)
{
    size_t count = 0;
    for (size_t i = 0; i < all->count; i++)
        count += strcmp(all->list[i].name, which) == 0;
    return count;
}

static int fail_unknown(const struct study *study, const char *which,
                        struct diag *d)
{
    diag_at(d, study->warehouse, 0, NULL);
    return diag_fail(d,
                     "there is no batch '%.80s'; dripline batches %.200s "
                     "lists them",
                     which, jsondoc_path(study->doc));
}

/* The name of an input goes before a number. */
static struct batch *find(const struct batches *all, const char *which)
{
    int64_t number;
    for (size_t i = 0; i < all->count; i++)
        if (strcmp(all->list[i].name, which) == 0)
            return &all->list[i];
    if (!text_read_integer(which, strlen(which), &number))
        return NULL;
    for (size_t i = 0; i < all->count; i++)
        if (all->list[i].number == number)
            return &all->list[i];
    return NULL;
}

static int run_with(sqlite3 *db, const char *sql, const struct batch *b,
                    struct diag *d)
{
    sqlite3_stmt *s = warehouse_prepare(db, sql, d);
    if (s == NULL)
        return -1;
    sqlite3_bind_int64(s, 1, b->number);
    int result = warehouse_do(s, d);
    sqlite3_finalize(s);
    return result;
}

/* Duplicates of rows that are gone are none any more. */
static int let_others_load(sqlite3 *db, const struct batch *b, struct diag *d)
{
    if (!b->was->together && b->was->entity == ENTITY_NONE)
        return 0;
    return run_with(db,
                    "UPDATE batch SET declaration = '' WHERE rejected > 0"
                    " AND batch <> ?1"
                    " AND kind = (SELECT kind FROM batch WHERE batch = ?1)",
                    b, d);
}

static int take_out(struct loading *l, struct batch *b, struct diag *d)
{
    b->load = true;
    if (warehouse_run(l->db, "PRAGMA secure_delete = ON", d) != 0 ||
        sweep_before(l, d) != 0)
        return -1;
    if (strcmp(b->was->kind, "attendance") == 0 && made_sweep(l, d) != 0)
        return -1;
    if (survey_sweep(l->db, d) != 0 || sweep_after(l, d) != 0 ||
        let_others_load(l->db, b, d) != 0)
        return -1;
    return run_with(l->db, "DELETE FROM batch WHERE batch = ?1", b, d);
}

static bool names(const struct study *study, const char *input)
{
    for (size_t i = 0; i < study->n_inputs; i++)
        if (strcmp(study->inputs[i].name, input) == 0)
            return true;
    return false;
}

static void tell(const struct batch *b, const struct study *study, bool dry)
{
    char name[256], file[512], rows[COUNT_TEXT];
    text_printable(b->name, strlen(b->name), name, sizeof name);
    text_printable(b->file, strlen(b->file), file, sizeof file);
    printf("%s batch %" PRId64 ": %s (%s), %s rows\n",
           dry ? "would forget" : "forgot", b->number, name, file,
           count_text(b->accepted, rows));
    puts("what the input held before this file does not come back");
    if (names(study, b->name))
        printf("the study still names \"%s\": the next run loads it again\n",
               name);
    puts("results that stood on it are stale; analyze again before reporting");
}

int forget_batch(sqlite3 *db, const struct study *study, const struct cli *cli,
                 const char *which, struct diag *d)
{
    struct loading l = {
        .db = db, .study = study, .cli = cli, .forgetting = true};
    int result = batches_read_known(&l.batches, db, d);
    if (result == 0 && count_named(&l.batches, which) > 1)
        result = fail_several(which, d);
    struct batch *b = result == 0 ? find(&l.batches, which) : NULL;
    if (result == 0 && b == NULL)
        result = fail_unknown(study, which, d);
    if (result == 0 && b->was == NULL)
        result = diag_fail(d,
                           "batch %" PRId64 " is of a kind that this "
                           "program does not know",
                           b->number);
    if (result == 0)
        result = take_out(&l, b, d);
    if (result == 0 && !cli->quiet)
        tell(b, study, cli->dry);
    loading_free(&l);
    return result;
}
