/* sheet.c - see sheet.h. */
#include "ingest/survey/sheet.h"

#include "ingest/survey/choice.h"
#include "ingest/survey/sheet_columns.h"
#include "lib/mem.h"
#include "lib/text.h"

#include <stdlib.h>
#include <string.h>

static bool has_one_cell(const struct codebook_item *item)
{
    return item->kind != CODEBOOK_OPTION && item->kind != CODEBOOK_TEXT &&
           !item->rank;
}

/* What digits mean to the items that have a column. */
static void read_items(struct sheet *s)
{
    s->items = mem_alloc((s->book->count + 1) * sizeof *s->items);
    for (size_t i = 0; i < s->book->count; i++) {
        const struct codebook_item *book_item = &s->book->items[i];
        long place = s->places[s->begins[i]];
        s->n_others += !has_one_cell(book_item);
        if (!has_one_cell(book_item) || place < 0)
            continue;
        struct sheet_item *item = &s->items[s->n_items++];
        item->item = i;
        item->place = (size_t)place;
        digits_read(&item->digits, s->book, book_item);
        if (s->width <= item->place)
            s->width = item->place + 1;
    }
}

/* Items without a column are the same in all rows. */
static void make_room(struct sheet *s)
{
    static const struct answer absent = {true, ANSWER_NOT_SHOWN};
    size_t count = s->book->count;
    s->memos = mem_alloc((count + 1) * sizeof *s->memos);
    s->codes = mem_alloc((count + 1) * sizeof *s->codes);
    s->answers = mem_alloc((count + 1) * sizeof *s->answers);
    s->options = mem_alloc((2 * count + 1) * sizeof *s->options);
    s->cells = mem_alloc((s->n_places + 1) * sizeof *s->cells);
    for (size_t i = 0; i < count; i++)
        if (has_one_cell(&s->book->items[i]) && s->places[s->begins[i]] < 0)
            s->codes[i] = digits_code_of(absent);
}

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
    read_items(s);
    make_room(s);
    return 0;
}

void sheet_open_part(struct sheet *part, const struct sheet *whole,
                     struct csvfile *csv)
{
    *part = (struct sheet){
        .book = whole->book,
        .places = whole->places,
        .n_places = whole->n_places,
        .begins = whole->begins,
        .attributes = whole->attributes,
        .items = whole->items,
        .n_items = whole->n_items,
        .n_others = whole->n_others,
        .width = whole->width,
    };
    rows_open_part(&part->rows, &whole->rows, csv);
    make_room(part);
}

