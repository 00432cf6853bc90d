/* rows.c - see rows.h. */
#include "ingest/rows.h"

#include "lib/mem.h"
#include "lib/text.h"

#include <stdlib.h>
#include <string.h>

/* Room for the current row. Fields that the file does not have stay unknown. */
static void make_room(struct rows *rows)
{
    size_t fields = source_fields(rows->source);
    size_t count = fields + rows->columns.n_attributes;
    rows->room = mem_array(NULL, count, sizeof *rows->room);
    for (size_t i = 0; i < count; i++)
        rows->room[i] = (struct cell){.second = -1};
    rows->raw_room = mem_array(NULL, rows->plan.n_raw, sizeof *rows->raw_room);
    rows->cells = rows->room;
    rows->attributes = rows->room + fields;
    rows->raw = rows->raw_room;
}

static size_t count_named(const struct csvfile *csv)
{
    size_t named = csvfile_columns(csv);
    while (named > 0 && csvfile_header(csv, named - 1)[0] == '\0')
        named--;
    return named;
}

int rows_open(struct rows *rows, const struct source *source,
              const struct study_input *input, struct reject *reject,
              bool any_header, bool progress, const char *study, struct diag *d)
{
    *rows = (struct rows){.source = source, .input = input, .reject = reject};
    rows->csv = dialect_open(&rows->dialect, input, d);
    if (rows->csv == NULL)
        return -1;
    text_printable(input->file, strlen(input->file), rows->file,
                   sizeof rows->file);
    progress_begin(&rows->progress, rows->file, "rows",
                   (int64_t)csvfile_bytes(rows->csv), progress);
    if (columns_bind(&rows->columns, source, input, rows->csv, any_header,
                     study, d) != 0)
        return -1;
    rowplan_make(&rows->plan, source, &rows->columns);
    rows->named = count_named(rows->csv);
    rows->wide = csvfile_cells(rows->csv) == NULL;
    make_room(rows);
    *d = (struct diag){0}; /* the places of the header are passed */
    return 0;
}

void rows_open_part(struct rows *part, const struct rows *whole,
                    struct csvfile *csv)
{
    *part = (struct rows){
        .source = whole->source,
        .input = whole->input,
        .csv = csv,
        .columns = whole->columns,
        .plan = whole->plan,
        .named = whole->named,
        .wide = whole->wide,
        .part = true,
    };
    make_room(part);
}

int rows_add_part(struct rows *rows, struct rows *part, struct diag *d)
{
    rows->count += part->count;
    rows->rejected += part->rejected;
    progress_at(&rows->progress, (int64_t)csvfile_bytes_read(part->csv),
                rows->count);
    int result = faults_note(&part->faults, rows->reject, d);
    rows_close(part);
    return result;
}

void rows_close(struct rows *rows)
{
    progress_end(&rows->progress);
    csvfile_close(rows->csv);
    if (!rows->part)
        columns_free(&rows->columns);
    faults_free(&rows->faults);
    dialect_free(&rows->dialect);
    free(rows->room);
    free(rows->raw_room);
    rows->csv = NULL;
    rows->cells = rows->attributes = rows->room = NULL;
    rows->raw = rows->raw_room = NULL;
}

long rows_line(const struct rows *rows)
{
    return rows->line;
}

static int note_fault(struct rows *rows, long line, const struct column *column,
                      const char *value, size_t length,
                      const struct fault *fault, struct diag *d)
{
    const char *name =
        column != NULL && column->name != NULL ? column->name : "";
    if (!rows->part)
        return reject_add(rows->reject, line, name, value, length, fault, d);
    faults_add(&rows->faults, line, name, value, length, fault);
    return 0;
}

int rows_fault(struct rows *rows, const struct column *column,
               const char *value, size_t length, const struct fault *fault,
               struct diag *d)
{
    rows->bad = true;
    return note_fault(rows, rows->line, column, value, length, fault, d);
}

int rows_fault_late(struct rows *rows, long line, bool *bad,
                    const struct column *column, const char *value,
                    size_t length, const struct fault *fault, struct diag *d)
{
    rows->rejected += !*bad;
    *bad = true;
    return note_fault(rows, line, column, value, length, fault, d);
}

/* The value of COLUMN as read, its part PLACE of n_places. */
static inline struct csvfile_cell
read_raw(const struct rows *rows, const struct column *column, size_t place)
{
    if (column->constant != NULL)
        return (struct csvfile_cell){column->constant,
                                     strlen(column->constant)};
    if (place >= column->n_places || column->places[place] >= rows->n_record)
        return (struct csvfile_cell){"", 0};
    return !rows->wide ? rows->record[column->places[place]]
                       : csvfile_cell(rows->csv, column->places[place]);
}

/* Cells of a list; a constant is one. */
static size_t count_raw(const struct column *column)
{
    return column->constant != NULL ? 1 : column->n_places;
}

const struct csvfile_cell *rows_list(const struct rows *rows, size_t field,
                                     size_t *count)
{
    *count = count_raw(&rows->columns.fields[field]);
    return rows->raw + rows->plan.raw[field];
}

static bool is_empty(const struct csvfile *csv)
{
    size_t count = csvfile_count(csv);
    for (size_t i = 0; i < count; i++) {
        struct csvfile_cell cell = csvfile_cell(csv, i);
        text_trim(&cell.bytes, &cell.length);
        if (cell.length > 0)
            return false;
    }
    return true;
}

