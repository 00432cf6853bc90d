/* replies.c - see replies.h. */
#include "ingest/survey/replies.h"

#include "ingest/survey/seconds.h"
#include "lib/mem.h"
#include "lib/pool.h"

#include <stdlib.h>
#include <string.h>

enum { AHEAD = 8 }; /* rows, for whose claims memory is asked */

/* The fields that name members. */
static const size_t named[] = {REPLIES_MEMBER, REPLIES_RATER};

static const struct ledger *members(const struct replies *r)
{
    return r->loading->ledgers[ENTITY_MEMBER];
}

/* Begins the search for the members that the row names. */
static void ask(const struct replies *r, struct replies_part *p,
                struct replies_waiting *w)
{
    const struct rows *rows = &p->sheet.rows;
    for (size_t i = 0; i < COUNT_OF(named); i++) {
        const struct cell *cell = &rows->cells[named[i]];
        if (cell->known && !load_is_foreign(rows, ENTITY_MEMBER))
            membersearch_ask(&p->members[i], members(r), cell, &w->members[i]);
    }
}

/* Goes on with the search for those of row I of the block. */
static void approach(const struct replies *r, const struct replies_part *p,
                     size_t i)
{
    for (size_t k = 0; k < COUNT_OF(named); k++)
        if (rowblock_cell(&p->block, i, named[k])->known &&
            !load_is_foreign(&p->sheet.rows, ENTITY_MEMBER))
            membersearch_approach(members(r), &p->waiting[i].members[k]);
}

/* Ends it; those that are not there, or in another namespace, go the usual way.
 */
static int resolve(const struct replies *r, struct replies_part *p,
                   const struct replies_waiting *w, struct diag *d)
{
    struct rows *rows = &p->sheet.rows;
    for (size_t i = 0; i < COUNT_OF(named); i++) {
        struct cell *cell = &rows->cells[named[i]];
        if (!cell->known)
            continue;
        if (!load_is_foreign(rows, ENTITY_MEMBER))
            cell->value = membersearch_end(&p->members[i], members(r), cell,
                                           &w->members[i]);
        if (cell->value <= 0 && load_resolve(r->loading, r->batch->number, rows,
                                             &rows->columns.fields[named[i]],
                                             ENTITY_MEMBER, cell, d) != 0)
            return -1;
    }
    return 0;
}

static int read_seconds(struct rows *rows, struct diag *d)
{
    struct cell *cell = &rows->cells[REPLIES_SECONDS];
    if (!cell->known || seconds_read(cell->bytes, cell->length, &cell->value))
        return 0;
    struct fault fault = {0};
    fault_set(&fault, "bad-number",
              "'%.*s' is no time taken; write seconds, such as 90, or 1:30",
              cell_shown(cell->bytes, cell->length), cell->bytes);
    return rows_fault(rows, &rows->columns.fields[REPLIES_SECONDS], cell->bytes,
                      cell->length, &fault, d);
}

/* The answers are read while their record is at hand, the members looked up
   later; but faults are told in the order of the fields. */
static int read_answers(const struct replies *r, struct replies_part *p,
                        const struct replies_waiting *w, struct diag *d)
{
    struct rows *rows = &p->sheet.rows;
    size_t told = rows->faults.count;
    if (!rows->bad && sheet_read(&p->sheet, d) != 0)
        return -1;
    if (!rows->bad)
        return 0;
    faults_cut(&rows->faults, told);
    return resolve(r, p, w, d) == 0 ? sheet_read(&p->sheet, d) : -1;
}

