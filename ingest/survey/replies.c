/* replies.c - see replies.h. */
#include "ingest/survey/replies.h"

#include "ingest/survey/seconds.h"
#include "lib/mem.h"
#include "lib/pool.h"

#include <stdlib.h>
#include <string.h>

enum { AHEAD = 8 }; /* rows, for whose claims memory is asked */

static int resolve(const struct replies *r, struct rows *rows, size_t field,
                   struct diag *d)
{
    struct cell *cell = &rows->cells[field];
    return cell->known ? load_resolve(r->loading, r->batch->number, rows,
                                      &rows->columns.fields[field],
                                      ENTITY_MEMBER, cell, d)
                       : 0;
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

static int read_row(const struct replies *r, struct replies_part *p,
                    struct diag *d)
{
    struct rows *rows = &p->sheet.rows;
    if (read_seconds(rows, d) != 0)
        return -1;
    if (resolve(r, rows, REPLIES_MEMBER, d) != 0 ||
        resolve(r, rows, REPLIES_RATER, d) != 0)
        return -1;
    return sheet_read(&p->sheet, d);
}

/* Who the row is by: by its id, and about whom by whom. */
static void fill_offer(const struct replies *r, const struct sheet *s,
                       struct offer *offer)
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
        .answered = sheet_answered(s),
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

static void write_record(const struct replies *r, struct replies_part *p,
                         struct reply *reply)
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
    sheet_write(&p->sheet, r->table, to);
    reply->record = p->used;
    reply->length = tablerecord_length(to);
    if (p->records_room - p->used < reply->length) {
        p->records_room = 2 * (p->used + reply->length) + (1 << 16);
        p->records = mem_realloc(p->records, p->records_room);
    }
    tablerecord_write(to, p->records + p->used);
    p->used += reply->length;
}

static void keep_stated(struct replies_part *p, struct reply *reply)
{
    reply->stated = p->n_stated;
    for (size_t i = 0; i < p->sheet.book->n_attributes; i++) {
        p->stated = mem_grow(p->stated, p->n_stated, &p->stated_room,
                             sizeof *p->stated);
        p->stated[p->n_stated++] = sheet_stated(&p->sheet, i);
    }
}

static void keep_row(const struct replies *r, struct replies_part *p)
{
    p->list = mem_grow(p->list, p->count, &p->room, sizeof *p->list);
    struct reply *reply = &p->list[p->count++];
    *reply = (struct reply){.cells = {p->sheet.rows.cells[REPLIES_RESPONDENT],
                                      p->sheet.rows.cells[REPLIES_MEMBER]}};
    fill_offer(r, &p->sheet, &reply->offer);
    if (r->table == NULL)
        return;
    write_record(r, p, reply);
    keep_stated(p, reply);
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

/* Reads a part. That it fails is told in its turn, behind its faults. */
static int work(void *context, size_t job, void **result, struct diag *d)
{
    (void)job;
    (void)d;
    const struct replies *r = context;
    struct replies_part *p = *result;
    int got;
    while ((got = rows_next(&p->sheet.rows, &p->why)) == 1) {
        if (read_row(r, p, &p->why) != 0)
            break;
        if (!p->sheet.rows.bad)
            keep_row(r, p);
    }
    p->failed = got != 0;
    return 0;
}

static void part_free(struct replies_part *p)
{
    sheet_close(&p->sheet);
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
