/* responses.c - see responses.h. */
#include "ingest/survey/responses.h"

#include "ingest/count.h"
#include "ingest/survey/seconds.h"
#include "ingest/survey/sheet.h"
#include "ingest/survey/survey.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* The fields, in the order of the source table. */
enum { RESPONDENT, MEMBER, RATER, ANSWERED_ON, SECONDS };

/* One input being loaded, or looked at. */
struct load {
    struct loading *loading;
    struct batch *batch;
    struct survey_input *input;
    struct reject reject;
    struct sheet sheet;
    struct bulk *answers, *attributes;
    int64_t stored;
};

static int resolve(struct load *s, size_t field, struct diag *d)
{
    struct rows *rows = &s->sheet.rows;
    struct cell *cell = &rows->cells[field];
    return cell->known ? load_resolve(s->loading, s->batch->number, rows,
                                      &rows->columns.fields[field],
                                      ENTITY_MEMBER, cell, d)
                       : 0;
}

static int read_seconds(struct load *s, struct diag *d)
{
    struct rows *rows = &s->sheet.rows;
    struct cell *cell = &rows->cells[SECONDS];
    struct fault fault = {0};
    if (!cell->known || seconds_read(cell->bytes, cell->length, &cell->value))
        return 0;
    fault_set(&fault, "bad-number",
              "'%.*s' is no time taken; write seconds, such as 90, or 1:30",
              cell_shown(cell->bytes, cell->length), cell->bytes);
    return rows_fault(rows, &rows->columns.fields[SECONDS], cell->bytes,
                      cell->length, &fault, d);
}

static int read_row(struct load *s, struct diag *d)
{
    if (read_seconds(s, d) != 0)
        return -1;
    if (resolve(s, MEMBER, d) != 0 || resolve(s, RATER, d) != 0)
        return -1;
    return sheet_read(&s->sheet, d);
}

/* Who the row is by: by its id, and about whom by whom. */
static void fill_offer(const struct load *s, struct offer *offer)
{
    const struct cell *cells = s->sheet.rows.cells;
    const struct cell *day = &cells[ANSWERED_ON];
    *offer = (struct offer){
        .place = {s->batch->number, rows_line(&s->sheet.rows)},
        .when = day->known
                    ? day->value * 86400 + (day->second > 0 ? day->second : 0)
                    : INT64_MIN,
        .answered = sheet_answered(&s->sheet),
    };
    if (cells[RESPONDENT].known)
        offer->who[0] = respondent_of_id(
            s->input->book->ids_begin_anew ? s->batch->number : 0,
            cells[RESPONDENT].bytes, cells[RESPONDENT].length);
    if (cells[MEMBER].known)
        offer->who[1] = respondent_of_member(
            cells[MEMBER].value, cells[RATER].known ? cells[RATER].value : 0);
}

/* POLICY says which answers of one respondent stay; nothing: the first. */
static int fault_again(struct load *s, size_t field, struct unique_place kept,
                       enum codebook_duplicates policy, struct diag *d)
{
    struct fault fault = {0};
    struct rows *rows = &s->sheet.rows;
    const struct cell *cell = &rows->cells[field];
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
    if (field == RESPONDENT && kept.batch != s->batch->number &&
        policy == CODEBOOK_REFUSED)
        fault_show(&fault,
                   "%s; if ids begin anew in each file, the codebook needs "
                   "\"respondent_ids\": \"input\"",
                   fault.reason);
    batches_show_input(&s->loading->batches, kept.batch, &fault);
    s->batch->aside += policy != CODEBOOK_REFUSED && !rows->bad;
    return rows_fault(rows, &rows->columns.fields[field], cell->bytes,
                      cell->length, &fault, d);
}

/* A respondent, and a member with one rater, answers once. */
static int check_again(struct load *s, struct diag *d)
{
    struct survey_plan *plan = s->input->plan;
    struct offer offer;
    fill_offer(s, &offer);
    for (size_t i = 0; i < COUNT_OF(offer.who); i++) {
        struct unique_place kept = offer.place;
        if (offer.who[i].low == 0 ||
            respondents_claim(&plan->respondents, offer.who[i], &kept))
            continue;
        return fault_again(s, i == 0 ? RESPONDENT : MEMBER, kept,
                           s->input->book->duplicates, d);
    }
    return 0;
}

static int store_row(struct load *s, struct diag *d)
{
    const struct rows *rows = &s->sheet.rows;
    for (size_t i = RESPONDENT; i < SECONDS; i++)
        load_cell(s->answers, &rows->source->fields[i], &rows->cells[i]);
    if (rows->cells[SECONDS].known)
        bulk_integer(s->answers, rows->cells[SECONDS].value);
    else
        bulk_null(s->answers);
    bulk_integer(s->answers, s->batch->number);
    bulk_integer(s->answers, rows_line(rows));
    sheet_store(&s->sheet, s->answers);
    s->stored++;
    if (bulk_end_row(s->answers, d) != 0)
        return -1;
    return sheet_store_attributes(&s->sheet, s->attributes, s->input->plan->key,
                                  s->batch->number, d);
}

/* A promise of the codebook. */
static int check_anonymous(const struct load *s, struct diag *d)
{
    static const size_t fields[] = {MEMBER, RATER};
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
                   d) != 0)
        return -1;
    return check_anonymous(s, d);
}

static void close_load(struct load *s)
{
    bulk_free(s->answers);
    bulk_free(s->attributes);
    sheet_close(&s->sheet);
    reject_free(&s->reject);
}

/* Puts down the good rows of an input for the election. */
static int look_at(struct loading *l, struct survey_input *input,
                   struct batch *batch, struct diag *d)
{
    struct load s = {.loading = l, .batch = batch, .input = input};
    int result = open_load(&s, true, d);
    int got = 0;
    while (result == 0 && (got = rows_next(&s.sheet.rows, d)) == 1) {
        struct offer offer;
        result = read_row(&s, d);
        if (result != 0 || s.sheet.rows.bad)
            continue;
        fill_offer(&s, &offer);
        respondents_offer(&input->plan->respondents, &offer);
    }
    close_load(&s);
    return result == 0 ? got : -1;
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

static int open_bulks(struct load *s, struct diag *d)
{
    char *insert = NULL;
    sqlite3 *db = s->loading->db;
    if (survey_store(s->loading, s->input, &insert, d) == 0 &&
        elect(s->loading, s->input->plan, d) == 0)
        s->answers = bulk_open(db, insert, s->input->book->count + 7, d);
    free(insert);
    if (s->answers == NULL)
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
    int got;
    while ((got = rows_next(&s->sheet.rows, d)) == 1) {
        if (read_row(s, d) != 0 ||
            (!s->sheet.rows.bad && check_again(s, d) != 0) ||
            (!s->sheet.rows.bad && store_row(s, d) != 0))
            return -1;
    }
    return got;
}

static int close_bulks(struct load *s, struct diag *d)
{
    int result = bulk_close(s->answers, d);
    s->answers = NULL;
    if (bulk_close(s->attributes, d) != 0)
        result = -1;
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
        result = open_bulks(&s, d);
    if (result == 0)
        result = load_rows_of(&s, d);
    if (result == 0)
        result = close_bulks(&s, d);
    close_load(&s);
    return result;
}