/* Cells beyond the header are borne while they are empty, and so is the lack
   of cells that have no header. */
static bool check_width(const struct rows *rows, struct fault *fault)
{
    const struct csvfile *csv = rows->csv;
    size_t count = csvfile_count(csv);
    size_t columns = csvfile_columns(csv);
    bool good = count >= rows->named;
    for (size_t i = columns; i < count && good; i++) {
        struct csvfile_cell cell = csvfile_cell(csv, i);
        text_trim(&cell.bytes, &cell.length);
        good = cell.length == 0;
    }
    return good ||
           fault_set(fault, count > columns ? "too-wide" : "too-narrow",
                     "%zu cells, but the header has %zu", count, columns);
}

/* Room for a fault of the current row; clearing a new one takes longer than
   reading a cell. */
static struct fault *clear_fault(struct rows *rows)
{
    struct fault *fault = &rows->fault;
    fault->code = NULL;
    fault->reason[0] = fault->shown[0] = '\0';
    return fault;
}

static int read_one(struct rows *rows, const struct column *column,
                    bool required, struct cell *cell, struct diag *d)
{
    struct fault *fault = clear_fault(rows);
    struct csvfile_cell raw = read_raw(rows, column, 0);
    bool good = cell_read(&column->rule, raw.bytes, raw.length, cell, fault);
    if (good && (cell->known || !required))
        return 0;
    if (good)
        fault_set(fault, "missing-value", "there is no value");
    return rows_fault(rows, column, raw.bytes, raw.length, fault, d);
}

/* The earliest value of the field I is in the field OTHER. */
static int check_order(struct rows *rows, size_t i, size_t other,
                       struct diag *d)
{
    const struct cell *late = &rows->cells[i];
    const struct cell *early = &rows->cells[other];
    if (!late->known || !early->known || late->value >= early->value)
        return 0;
    struct fault fault = {0};
    fault_set(&fault, "out-of-order", "%.*s is before %s, %.*s",
              cell_shown(late->bytes, late->length), late->bytes,
              rows->source->fields[i].not_before,
              cell_shown(early->bytes, early->length), early->bytes);
    return rows_fault(rows, &rows->columns.fields[i], late->bytes, late->length,
                      &fault, d);
}

/* What the lists of the row hold is read when it is resolved. */
static void keep_lists(struct rows *rows)
{
    struct csvfile_cell *to = rows->raw;
    for (size_t k = 0; k < rows->plan.lists.count; k++) {
        size_t i = rows->plan.lists.list[k];
        const struct column *column = &rows->columns.fields[i];
        for (size_t place = 0; place < count_raw(column); place++)
            *to++ = read_raw(rows, column, place);
    }
}

static int read_cells(struct rows *rows, struct diag *d)
{
    const struct rowplan *plan = &rows->plan;
    for (size_t k = 0; k < plan->single.count; k++) {
        size_t i = plan->single.list[k];
        if (read_one(rows, &rows->columns.fields[i],
                     rows->source->fields[i].required, &rows->cells[i], d) != 0)
            return -1;
    }
    for (size_t i = 0; i < rows->columns.n_attributes; i++)
        if (read_one(rows, &rows->columns.attributes[i].column, false,
                     &rows->attributes[i], d) != 0)
            return -1;
    for (size_t k = 0; !rows->bad && k < plan->ordered.count; k++)
        if (check_order(rows, plan->ordered.list[k], plan->earliest[k], d) != 0)
            return -1;
    keep_lists(rows);
    return 0;
}

static int read_row(struct rows *rows, enum csvfile_record got, struct diag *d)
{
    struct fault *fault = clear_fault(rows);
    rows->count++;
    rows->whole = false;
    rows->line = csvfile_line(rows->csv);
    progress_at(&rows->progress, (int64_t)csvfile_bytes_read(rows->csv),
                rows->count);
    if (got == CSVFILE_BAD) {
        const char *why = csvfile_fault(rows->csv);
        char advice[160] = "";
        if (strstr(why, "does not belong in") != NULL)
            dialect_advise(rows->csv, advice, sizeof advice);
        fault_set(fault, "bad-record", "%s%s", why, advice);
        return rows_fault(rows, NULL, NULL, 0, fault, d);
    }
    if (!check_width(rows, fault))
        return rows_fault(rows, NULL, NULL, 0, fault, d);
    rows->whole = true;
    rows->record = csvfile_cells(rows->csv);
    rows->n_record = csvfile_count(rows->csv);
    return read_cells(rows, d);
}

/* The next record with anything in it. */
static enum csvfile_record next_record(struct rows *rows, struct diag *d)
{
    enum csvfile_record got;
    do
        got = csvfile_next(rows->csv, d);
    while (got == CSVFILE_RECORD && is_empty(rows->csv));
    return got;
}

void rows_done(struct rows *rows)
{
    rows->rejected += rows->bad;
    rows->bad = false;
}

int rows_next(struct rows *rows, struct diag *d)
{
    do {
        rows_done(rows);
        enum csvfile_record got = next_record(rows, d);
        if (got == CSVFILE_END)
            return 0;
        if (got == CSVFILE_FAILED || read_row(rows, got, d) != 0)
            return -1;
    } while (!rows->whole);
    return 1;
}