/* Who the row is by: by its id, and about whom by whom. */
static void fill_offer(const struct replies *r, const struct sheet *s,
                       const struct replies_waiting *w, struct offer *offer)
{
    const struct respondents *all = &r->input->plan->respondents;
    const struct cell *cells = s->rows.cells;
    const struct cell *id = &cells[REPLIES_RESPONDENT];
    const struct cell *member = &cells[REPLIES_MEMBER];
    const struct cell *rater = &cells[REPLIES_RATER];
    const struct cell *day = &cells[REPLIES_ANSWERED_ON];
    *offer = (struct offer){
        .place = {r->batch->number, rows_line(&s->rows)},
        .when = day->known
                    ? day->value * 86400 + (day->second > 0 ? day->second : 0)
                    : INT64_MIN,
        .answered = w->answered,
    };
    if (id->known)
        offer->who[0] = respondent_of_id(
            all, r->input->book->ids_begin_anew ? r->batch->number : 0,
            id->bytes, id->length);
    if (member->known)
        offer->who[1] = respondent_of_member(all, member->value,
                                             rater->known ? rater->value : 0);
}

static void write_integer(struct tablerecord *to, const struct cell *cell)
{
    if (cell->known)
        tablerecord_integer(to, cell->value);
    else
        tablerecord_null(to);
}

static void write_record(struct replies_part *p,
                         const struct replies_waiting *w, struct reply *reply)
{
    struct tablerecord *to = &p->record;
    const struct cell *cells = p->sheet.rows.cells;
    const struct cell *id = &cells[REPLIES_RESPONDENT];
    tablerecord_begin(to);
    tablerecord_null(to); /* the key */
    if (id->known)
        tablerecord_text(to, id->bytes, id->length);
    else
        tablerecord_null(to);
    for (size_t i = REPLIES_MEMBER; i <= REPLIES_SECONDS; i++)
        write_integer(to, &cells[i]);
    tablerecord_integer(to, reply->offer.place.batch);
    tablerecord_integer(to, reply->offer.place.line);
    tablerecord_append(to, &w->answers);
    reply->record = p->used;
    reply->length = tablerecord_length(to);
    if (p->records_room - p->used < reply->length) {
        p->records_room = 2 * (p->used + reply->length) + (1 << 16);
        p->records = mem_realloc(p->records, p->records_room);
    }
    tablerecord_write(to, p->records + p->used);
    p->used += reply->length;
}

static size_t keep_stated(struct replies_part *p)
{
    size_t first = p->n_stated;
    for (size_t i = 0; i < p->sheet.book->n_attributes; i++) {
        p->stated = mem_grow(p->stated, p->n_stated, &p->stated_room,
                             sizeof *p->stated);
        p->stated[p->n_stated++] = sheet_stated(&p->sheet, i);
    }
    return first;
}

/* What of the row is gone with its record. */
static void keep_answers(const struct replies *r, struct replies_part *p,
                         struct replies_waiting *w)
{
    w->answered = sheet_answered(&p->sheet);
    if (r->table == NULL)
        return;
    tablerecord_begin(&w->answers);
    sheet_write(&p->sheet, r->table, &w->answers);
    w->stated = keep_stated(p);
}

static void keep_row(const struct replies *r, struct replies_part *p,
                     const struct replies_waiting *w)
{
    p->list = mem_grow(p->list, p->count, &p->room, sizeof *p->list);
    struct reply *reply = &p->list[p->count++];
    *reply = (struct reply){.cells = {p->sheet.rows.cells[REPLIES_RESPONDENT],
                                      p->sheet.rows.cells[REPLIES_MEMBER]},
                            .stated = w->stated};
    fill_offer(r, &p->sheet, w, &reply->offer);
    if (r->table != NULL)
        write_record(p, w, reply);
}

/* Reads one row more into the block; as rows_next(). */
static int read_row(const struct replies *r, struct replies_part *p,
                    struct diag *d)
{
    struct rows *rows = &p->sheet.rows;
    struct replies_waiting *w = &p->waiting[p->block.count];
    int got = rowblock_add(&p->block, rows, d);
    if (got != 1)
        return got;
    ask(r, p, w);
    if (read_seconds(rows, d) != 0 || read_answers(r, p, w, d) != 0) {
        p->block.count--;
        return -1;
    }
    if (!rows->bad)
        keep_answers(r, p, w);
    rowblock_keep(&p->block, rows);
    return 1;
}