void sheet_close(struct sheet *s)
{
    if (!s->rows.part) {
        finder_free(&s->finder);
        free(s->places);
        free(s->begins);
        free(s->attributes);
        free(s->items);
    }
    rows_close(&s->rows);
    list_free(&s->list);
    free(s->memos);
    free(s->codes);
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

/* One of likert, single and number, by its cell. */
static int read_cell(struct sheet *s, size_t i, struct diag *d)
{
    struct fault fault;
    long place = s->places[s->begins[i]];
    struct answer_cell cell = cell_at(s, place);
    fault.code = NULL;
    fault.reason[0] = fault.shown[0] = '\0';
    if (answer_read(s->book, &s->book->items[i], cell, &s->answers[i], &fault))
        return 0;
    return fault_cell(s, place, cell, &fault, d);
}

/* The same, if its bytes were read before; else they will be known then. */
static int read_known(struct sheet *s, size_t i,
                      const struct csvfile_cell *cells, size_t count,
                      struct diag *d)
{
    long place = s->places[s->begins[i]];
    uint64_t key = 0;
    if (cells != NULL && place >= 0 && (size_t)place < count)
        key = memo_key(cells[place].bytes, cells[place].length);
    if (key == 0)
        return read_cell(s, i, d);
    struct memo_slot *slot = memo_slot(&s->memos[i], key);
    if (slot->key == key) {
        s->answers[i] = slot->answer;
        return 0;
    }
    bool bad = s->rows.bad;
    s->rows.bad = false;
    int result = read_cell(s, i, d);
    if (!s->rows.bad)
        *slot = (struct memo_slot){key, s->answers[i]};
    s->rows.bad = s->rows.bad || bad;
    return result;
}

/* Looks up the items of one cell; how many remain to be read. */
static size_t look_up(struct sheet *s, const struct csvfile_cell *cells)
{
    digits_code sum = 0;
    for (size_t i = 0; i < s->n_items; i++) {
        const struct sheet_item *item = &s->items[i];
        struct csvfile_cell cell = cells[item->place];
        digits_code code =
            item->digits.codes[digits_slot(cell.bytes, cell.length)];
        s->codes[item->item] = code;
        sum += code;
    }
    s->answered = digits_answered(sum);
    return s->n_items - digits_known(sum);
}

/* The same where not all cells are there: none is known. */
static size_t forget(struct sheet *s)
{
    for (size_t i = 0; i < s->n_items; i++)
        s->codes[s->items[i].item] = 0;
    s->answered = 0;
    return s->n_items;
}

/* Reads what is not known yet, in the order of the items. */
static int read_rest(struct sheet *s, const struct csvfile_cell *cells,
                     size_t count, struct diag *d)
{
    for (size_t i = 0; i < s->book->count; i++) {
        const struct codebook_item *item = &s->book->items[i];
        if (item->kind == CODEBOOK_OPTION && i == item->first &&
            read_options(s, i, d) != 0)
            return -1;
        if (digits_known(s->codes[i]) || !has_one_cell(item))
            continue;
        if (read_known(s, i, cells, count, d) != 0)
            return -1;
        s->codes[i] = digits_code_of(s->answers[i]);
        s->answered += digits_answered(s->codes[i]);
    }
    return 0;
}

int sheet_read(struct sheet *s, struct diag *d)
{
    const struct csvfile_cell *cells = csvfile_cells(s->rows.csv);
    size_t count = csvfile_count(s->rows.csv);
    bool whole = cells != NULL && count >= s->width;
    size_t rest = whole ? look_up(s, cells) : forget(s);
    return rest + s->n_others > 0 ? read_rest(s, cells, count, d) : 0;
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
    size_t answered = s->answered;
    for (size_t i = 0; i < s->book->count && s->n_others > 0; i++) {
        const struct codebook_item *item = &s->book->items[i];
        if (item->kind == CODEBOOK_TEXT)
            answered += text_of(s, i).length > 0;
        else if (item->kind == CODEBOOK_OPTION && !item->rank)
            answered += digits_answered(digits_code_of(s->answers[i]));
    }
    return (int64_t)answered;
}

static void write_text(const struct sheet *s, size_t item,
                       struct tablerecord *record)
{
    struct answer_cell cell = text_of(s, item);
    if (cell.length > 0)
        tablerecord_text(record, cell.bytes, cell.length);
    else
        tablerecord_null(record);
}

/* Adds the codes of the columns from C on, up to one that has none; how many.
 */
static size_t write_codes(const struct sheet *s,
                          const struct response_column *c, size_t count,
                          struct tablerecord *record)
{
    size_t i = 0;
    struct tablerecord_run run = tablerecord_begin_run(record, count);
    for (; i < count && c[i].item >= 0; i++) {
        digits_code code = s->codes[c[i].item];
        if (!digits_known(code))
            break;
        tablerecord_add_small(&run, digits_value(code));
    }
    tablerecord_end_run(record, run);
    return i;
}

static void write_answer(const struct sheet *s, const struct response_column *c,
                         struct tablerecord *record)
{
    if (c->text && c->item >= 0)
        write_text(s, (size_t)c->item, record);
    else if (c->text || (c->item >= 0 && !s->answers[c->item].known))
        tablerecord_null(record);
    else
        tablerecord_integer(record, c->item >= 0 ? s->answers[c->item].code
                                                 : ANSWER_NOT_SHOWN);
}

void sheet_write(const struct sheet *s, const struct response_table *t,
                 struct tablerecord *record)
{
    for (size_t i = 0; i < t->n_items; i++) {
        i += write_codes(s, &t->items[i], t->n_items - i, record);
        if (i < t->n_items)
            write_answer(s, &t->items[i], record);
    }
}

struct answer_cell sheet_stated(const struct sheet *s, size_t i)
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
