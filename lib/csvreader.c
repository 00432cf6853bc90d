/*
 * csvreader.c - see csvreader.h.
 *
 * Bytes come into a window. Where a plain line begins it, csvindex has found
 * its cells. Else csvscan finds where the record ends and checks the limits,
 * then csvcells has libcsv parse it. Only a record that is too long is dropped
 * from the window while the scan goes on.
 */
#include "lib/csvreader.h"

#include "lib/csvlook.h"
#include "lib/mem.h"
#include "lib/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int fail_at(const struct csvreader *r, long line, struct diag *d,
                   const char *what)
{
    diag_at(d, r->path, line, NULL);
    return diag_fail(d, "%s", what);
}

static bool is_too_long(const struct csvreader *r)
{
    return r->scan.length > r->scan.limits.record_bytes;
}

/* The file ends in the middle of a record: closes it, if it can be closed. */
static int end_last_record(struct csvreader *r, struct diag *d)
{
    if (r->scan.length == 0)
        return 0;
    if (csvscan_quoted(&r->scan))
        return fail_at(r, r->record_line + r->scan.quote_line, d,
                       "the quote that opens on this line is never closed");
    r->window.bytes[r->window.end++] = r->scan.line_end;
    r->scanned += csvscan_run(
        &r->scan, r->window.bytes + r->window.begin + r->scanned, 1);
    return 0;
}

/* Scans to the end of a record; its length is 0 at the end of the file. */
static int scan_record(struct csvreader *r, struct diag *d)
{
    csvscan_begin(&r->scan);
    r->scanned = 0;
    for (;;) {
        size_t from = r->window.begin + r->scanned;
        if (from < r->window.end) /* else there may be no bytes at all */
            r->scanned += csvscan_run(&r->scan, r->window.bytes + from,
                                      r->window.end - from);
        if (csvscan_done(&r->scan))
            return 0;
        if (r->window.ended)
            return end_last_record(r, d);
        if (is_too_long(r)) {
            r->window.begin = r->window.end;
            r->scanned = 0;
        }
        if (csvwindow_fill(&r->window, d) != 0)
            return -1;
    }
}

static void set_fault(struct csvreader *r, const char *what)
{
    long last = r->record_line + r->scan.lines - 1;
    if (last > r->record_line)
        snprintf(r->fault, sizeof r->fault, "%s (lines %ld to %ld)", what,
                 r->record_line, last);
    else
        snprintf(r->fault, sizeof r->fault, "%s", what);
}

static void set_scan_fault(struct csvreader *r)
{
    const struct csvscan_limits *limits = &r->scan.limits;
    char what[100] = "";
    switch (r->scan.fault) {
    case CSVSCAN_GOOD:
        break;
    case CSVSCAN_STRAY_QUOTE:
        snprintf(what, sizeof what, "stray quote");
        break;
    case CSVSCAN_STRAY_END:
        snprintf(what, sizeof what,
                 "stray %s, while lines end in %s; write all line ends alike",
                 r->scan.line_end == '\n' ? "carriage return" : "line feed",
                 r->scan.line_end == '\n' ? "line feeds" : "carriage returns");
        break;
    case CSVSCAN_LONG_CELL:
        snprintf(what, sizeof what, "cell of more than %zu bytes",
                 limits->cell_bytes);
        break;
    case CSVSCAN_LONG_RECORD:
        snprintf(what, sizeof what, "record of more than %zu bytes",
                 limits->record_bytes);
        break;
    case CSVSCAN_WIDE:
        snprintf(what, sizeof what, "more than %zu cells", limits->columns);
        break;
    }
    set_fault(r, what);
}

/*
 * Behind a stray quote in a record of several lines, the quote that opened
 * may be the one too many, and good records may lie in those lines. Reading
 * resumes at the first of them that is a record as wide as the header.
 */