/* Looks up the members of the rows read, and keeps those without a fault. */
static int keep_block(const struct replies *r, struct replies_part *p,
                      struct diag *d)
{
    struct rows *rows = &p->sheet.rows;
    for (size_t i = 0; i < p->block.count; i++) {
        rowblock_show(&p->block, i, rows);
        if (!rows->bad && resolve(r, p, &p->waiting[i], d) != 0)
            return -1;
        if (!rows->bad)
            keep_row(r, p, &p->waiting[i]);
    }
    return 0;
}

/* Reads rows until the block is full: 1 there may be more, as rows_next(). */
static int read_block(const struct replies *r, struct replies_part *p,
                      struct diag *d)
{
    const struct rows *rows = &p->sheet.rows;
    int got = 1;
    rowblock_clear(&p->block, &p->sheet.rows);
    while (got == 1 && !rowblock_full(&p->block, rows))
        got = read_row(r, p, d);
    for (size_t i = 0; i < p->block.count; i++)
        approach(r, p, i);
    return got;
}

/* Cuts a part off the file. */
static int feed(void *context, size_t job, void **result, struct diag *d)
{
    (void)job;
    const struct replies *r = context;
    struct csvfile *csv;
    int got = csvfile_cut(r->sheet->rows.csv, &csv, d);
    if (got != 1)
        return got;
    struct replies_part *p = mem_alloc(sizeof *p);
    sheet_open_part(&p->sheet, r->sheet, csv);
    *result = p;
    return 1;
}

/* Reads a part. That it fails is told in its turn, behind its faults; the rows
   before are kept first. */
static int work(void *context, size_t job, void **result, struct diag *d)
{
    (void)job;
    (void)d;
    const struct replies *r = context;
    struct replies_part *p = *result;
    int got;
    do {
        got = read_block(r, p, &p->why);
        struct diag why = {0};
        if (keep_block(r, p, &why) != 0 && got >= 0) {
            p->why = why;
            got = -1;
        }
    } while (got == 1);
    rows_done(&p->sheet.rows);
    p->failed = got != 0;
    return 0;
}

static void part_free(struct replies_part *p)
{
    sheet_close(&p->sheet);
    rowblock_free(&p->block);
    for (size_t i = 0; i < COUNT_OF(p->waiting); i++)
        tablerecord_free(&p->waiting[i].answers);
    tablerecord_free(&p->record);
    free(p->stated);
    free(p->list);
    free(p->records);
    free(p);
}

static int take_rows(struct replies *r, struct replies_part *p, struct diag *d)
{
    const struct respondents *all = &r->input->plan->respondents;
    for (size_t i = 0; i < p->count; i++) {
        if (i + AHEAD < p->count)
            for (size_t k = 0; k < COUNT_OF(p->list[i].offer.who); k++)
                respondents_prefetch(all, p->list[i + AHEAD].offer.who[k]);
        if (r->take(r, p, &p->list[i], d) != 0)
            return -1;
    }
    return 0;
}

static int take(void *context, size_t job, void *result, int failed,
                struct diag *d)
{
    (void)job;
    struct replies *r = context;
    struct replies_part *p = result;
    int code = failed ? -1 : take_rows(r, p, d);
    if (code == 0)
        code = rows_add_part(&r->sheet->rows, &p->sheet.rows, d);
    if (code == 0 && p->failed) {
        *d = p->why;
        code = -1;
    }
    part_free(p);
    return code;
}

int replies_read(struct replies *r, struct diag *d)
{
    const struct column *fields = r->sheet->rows.columns.fields;
    if ((fields[REPLIES_MEMBER].bound || fields[REPLIES_RATER].bound) &&
        loading_ledger(r->loading, ENTITY_MEMBER, d) == NULL)
        return -1;
    return pool_stream(r->loading->cli->threads, feed, work, take, r, d);
}
