/* responses.c - see responses.h. */
#include "ingest/survey/responses.h"

#include "ingest/count.h"
#include "ingest/survey/replies.h"
#include "ingest/survey/survey.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* One input being loaded, or looked at. */
struct load {
    struct loading *loading;
    struct batch *batch;
    struct survey_input *input;
    struct reject reject;
    struct sheet sheet;
    struct response_table table;
    struct bulk *attributes;
    int64_t stored;
};

/* POLICY says which answers of one respondent stay; nothing: the first. */
static int fault_again(const struct load *s, struct replies_part *part,
                       const struct reply *reply, size_t field,
                       struct unique_place kept, struct diag *d)
{
    struct fault fault = {0};
    struct rows *rows = &part->sheet.rows;
    const struct cell *cell = &reply->cells[field];
    enum codebook_duplicates policy = s->input->book->duplicates;
    bool bad = false;
    char text[BATCH_PLACE];
    const char *place = batches_place(&s->loading->batches, s->batch->number,
                                      kept.batch, kept.line, text);
    if (policy == CODEBOOK_REFUSED)
        fault_set(&fault, "duplicate", "'%.*s' has answered already, at %s",
                  cell_shown(cell->bytes, cell->length), cell->bytes, place);
    else
        fault_set(&fault, "duplicate",
                  "'%.*s' has answered more than once; the answers kept (%s) "
                  "are at %s",
                  cell_shown(cell->bytes, cell->length), cell->bytes,
                  codebook_duplicates_word(policy), place);
    if (field == REPLIES_RESPONDENT && kept.batch != s->batch->number &&
        policy == CODEBOOK_REFUSED)
        fault_show(&fault,
                   "%s; if ids begin anew in each file, the codebook needs "
                   "\"respondent_ids\": \"input\"",
                   fault.reason);
    batches_show_input(&s->loading->batches, kept.batch, &fault);
    s->batch->aside += policy != CODEBOOK_REFUSED;
    return rows_fault_late(rows, (long)reply->offer.place.line, &bad,
                           &rows->columns.fields[field], cell->bytes,
                           cell->length, &fault, d);
}

/* The properties that the respondent states. */
static int store_stated(struct load *s, const struct replies_part *part,
                        const struct reply *reply, struct diag *d)
{
    const struct codebook *book = s->input->book;
    for (size_t i = 0; i < book->n_attributes; i++) {
        const char *name = book->attributes[i].name;
        const struct answer_cell *cell = &part->stated[reply->stated + i];
        if (cell->length == 0)
            continue;
        bulk_integer(s->attributes, s->input->plan->key);
        bulk_integer(s->attributes, s->batch->number);
        bulk_integer(s->attributes, reply->offer.place.line);
        bulk_text(s->attributes, name, strlen(name));
        bulk_text(s->attributes, cell->bytes, cell->length);
        if (bulk_end_row(s->attributes, d) != 0)
            return -1;
    }
    return 0;
}

/* A respondent, and a member with one rater, answers once. */
static int take_reply(struct replies *r, struct replies_part *part,
                      const struct reply *reply, struct diag *d)
{
    struct load *s = r->context;
    struct respondents *all = &s->input->plan->respondents;
    const struct cell *id = &reply->cells[REPLIES_RESPONDENT];
    for (size_t i = 0; i < COUNT_OF(reply->offer.who); i++) {
        struct respondent who = reply->offer.who[i];
        struct unique_place kept = reply->offer.place;
        bool new =
            who.low == 0 ||
            (i == REPLIES_RESPONDENT
                 ? respondents_claim_id(all, who, id->bytes, id->length, &kept)
                 : respondents_claim(all, who, &kept));
        if (!new)
            return fault_again(s, part, reply, i, kept, d);
    }
    s->stored++;
    if (tablefill_add(s->table.rows, part->records + reply->record,
                      reply->length, d) != 0)
        return -1;
    return store_stated(s, part, reply, d);
}

/* A promise of the codebook. */
static int check_anonymous(const struct load *s, struct diag *d)
{
    static const size_t fields[] = {REPLIES_MEMBER, REPLIES_RATER};
    for (size_t i = 0; i < COUNT_OF(fields) && s->input->book->anonymous; i++) {
        const struct column *c = &s->sheet.rows.columns.fields[fields[i]];
        if (!c->bound)
            continue;
        diag_at(d, s->batch->file, 1, c->name);
        return diag_fail(d,
                         "names members, but %s says that the survey is "
                         "anonymous; take the column out of the file, or "
                         "\"anonymous\" out of the codebook",
                         jsondoc_path(s->input->book->doc));
    }
    return 0;
}

