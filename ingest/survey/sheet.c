/* sheet.c - see sheet.h. */
#include "ingest/survey/sheet.h"

#include "ingest/survey/choice.h"
#include "ingest/survey/sheet_columns.h"
#include "lib/mem.h"
#include "lib/text.h"

#include <stdlib.h>
#include <string.h>

int sheet_open(struct sheet *s, const struct codebook *book,
               const struct batch *batch, struct reject *reject, bool progress,
               const char *study, struct diag *d)
{
    s->book = book;
    if (rows_open(&s->rows, batch->source, batch->input, reject, true, progress,
                  study, d) != 0)
        return -1;
    finder_open(&s->finder, s->rows.csv);
    if (sheet_columns(s, batch->file, d) != 0)
        return -1;
    s->answers = mem_alloc((book->count + 1) * sizeof *s->answers);
    s->options = mem_alloc((2 * book->count + 1) * sizeof *s->options);
    s->cells = mem_alloc((s->n_places + 1) * sizeof *s->cells);
    return 0;
}

void sheet_close(struct sheet *s)
{
    finder_free(&s->finder);
    rows_close(&s->rows);
    list_free(&s->list);
    free(s->places);
    free(s->begins);
    free(s->attributes);
    free(s->answers);
    free(s->options);
    free(s->cells);
}

static struct answer_cell cell_at(const struct sheet *s, long place)
{
    struct answer_cell cell = {"", 0, place < 0};
    if (place < 0 || (size_t)place >= csvfile_count(s->rows.csv))
        return cell;
    struct csvfile_cell raw = csvfile_cell(s->rows.csv, (size_t)place);
    cell.bytes = raw.bytes;
    cell.length = raw.length;
    text_trim(&cell.bytes, &cell.length);
    return cell;
}

/* The cell at PLACE, which CELL is of, cannot be. */
static int fault_cell(struct sheet *s, long place, struct answer_cell cell,
                      const struct fault *fault, struct diag *d)
{
    struct column column = {0};
    if (place >= 0)
        column.name = csvfile_header(s->rows.csv, (size_t)place);
    return rows_fault(&s->rows, &column, cell.bytes, cell.length, fault, d);
}

/* The options of a multiple choice; FIRST is the first of them. */
static int read_options(struct sheet *s, size_t first, struct diag *d)
{
    const struct codebook_item *item = &s->book->items[first];
    struct fault fault = {0};
    size_t begin = s->begins[first];
    size_t count = s->begins[first + item->count] - begin;
    for (size_t i = 0; i < count; i++)
        s->cells[i] = cell_at(s, s->places[begin + i]);
    struct choice c = {.book = s->book,
                       .items = item,
                       .count = item->count,
                       .cells = s->cells,
                       .n_cells = count,
                       .list = &s->list,
                       .answers = s->options};
    if (!choice_read(&c, &fault))
        return fault_cell(s, s->places[begin + c.at], s->cells[c.at], &fault,
                          d);
    memcpy(&s->answers[first], s->options,
           item->count * (choice_ranked(item) ? 2 : 1) * sizeof *s->options);
    return 0;
}

static int read_item(struct sheet *s, size_t i, struct diag *d)
{
    const struct codebook_item *item = &s->book->items[i];
    struct fault fault = {0};
    if (item->kind == CODEBOOK_OPTION)
        return i == item->first ? read_options(s, i, d) : 0;
    if (item->kind == CODEBOOK_TEXT || item->rank)
        return 0;
    long place = s->places[s->begins[i]];
    struct answer_cell cell = cell_at(s, place);
    if (answer_read(s->book, item, cell, &s->answers[i], &fault))
        return 0;
    return fault_cell(s, place, cell, &fault, d);
}

int sheet_read(struct sheet *s, struct diag *d)
{
    for (size_t i = 0; i < s->book->count; i++)
        if (read_item(s, i, d) != 0)
            return -1;
    return 0;
}

/* A text, with no bytes where it is in a state that is no answer. */
static struct answer_cell text_of(const struct sheet *s, size_t i)
{
    const struct codebook_item *item = &s->book->items[i];
    struct answer_cell cell = cell_at(s, s->places[s->begins[i]]);
    if (answer_means(s->book, item, CODEBOOK_MISSING, cell) ||
        answer_means(s->book, item, CODEBOOK_NEVER_SHOWN, cell) ||
        answer_means(s->book, item, CODEBOOK_NOT_SUBSTANTIVE, cell))
        cell.length = 0;
    return cell;
}

int64_t sheet_answered(const struct sheet *s)
{
    int64_t answered = 0;
    for (size_t i = 0; i < s->book->count; i++) {
        const struct codebook_item *item = &s->book->items[i];
        if (item->kind == CODEBOOK_TEXT)
            answered += text_of(s, i).length > 0;
        else if (!item->rank)
            answered +=
                s->answers[i].known && s->answers[i].code != ANSWER_NOT_SHOWN;
    }
    return answered;
}

void sheet_store(const struct sheet *s, struct bulk *bulk)
{
    for (size_t i = 0; i < s->book->count; i++) {
        const struct answer *answer = &s->answers[i];
        bool text = s->book->items[i].kind == CODEBOOK_TEXT;
        struct answer_cell cell = {0};
        if (text)
            cell = text_of(s, i);
        if (text && cell.length > 0)
            bulk_text(bulk, cell.bytes, cell.length);
        else if (text || !answer->known)
            bulk_null(bulk);
        else
            bulk_integer(bulk, answer->code);
    }
}

/* What the respondent states; no bytes if nothing. */
static struct answer_cell stated(const struct sheet *s, size_t i)
{
    static const enum codebook_words none[] = {
        CODEBOOK_MISSING, CODEBOOK_NEVER_SHOWN, CODEBOOK_NOT_SUBSTANTIVE};
    struct answer_cell cell = cell_at(s, s->attributes[i]);
    for (size_t k = 0; k < COUNT_OF(none); k++)
        if (answer_among(s->book->words[none[k]], cell))
            cell.length = 0;
    const json_t *value = json_object_getn(s->book->attributes[i].values,
                                           cell.bytes, cell.length);
    if (json_is_string(value) && cell.length > 0) {
        cell.bytes = json_string_value(value);
        cell.length = json_string_length(value);
    }
    return cell;
}

int sheet_store_attributes(const struct sheet *s, struct bulk *bulk,
                           int64_t survey, int64_t batch, struct diag *d)
{
    for (size_t i = 0; i < s->book->n_attributes; i++) {
        const char *name = s->book->attributes[i].name;
        struct answer_cell cell = stated(s, i);
        if (cell.length == 0)
            continue;
        bulk_integer(bulk, survey);
        bulk_integer(bulk, batch);
        bulk_integer(bulk, rows_line(&s->rows));
        bulk_text(bulk, name, strlen(name));
        bulk_text(bulk, cell.bytes, cell.length);
        if (bulk_end_row(bulk, d) != 0)
            return -1;
    }
    return 0;
}
