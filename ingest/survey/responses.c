/* responses.c - see responses.h. */
#include "ingest/survey/responses.h"

#include "ingest/survey/answer.h"
#include "ingest/count.h"
#include "ingest/survey/survey.h"
#include "lib/mem.h"
#include "lib/text.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The fields, in the order of the source table. */
enum { RESPONDENT, MEMBER, RATER, ANSWERED_ON, SECONDS };

/* One input being loaded. */
struct sheet {
    struct loading *loading;
    struct batch *batch;
    struct codebook book;
    struct reject reject;
    struct rows rows;
    struct list list;
    struct bulk *bulk;
    size_t *places;            /* of the columns of items, end to end */
    size_t n_places, room;     /* of them */
    size_t *begins;            /* of each item among the places */
    struct answer *answers;    /* of the current row */
    struct answer_cell *cells; /* of one question */
    int64_t stored;
};

/* The options of one question share its columns, or have one each. */
static int find_columns(struct sheet *s, struct diag *d)
{
    s->begins = mem_array(NULL, s->book.count + 1, sizeof *s->begins);
    for (size_t i = 0; i < s->book.count; i++) {
        const struct codebook_item *item = &s->book.items[i];
        const char *header;
        s->begins[i] = s->n_places;
        for (size_t k = 0; (header = codebook_column(item, k)) != NULL; k++) {
            diag_at(d, s->batch->file, 1, item->id);
            long place = columns_find(s->rows.csv, header, d);
            if (place < 0)
                return -1;
            s->places =
                mem_grow(s->places, s->n_places, &s->room, sizeof *s->places);
            s->places[s->n_places++] = (size_t)place;
        }
    }
    s->begins[s->book.count] = s->n_places;
    *d = (struct diag){0}; /* the places of the header are passed */
    return 0;
}

static struct answer_cell cell_at(const struct sheet *s, size_t place)
{
    struct answer_cell cell = {"", 0};
    if (place >= csvfile_count(s->rows.csv))
        return cell;
    struct csvfile_cell raw = csvfile_cell(s->rows.csv, place);
    cell.bytes = raw.bytes;
    cell.length = raw.length;
    text_trim(&cell.bytes, &cell.length);
    return cell;
}

static int fault_item(struct sheet *s, size_t i, struct answer_cell cell,
                      const struct fault *fault, struct diag *d)
{
    struct column column = {.name = codebook_column(&s->book.items[i], 0)};
    return rows_fault(&s->rows, &column, cell.bytes, cell.length, fault, d);
}

/* The options of a multiple choice; FIRST is the first of them. */
static int read_options(struct sheet *s, size_t first, struct diag *d)
{
    const struct codebook_item *item = &s->book.items[first];
    struct fault fault = {0};
    bool shared = json_object_get(item->option, "column") == NULL;
    size_t last = shared ? first : first + item->count - 1;
    size_t n = 0;
    for (size_t i = s->begins[first]; i < s->begins[last + 1]; i++)
        s->cells[n++] = cell_at(s, s->places[i]);
    if (answer_read_options(item, item->count, s->cells, n, &s->list,
                            &s->answers[first], &fault))
        return 0;
    return fault_item(s, first, n > 0 ? s->cells[0] : (struct answer_cell){0},
                      &fault, d);
}

static int read_item(struct sheet *s, size_t i, struct diag *d)
{
    const struct codebook_item *item = &s->book.items[i];
    struct fault fault = {0};
    if (item->kind == CODEBOOK_OPTION)
        return i == item->first ? read_options(s, i, d) : 0;
    if (item->kind == CODEBOOK_TEXT)
        return 0;
    struct answer_cell cell = cell_at(s, s->places[s->begins[i]]);
    if (answer_read(item, cell, &s->answers[i], &fault))
        return 0;
    return fault_item(s, i, cell, &fault, d);
}

static int fault_again(struct sheet *s, size_t field, struct unique_place first,
                       struct diag *d)
{
    struct fault fault = {0};
    const struct cell *cell = &s->rows.cells[field];
    char place[BATCH_PLACE];
    fault_set(&fault, "duplicate", "'%.*s' has answered already, at %s",
              cell_shown(cell->bytes, cell->length), cell->bytes,
              batches_place(&s->loading->batches, s->batch->number, first.batch,
                            first.line, place));
    batches_show_input(&s->loading->batches, first.batch, &fault);
    return rows_fault(&s->rows, &s->rows.columns.fields[field], cell->bytes,
                      cell->length, &fault, d);
}

static void add_number(struct unique *u, int64_t number)
{
    char text[24];
    int length = snprintf(text, sizeof text, "%" PRId64, number);
    unique_part(u, text, (size_t)length);
}

