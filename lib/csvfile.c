/* csvfile.c - see csvfile.h. */
#include "lib/csvfile.h"

#include "lib/csvcut.h"
#include "lib/csvheader.h"
#include "lib/csvpass.h"
#include "lib/csvreader.h"
#include "lib/csvwide.h"
#include "lib/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CELL_BYTES = 1 << 20, RECORD_BYTES = 1 << 24, COLUMNS = 2000 };

struct csvfile {
    struct csvreader reader;
    char *path;
    struct csvheader header; /* of a part: the whole's */
    struct csvpass pass;     /* the same */
    int64_t passed;
    struct csvwide wide; /* the same; without a rule: a record is a row */
    size_t group;        /* the next of the current record */
    struct csvfile_cell extra[CSVWIDE_EXTRA]; /* of the group before it */
    struct csvcut cut;
    /* Of a part. */
    struct csvfile *whole; /* NULL: this is no part */
    size_t taken;
    bool tail; /* not yet told */
};

static void fill_in(struct csvfile_options *o)
{
    if (o->header_rows < 1)
        o->header_rows = 1;
    if (o->name_row < 1)
        o->name_row = 1;
    if (o->cell_bytes == 0)
        o->cell_bytes = CELL_BYTES;
    if (o->record_bytes == 0)
        o->record_bytes = RECORD_BYTES;
    if (o->columns == 0)
        o->columns = COLUMNS;
}

static int fail_header(const struct csvfile *csv, struct diag *d)
{
    const struct csvreader *r = &csv->reader;
    diag_at(d, csv->path, r->record_line, NULL);
    return diag_fail(d,
                     "the header cannot be read: %s; the study may have to "
                     "name the encoding, the delimiter or lines to skip",
                     r->fault);
}

/* One of the header rows, from 1. Rows that name no column may be anything. */
static int read_header_row(struct csvfile *csv, const struct csvfile_options *o,
                           long row, struct diag *d)
{
    struct csvreader *r = &csv->reader;
    bool named = o->joined || row == o->name_row;
    switch (csvreader_next(r, d)) {
    case CSVFILE_FAILED:
        return -1;
    case CSVFILE_BAD:
        return named ? fail_header(csv, d) : 0;
    case CSVFILE_END:
        if (!named || (o->joined && row > 1))
            return 0;
        diag_at(d, csv->path, 0, NULL);
        return diag_fail(d, "the file has no header");
    case CSVFILE_RECORD:
        break;
    }
    if (o->joined)
        csvheader_join(&csv->header, r->cells.cells, r->cells.count,
                       row == o->header_rows);
    else if (named)
        csvheader_set(&csv->header, r->cells.cells, r->cells.count);
    return 0;
}

static int bind_groups(struct csvfile *csv, const struct csvwide_rule *rule,
                       struct diag *d)
{
    if (rule == NULL)
        return 0;
    if (csvwide_bind(&csv->wide, rule, &csv->header, d) != 0)
        return -1;
    csv->group = rule->headers ? 0 : csv->wide.count;
    return 0;
}

static int read_header(struct csvfile *csv, const struct csvfile_options *o,
                       struct diag *d)
{
    for (long row = 1; row <= o->header_rows; row++)
        if (read_header_row(csv, o, row, d) != 0)
            return -1;
    if (o->lacks_header)
        csvheader_shift(&csv->header);
    csv->reader.columns = csv->header.count;
    struct diag why = *d; /* leaves no trace unless it fails */
    diag_at(&why, csv->path, csv->reader.record_line, NULL);
    if (csvpass_bind(&csv->pass, o->passes, o->n_passes, &csv->header, &why) ==
            0 &&
        bind_groups(csv, o->wide, &why) == 0)
        return 0;
    *d = why;
    return -1;
}

struct csvfile *csvfile_open(const char *path,
                             const struct csvfile_options *options,
                             struct diag *d)
{
    struct csvfile_options o = {0};
    if (options != NULL)
        o = *options;
    fill_in(&o);
    struct csvfile *csv = mem_alloc(sizeof *csv);
    csv->path = mem_text(path);
    if (csvreader_open(&csv->reader, csv->path, &o, d) != 0 ||
        read_header(csv, &o, d) != 0) {
        csvfile_close(csv);
        return NULL;
    }
    return csv;
}

void csvfile_close(struct csvfile *csv)
{
    if (csv == NULL)
        return;
    csvreader_close(&csv->reader);
    if (csv->whole == NULL) {
        csvheader_free(&csv->header);
        csvpass_free(&csv->pass);
        csvwide_free(&csv->wide);
    } else {
        csv->whole->passed += csv->passed;
    }
    free(csv->path);
    free(csv->cut.bytes);
    free(csv);
}

/* Where the headers are the rows, all of them are one part without records. */
static int cut_headers(struct csvfile *csv)
{
    struct csvcut *cut = &csv->cut;
    if (csv->group == csv->wide.count)
        return 0;
    cut->bytes = mem_realloc(NULL, 1);
    cut->length = 0;
    cut->line = csv->reader.line;
    return 1;
}

