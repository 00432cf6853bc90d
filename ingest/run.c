/* run.c - see run.h. */
#include "ingest/run.h"

#include "ingest/made.h"
#include "ingest/preview.h"
#include "ingest/roster.h"
#include "ingest/survey/attention.h"
#include "ingest/survey/survey.h"
#include "ingest/sweep.h"
#include "ingest/tell.h"
#include "lib/mem.h"
#include "lib/warehouse.h"

#include <inttypes.h>
#include <stdlib.h>

/* Lets the rows of a kind that depend on each other tell what they claim. */
static int look_at_kind(struct loading *l, const struct source *source,
                        struct diag *d)
{
    struct ledger *ledger = NULL;
    if (source->entity != ENTITY_NONE) {
        ledger = loading_ledger(l, source->entity, d);
        if (ledger == NULL)
            return -1;
    }
    l->looking = true;
    int result = 0;
    for (size_t i = 0; i < l->batches.count && result == 0; i++) {
        struct batch *b = &l->batches.list[i];
        if (b->load && b->source == source)
            result = load_rows(l, b, d);
    }
    l->looking = false;
    if (ledger == NULL)
        return result;
    if (result == 0)
        lineage_settle(&l->lineage, ledger);
    ledger_release(ledger);
    return result;
}

static int load_batch(struct loading *l, struct batch *b, struct diag *d)
{
    const struct source *source = b->source;
    if (!source->together && source->entity == ENTITY_NONE)
        unique_free(&l->unique);
    batch_clock(b->started);
    int result =
        source->load != NULL ? source->load(l, b, d) : load_rows(l, b, d);
    if (result == 0)
        result = roster_settle(l, b, d);
    if (result == 0)
        result = batch_check_file(b, d);
    if (result == 0)
        result = batch_store(b, l->study->as_of, l->db, d);
    return result;
}

static bool kind_loads(const struct loading *l, const struct source *source)
{
    for (size_t i = 0; i < l->batches.count; i++)
        if (l->batches.list[i].load && l->batches.list[i].source == source)
            return true;
    return false;
}

static int load_kind(struct loading *l, const struct source *source,
                     struct diag *d)
{
    int result = 0;
    if (!kind_loads(l, source)) {
        for (size_t i = 0; i < l->batches.count; i++)
            if (l->batches.list[i].source == source)
                tell_batch(&l->batches.list[i], l->cli);
        return 0;
    }
    if (source->unique_select != NULL)
        result = unique_read(&l->unique, l->db, source->unique_select, d);
    if (result == 0 &&
        (source_own_reference(source) >= 0 || source->owner != NULL))
        result = look_at_kind(l, source, d);
    for (size_t i = 0; i < l->batches.count && result == 0; i++) {
        struct batch *b = &l->batches.list[i];
        if (b->source != source)
            continue;
        result = b->load ? load_batch(l, b, d) : 0;
        if (result == 0)
            tell_batch(b, l->cli);
    }
    unique_free(&l->unique);
    lineage_free(&l->lineage);
    claims_free(&l->claims);
    return result;
}

static int load_all(struct loading *l, struct diag *d)
{
    if (sweep_before(l, d) != 0)
        return -1;
    for (const struct source *s = source_table; s->kind != NULL; s++)
        if (load_kind(l, s, d) != 0)
            return -1;
    if (kind_loads(l, source_find("attendance")) && made_sweep(l, d) != 0)
        return -1;
    if (survey_sweep(l->db, d) != 0)
        return -1;
    return sweep_after(l, d);
}

/* What is in the future depends on the study alone, so nothing is read for
   it. */
static int judge_again(struct loading *l, const struct batch *b, struct diag *d)
{
    char *sql = mem_format(
        "UPDATE attendance SET flags = flags & ~%d | iif(day > %d, %d, 0)"
        " WHERE batch = %" PRId64 " AND (flags & %d <> 0) <> (day > %d);"
        "UPDATE batch SET judged_on = %d WHERE batch = %" PRId64,
        FLAG_FUTURE, (int)l->study->as_of, FLAG_FUTURE, b->number, FLAG_FUTURE,
        (int)l->study->as_of, (int)l->study->as_of, b->number);
    int result = warehouse_run(l->db, sql, d);
    free(sql);
    return result;
}

static int judge_others(struct loading *l, struct diag *d)
{
    const struct source *attendance = source_find("attendance");
    for (size_t i = 0; i < l->batches.count; i++) {
        const struct batch *b = &l->batches.list[i];
        if (b->source == attendance && !b->load &&
            b->judged_on != l->study->as_of && judge_again(l, b, d) != 0)
            return -1;
    }
    return 0;
}

int run_inputs(sqlite3 *db, const struct study *study, const struct cli *cli,
               struct diag *d)
{
    struct loading l = {.db = db, .study = study, .cli = cli};
    int result = batches_read(&l.batches, db, study, d);
    if (result == 0)
        tell_others(&l.batches, cli);
    if (result == 0 && batches_any(&l.batches))
        result = load_all(&l, d);
    else if (result == 0)
        for (size_t i = 0; i < l.batches.count; i++)
            if (l.batches.list[i].input != NULL)
                tell_batch(&l.batches.list[i], cli);
    if (result == 0)
        result = judge_others(&l, d);
    if (result == 0)
        result = attention_check(db, study, d);
    if (result == 0 && cli->dry && !cli->quiet)
        preview_entities(&l);
    loading_free(&l);
    return result;
}