/* A respondent, and a member with one rater, answers once. */
static int check_again(struct sheet *s, struct diag *d)
{
    const struct cell *cells = s->rows.cells;
    struct unique *u = &s->loading->unique;
    struct unique_place here = {s->batch->number, rows_line(&s->rows)};
    struct unique_place place = here;
    if (cells[RESPONDENT].known) {
        unique_part(u, s->book.survey, strlen(s->book.survey));
        unique_part(u, "r", 1);
        unique_part(u, cells[RESPONDENT].bytes, cells[RESPONDENT].length);
        if (!unique_end(u, &place))
            return fault_again(s, RESPONDENT, place, d);
    }
    if (!cells[MEMBER].known)
        return 0;
    unique_part(u, s->book.survey, strlen(s->book.survey));
    unique_part(u, "m", 1);
    add_number(u, cells[MEMBER].value);
    add_number(u, cells[RATER].known ? cells[RATER].value : 0);
    place = here;
    return unique_end(u, &place) ? 0 : fault_again(s, MEMBER, place, d);
}

static void store_item(struct sheet *s, size_t i)
{
    const struct codebook_item *item = &s->book.items[i];
    if (item->kind != CODEBOOK_TEXT) {
        if (s->answers[i].known)
            bulk_integer(s->bulk, s->answers[i].code);
        else
            bulk_null(s->bulk);
        return;
    }
    struct answer_cell cell = cell_at(s, s->places[s->begins[i]]);
    if (cell.length == 0 || answer_means(item, "missing", cell) ||
        answer_means(item, "not_shown", cell))
        bulk_null(s->bulk);
    else
        bulk_text(s->bulk, cell.bytes, cell.length);
}

static int store_row(struct sheet *s, struct diag *d)
{
    for (size_t i = RESPONDENT; i <= SECONDS; i++)
        load_cell(s->bulk, &s->rows.source->fields[i], &s->rows.cells[i]);
    bulk_integer(s->bulk, s->batch->number);
    bulk_integer(s->bulk, rows_line(&s->rows));
    for (size_t i = 0; i < s->book.count; i++)
        store_item(s, i);
    s->stored++;
    return bulk_end_row(s->bulk, d);
}

static int resolve(struct sheet *s, size_t field, struct diag *d)
{
    struct cell *cell = &s->rows.cells[field];
    return cell->known ? load_resolve(s->loading, s->batch->number, &s->rows,
                                      &s->rows.columns.fields[field],
                                      ENTITY_MEMBER, cell, d)
                       : 0;
}

static int read_row(struct sheet *s, struct diag *d)
{
    if (resolve(s, MEMBER, d) != 0 || resolve(s, RATER, d) != 0)
        return -1;
    for (size_t i = 0; i < s->book.count; i++)
        if (read_item(s, i, d) != 0)
            return -1;
    if (!s->rows.bad && check_again(s, d) != 0)
        return -1;
    return s->rows.bad ? 0 : store_row(s, d);
}

static int open_sheet(struct sheet *s, struct diag *d)
{
    struct loading *l = s->loading;
    char *insert = NULL;
    if (codebook_read(&s->book, s->batch->input->codebook, d) != 0 ||
        reject_open(&s->reject, l->db, s->batch->number, s->batch->file,
                    l->cli->program, d) != 0)
        return -1;
    if (rows_open(&s->rows, s->batch->source, s->batch->input, &s->reject, true,
                  !l->cli->quiet, jsondoc_path(l->study->doc), d) != 0 ||
        find_columns(s, d) != 0)
        return -1;
    if (survey_store(l, &s->book, s->batch, &insert, d) == 0 &&
        survey_read_unique(l, &s->book, d) == 0)
        s->bulk = bulk_open(l->db, insert, s->book.count + 7, d);
    free(insert);
    s->answers = mem_alloc((s->book.count + 1) * sizeof *s->answers);
    s->cells = mem_alloc((s->n_places + 1) * sizeof *s->cells);
    return s->bulk != NULL ? 0 : -1;
}

static int read_rows(struct sheet *s, struct diag *d)
{
    int got;
    while ((got = rows_next(&s->rows, d)) == 1)
        if (read_row(s, d) != 0)
            return -1;
    return got;
}

static int close_sheet(struct sheet *s, struct diag *d)
{
    int result = bulk_close(s->bulk, d);
    s->bulk = NULL;
    return result == 0 ? count_batch(s->loading, s->batch, &s->rows, &s->reject,
                                     s->stored, d)
                       : result;
}

int responses_load(struct loading *l, struct batch *batch, struct diag *d)
{
    struct sheet s = {.loading = l, .batch = batch};
    int result = open_sheet(&s, d);
    if (result == 0)
        result = read_rows(&s, d);
    if (result == 0)
        result = close_sheet(&s, d);
    bulk_free(s.bulk);
    rows_close(&s.rows);
    reject_free(&s.reject);
    codebook_free(&s.book);
    list_free(&s.list);
    free(s.places);
    free(s.begins);
    free(s.answers);
    free(s.cells);
    return result;
}