int csvfile_cut(struct csvfile *csv, struct csvfile **part, struct diag *d)
{
    struct csvcut *cut = &csv->cut;
    bool headers = csv->wide.rule != NULL && csv->wide.rule->headers;
    *part = NULL;
    int got = headers ? cut_headers(csv) : csvcut_next(cut, &csv->reader, d);
    if (got != 1)
        return got;
    struct csvfile *p = mem_alloc(sizeof *p);
    p->whole = csv;
    p->header = csv->header;
    p->pass = csv->pass;
    p->wide = csv->wide;
    p->group = headers ? csv->group : csv->wide.count;
    csv->group = csv->wide.count;
    p->taken = csvfile_bytes_read(csv);
    p->tail = cut->tail;
    p->cut = *cut;
    p->cut.bytes = NULL;
    csvreader_open_part(&p->reader, &csv->reader, cut->bytes, cut->length,
                        cut->line);
    p->reader.record_line = csv->reader.record_line;
    cut->bytes = NULL;
    *part = p;
    return 1;
}

/* The bad record behind those in the bytes of a part. */
static enum csvfile_record tell_tail(struct csvfile *csv)
{
    struct csvreader *r = &csv->reader;
    csv->tail = false;
    r->cells.count = 0;
    r->record_line = csv->cut.tail_line;
    memcpy(r->fault, csv->cut.tail_fault, sizeof r->fault);
    return CSVFILE_BAD;
}

/* The next record of the file that is not passed over. */
static enum csvfile_record next_record(struct csvfile *csv, struct diag *d)
{
    const struct csvcells *cells = &csv->reader.cells;
    for (;; csv->passed++) {
        enum csvfile_record got = csvreader_next(&csv->reader, d);
        if (got == CSVFILE_END && csv->tail)
            return tell_tail(csv);
        if (got != CSVFILE_RECORD || csv->pass.count == 0 ||
            !csvpass_test(&csv->pass, cells->cells, cells->count))
            return got;
    }
}

/* Cells beyond the header are borne while they are empty. */
static bool fits_header(struct csvfile *csv)
{
    struct csvreader *r = &csv->reader;
    size_t count = r->cells.count, columns = csv->wide.columns;
    bool fits = count >= columns;
    for (size_t i = columns; i < count && fits; i++)
        fits = r->cells.cells[i].length == 0;
    if (!fits)
        snprintf(r->fault, sizeof r->fault, "%zu cells, but the header has %zu",
                 count, columns);
    return fits;
}

/* The next group of the record, or the first of the next record. */
static enum csvfile_record next_group(struct csvfile *csv, struct diag *d)
{
    bool headers = csv->wide.rule->headers;
    for (;;) {
        const struct csvfile_cell *cells =
            headers ? NULL : csv->reader.cells.cells;
        while (csv->group < csv->wide.count)
            if (csvwide_fill(&csv->wide, &csv->header, csv->group++, cells,
                             csv->extra))
                return CSVFILE_RECORD;
        if (headers)
            return CSVFILE_END;
        enum csvfile_record got = next_record(csv, d);
        if (got != CSVFILE_RECORD)
            return got;
        if (!fits_header(csv))
            return CSVFILE_BAD;
        csv->group = 0;
    }
}

enum csvfile_record csvfile_next(struct csvfile *csv, struct diag *d)
{
    return csv->wide.rule != NULL ? next_group(csv, d) : next_record(csv, d);
}

int64_t csvfile_passed(const struct csvfile *csv)
{
    return csv->passed;
}

size_t csvfile_columns(const struct csvfile *csv)
{
    return csv->header.count;
}

const char *csvfile_header(const struct csvfile *csv, size_t column)
{
    return csv->header.names[column];
}

long csvfile_column(const struct csvfile *csv, const char *name)
{
    for (size_t i = 0; i < csv->header.count; i++)
        if (strcmp(csv->header.names[i], name) == 0)
            return (long)i;
    return -1;
}

long csvfile_find(const struct csvfile *csv, const char *name, size_t *matches)
{
    return csvheader_find(&csv->header, name, matches);
}

size_t csvfile_count(const struct csvfile *csv)
{
    return csv->wide.rule != NULL ? csv->header.count : csv->reader.cells.count;
}

struct csvfile_cell csvfile_cell(const struct csvfile *csv, size_t column)
{
    if (csv->wide.rule == NULL)
        return csv->reader.cells.cells[column];
    if (column >= csv->wide.columns)
        return csv->extra[column - csv->wide.columns];
    return csv->wide.rule->headers ? (struct csvfile_cell){"", 0}
                                   : csv->reader.cells.cells[column];
}

const struct csvfile_cell *csvfile_cells(const struct csvfile *csv)
{
    return csv->wide.rule == NULL ? csv->reader.cells.cells : NULL;
}

long csvfile_line(const struct csvfile *csv)
{
    return csv->reader.record_line;
}

const char *csvfile_fault(const struct csvfile *csv)
{
    return csv->reader.fault;
}

size_t csvfile_bytes_read(const struct csvfile *csv)
{
    return csv->whole != NULL ? csv->taken
                              : csvsource_taken(csv->reader.window.source);
}

size_t csvfile_bytes(const struct csvfile *csv)
{
    const struct csvfile *whole = csv->whole != NULL ? csv->whole : csv;
    return csvsource_size(whole->reader.window.source);
}

bool csvfile_encoding(const struct csvfile *csv, const char **name,
                      const char **likely)
{
    const struct csvfile *whole = csv->whole != NULL ? csv->whole : csv;
    *name = csvsource_encoding(whole->reader.window.source);
    return csvsource_found(whole->reader.window.source, likely);
}