static int open_load(struct load *s, bool looking, struct diag *d)
{
    struct loading *l = s->loading;
    if (reject_open(&s->reject, l->db, s->batch->number, s->batch->file,
                    l->cli->program, d) != 0)
        return -1;
    s->reject.silent = looking;
    if (sheet_open(&s->sheet, s->input->book, s->batch, &s->reject,
                   !l->cli->quiet && !looking, jsondoc_path(l->study->doc),
                   d) != 0 ||
        check_anonymous(s, d) != 0)
        return -1;
    return load_identities(l, s->batch->input, d);
}

static void close_load(struct load *s)
{
    response_table_free(&s->table);
    bulk_free(s->attributes);
    sheet_close(&s->sheet);
    reject_free(&s->reject);
}

static int take_offer(struct replies *r, struct replies_part *part,
                      const struct reply *reply, struct diag *d)
{
    (void)part;
    (void)d;
    respondents_offer(&r->input->plan->respondents, &reply->offer);
    return 0;
}

/* Puts down the good rows of an input for the election. */
static int look_at(struct loading *l, struct survey_input *input,
                   struct batch *batch, struct diag *d)
{
    struct load s = {.loading = l, .batch = batch, .input = input};
    struct replies r = {.loading = l,
                        .batch = batch,
                        .input = input,
                        .sheet = &s.sheet,
                        .take = take_offer};
    int result = open_load(&s, true, d);
    if (result == 0)
        result = replies_read(&r, d);
    close_load(&s);
    return result;
}

/* Where later answers may be the better ones, all are looked at first. */
static int elect(struct loading *l, struct survey_plan *plan, struct diag *d)
{
    enum codebook_duplicates policy = plan->book->duplicates;
    if (plan->elected || policy < CODEBOOK_LATEST)
        return 0;
    for (size_t i = 0; i < l->surveys->n_inputs; i++) {
        struct survey_input *input = &l->surveys->inputs[i];
        struct batch *batch = &l->batches.list[input->batch - l->batches.list];
        if (input->plan == plan && look_at(l, input, batch, d) != 0)
            return -1;
    }
    respondents_elect(&plan->respondents, policy);
    plan->elected = true;
    return 0;
}

static int open_tables(struct load *s, struct diag *d)
{
    sqlite3 *db = s->loading->db;
    if (survey_store(s->loading, s->input, d) != 0 ||
        elect(s->loading, s->input->plan, d) != 0 ||
        response_table_open(&s->table, db, s->input, d) != 0)
        return -1;
    s->attributes =
        bulk_open(db,
                  "INSERT INTO response_attribute (survey, batch, line,"
                  " attribute, value) SELECT c0, c1, c2, c3, c4 FROM bulk",
                  5, d);
    return s->attributes != NULL ? 0 : -1;
}

static int load_rows_of(struct load *s, struct diag *d)
{
    struct replies r = {.loading = s->loading,
                        .batch = s->batch,
                        .input = s->input,
                        .sheet = &s->sheet,
                        .table = &s->table,
                        .take = take_reply,
                        .context = s};
    return replies_read(&r, d);
}

static int close_tables(struct load *s, struct diag *d)
{
    if (tablefill_flush(s->table.rows, d) != 0)
        return -1;
    int result = bulk_close(s->attributes, d);
    s->attributes = NULL;
    return result == 0 ? count_batch(s->loading, s->batch, &s->sheet.rows,
                                     &s->reject, s->stored, d)
                       : result;
}

int responses_load(struct loading *l, struct batch *batch, struct diag *d)
{
    struct load s = {.loading = l, .batch = batch};
    s.input = surveys_find(l, batch, d);
    if (s.input == NULL)
        return -1;
    batch->aside = 0;
    int result = open_load(&s, false, d);
    if (result == 0)
        result = open_tables(&s, d);
    if (result == 0)
        result = load_rows_of(&s, d);
    if (result == 0)
        result = close_tables(&s, d);
    close_load(&s);
    return result;
}