static void resume_early(struct csvreader *r)
{
    const char *start = r->window.bytes + r->window.begin,
               *end = start + r->scanned;
    struct csvscan probe = r->scan;
    probe.plain_bytes = 0; /* count the columns of every line */
    long lines = 0;
    const char *at = start, *stop;
    while ((stop = memchr(at, probe.line_end, (size_t)(end - at))) != NULL) {
        csvscan_begin(&probe);
        size_t length = (size_t)(stop - at) + 1;
        if (lines > 0 && csvscan_run(&probe, at, length) == length &&
            csvscan_done(&probe) && probe.fault == CSVSCAN_GOOD &&
            probe.columns == r->columns)
            break;
        at = stop + 1;
        lines++;
    }
    r->scanned = (size_t)(at - start);
    r->scan.lines = lines;
}

/* Names the fault that the scan has found, and finds where to go on. */
static enum csvfile_record judge_scan(struct csvreader *r, struct diag *d)
{
    if (r->scan.stray && r->scan.lines > 1 && is_too_long(r)) {
        fail_at(r, r->record_line + r->scan.quote_line, d,
                "the quote that opens on this line is not closed "
                "within the longest record");
        return CSVFILE_FAILED;
    }
    if (r->scan.stray && r->scan.lines > 1)
        resume_early(r);
    set_scan_fault(r);
    return CSVFILE_BAD;
}

static enum csvfile_record judge_bytes(struct csvreader *r, bool *blank)
{
    const char *bytes = r->window.bytes + r->window.begin;
    size_t length = r->scanned;
    if (memchr(bytes, '\0', length) != NULL) {
        set_fault(r, "NUL byte");
        return CSVFILE_BAD;
    }
    if (!text_is_utf8(bytes, length)) {
        char what[80];
        snprintf(what, sizeof what, "byte that does not belong in %s text",
                 r->encoding);
        set_fault(r, what);
        return CSVFILE_BAD;
    }
    int found = csvcells_parse(&r->cells, bytes, length);
    if (found < 0)
        set_fault(r, "stray quote or line end");
    *blank = found == 0;
    return found < 0 ? CSVFILE_BAD : CSVFILE_RECORD;
}

enum csvfile_record csvreader_find(struct csvreader *r, struct diag *d)
{
    r->record_line = r->line;
    r->fault[0] = '\0';
    r->cells.count = 0;
    if (scan_record(r, d) != 0)
        return CSVFILE_FAILED;
    if (r->scan.length == 0)
        return CSVFILE_END;
    return r->scan.fault != CSVSCAN_GOOD ? judge_scan(r, d) : CSVFILE_RECORD;
}

void csvreader_advance(struct csvreader *r)
{
    r->window.begin += r->scanned;
    r->line += r->scan.lines;
}

bool csvreader_loose(const struct csvreader *r)
{
    return r->scanned < r->scan.length;
}

/* Reads a plain line, too short to pass a limit. False if none comes next. */
static bool read_plain(struct csvreader *r, bool *blank)
{
    struct csvwindow *w = &r->window;
    struct csvindex_line line;
    if (w->begin == w->end) /* there may be no bytes at all */
        return false;
    const char *bytes = w->bytes + w->begin;
    if (!csvindex_find(r->index, w->passed + w->begin, bytes, w->end - w->begin,
                       &line) ||
        line.length > r->scan.plain_bytes ||
        (line.high && !text_is_utf8(bytes, line.length)))
        return false;
    r->record_line = r->line++;
    r->fault[0] = '\0';
    *blank = csvcells_lay(&r->cells, bytes, &line) == 0;
    w->begin += line.length;
    return true;
}

/* Reads a record or a blank line. */
static enum csvfile_record read_line(struct csvreader *r, bool *blank,
                                     struct diag *d)
{
    if (read_plain(r, blank))
        return CSVFILE_RECORD;
    enum csvfile_record found = csvreader_find(r, d);
    if (found == CSVFILE_FAILED || found == CSVFILE_END)
        return found;
    if (found == CSVFILE_RECORD)
        found = judge_bytes(r, blank);
    csvreader_advance(r);
    return found;
}

