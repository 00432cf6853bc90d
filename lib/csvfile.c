/* csvfile.c - see csvfile.h. */
#include "lib/csvfile.h"

#include "lib/csvreader.h"
#include "lib/mem.h"
#include "lib/text.h"

#include <stdlib.h>
#include <string.h>

enum { CELL_BYTES = 1 << 20, RECORD_BYTES = 1 << 24, COLUMNS = 2000 };

struct csvfile {
    struct csvreader reader;
    char *path;
    char **headers;
    size_t columns;
};

static void fill_in(struct csvfile_options *o)
{
    if (o->header_rows < 1)
        o->header_rows = 1;
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

static int read_header(struct csvfile *csv, struct diag *d)
{
    struct csvreader *r = &csv->reader;
    switch (csvreader_next(r, d)) {
    case CSVFILE_FAILED:
        return -1;
    case CSVFILE_BAD:
        return fail_header(csv, d);
    case CSVFILE_END:
        diag_at(d, csv->path, 0, NULL);
        return diag_fail(d, "the file has no header");
    case CSVFILE_RECORD:
        break;
    }
    csv->headers = mem_array(NULL, r->cells.count, sizeof *csv->headers);
    for (size_t i = 0; i < r->cells.count; i++) {
        struct csvfile_cell name = r->cells.cells[i];
        text_trim(&name.bytes, &name.length);
        csv->headers[i] = mem_text_n(name.bytes, name.length);
    }
    csv->columns = r->columns = r->cells.count;
    return 0;
}

/* Passes over the header rows behind the first, whatever they hold. */
static int pass_rows(struct csvfile *csv, long rows, struct diag *d)
{
    for (; rows > 0; rows--) {
        enum csvfile_record found = csvreader_next(&csv->reader, d);
        if (found == CSVFILE_FAILED)
            return -1;
        if (found == CSVFILE_END)
            break;
    }
    return 0;
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
        read_header(csv, d) != 0 || pass_rows(csv, o.header_rows - 1, d) != 0) {
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
    for (size_t i = 0; i < csv->columns; i++)
        free(csv->headers[i]);
    free(csv->headers);
    free(csv->path);
    free(csv);
}

enum csvfile_record csvfile_next(struct csvfile *csv, struct diag *d)
{
    return csvreader_next(&csv->reader, d);
}

size_t csvfile_columns(const struct csvfile *csv)
{
    return csv->columns;
}

const char *csvfile_header(const struct csvfile *csv, size_t column)
{
    return csv->headers[column];
}

long csvfile_column(const struct csvfile *csv, const char *name)
{
    for (size_t i = 0; i < csv->columns; i++)
        if (strcmp(csv->headers[i], name) == 0)
            return (long)i;
    return -1;
}

size_t csvfile_count(const struct csvfile *csv)
{
    return csv->reader.cells.count;
}

struct csvfile_cell csvfile_cell(const struct csvfile *csv, size_t column)
{
    return csv->reader.cells.cells[column];
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
    return csvsource_taken(csv->reader.window.source);
}

size_t csvfile_bytes(const struct csvfile *csv)
{
    return csvsource_size(csv->reader.window.source);
}