enum csvfile_record csvreader_next(struct csvreader *r, struct diag *d)
{
    enum csvfile_record found;
    bool blank;
    do {
        blank = false;
        found = read_line(r, &blank, d);
    } while (blank);
    return found;
}

/* Passes over COUNT lines before the header. */
static int skip_lines(struct csvreader *r, long count, char line_end,
                      struct diag *d)
{
    struct csvwindow *w = &r->window;
    while (r->line <= count) {
        const char *at = w->bytes + w->begin;
        const char *stop = memchr(at, line_end, w->end - w->begin);
        w->begin = stop != NULL ? (size_t)(stop + 1 - w->bytes) : w->end;
        if (stop != NULL)
            r->line++;
        else if (w->ended)
            return fail_at(r, r->line, d,
                           "the file ends within the lines to skip");
        else if (csvwindow_fill(&r->window, d) != 0)
            return -1;
    }
    return 0;
}

/* Makes what the records are found and parsed with, of the dialect of R. */
static void open_dialect(struct csvreader *r, char line_end)
{
    r->index = mem_realloc(NULL, sizeof *r->index);
    csvindex_init(r->index, r->delimiter, line_end);
    csvcells_init(&r->cells, r->delimiter);
    if (r->unquoted) {
        csvindex_unquote(r->index);
        csvcells_unquote(&r->cells);
    }
}

static int check_delimiter(struct csvreader *r, char delimiter, struct diag *d)
{
    bool fits = delimiter == '\t' || (delimiter >= ' ' && delimiter < 0x7F);
    if (fits && delimiter != '"')
        return 0;
    return fail_at(r, 0, d,
                   "the delimiter is not one ASCII character "
                   "other than a quote");
}

int csvreader_open(struct csvreader *r, const char *path,
                   const struct csvfile_options *options, struct diag *d)
{
    memset(r, 0, sizeof *r);
    r->path = path;
    r->line = 1;
    struct csvwindow *w = &r->window;
    if (csvwindow_open(w, path, options->encoding, d) != 0)
        return -1;
    csvsource_hold_back(w->source, options->skip_last);
    if (csvwindow_look(w, d) != 0)
        return -1;
    char line_end = csvlook_line_end(
        w->bytes, w->end, options->skip_lines > 0 || options->unquoted);
    if (skip_lines(r, options->skip_lines, line_end, d) != 0 ||
        csvwindow_look(w, d) != 0)
        return -1;
    char delimiter = options->delimiter;
    if (delimiter == '\0')
        delimiter =
            csvlook_delimiter(w->bytes + w->begin, w->end - w->begin, line_end);
    if (check_delimiter(r, delimiter, d) != 0)
        return -1;
    r->delimiter = delimiter;
    const struct csvscan_limits limits = {
        options->cell_bytes, options->record_bytes, options->columns};
    csvscan_init(&r->scan, delimiter, line_end, &limits);
    r->unquoted = options->unquoted;
    if (r->unquoted)
        csvscan_unquote(&r->scan);
    open_dialect(r, line_end);
    r->encoding = csvsource_encoding(w->source);
    return 0;
}

void csvreader_open_part(struct csvreader *r, const struct csvreader *whole,
                         char *bytes, size_t length, long line)
{
    *r = (struct csvreader){
        .path = whole->path,
        .encoding = whole->encoding,
        .scan = whole->scan,
        .columns = whole->columns,
        .line = line,
        .delimiter = whole->delimiter,
        .unquoted = whole->unquoted,
    };
    csvwindow_hold(&r->window, bytes, length);
    open_dialect(r, whole->scan.line_end);
    csvcells_keep(&r->cells, length + 1);
}

void csvreader_close(struct csvreader *r)
{
    csvwindow_close(&r->window);
    if (r->index != NULL)
        csvindex_free(r->index);
    free(r->index);
    csvcells_free(&r->cells);
}
