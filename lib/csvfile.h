/*
 * csvfile.h - reads a CSV file, one record at a time.
 *
 * libcsv does the parsing. This module turns its callbacks into a pull reader
 * and adds what they lack: line numbers, limits, a way to stop at a fault, and
 * a way to go on after a bad record. The file is read once, by read(), in
 * pieces; a file that shrinks meanwhile is a fault and no crash.
 *
 * RFC 4180 with the habits of exporters: a byte-order mark is skipped, and so
 * are blank lines; lines end in LF or CRLF, or all in CR; quoted cells may hold
 * line ends; blanks around a cell are dropped.
 *
 * A record with a stray quote, a NUL, a byte that is not in the encoding, or
 * too many bytes is bad by itself and reading goes on behind it. The record of
 * a stray quote ends with the line of the quote, or earlier, where a line in
 * it is by itself a record as wide as the header: then the fault is taken to
 * be the quote that opened. A quote that is never closed, or a file that
 * cannot be read, is the end; the diag has the line where the quote opened.
 */
#ifndef CSVFILE_H
#define CSVFILE_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct csvfile;

struct csvpass_rule;
struct csvwide_rule;

struct csvfile_options {
    char delimiter;       /* 0: found from the header: , ; TAB or | */
    const char *encoding; /* iconv name; NULL: UTF-8, or UTF-16 by its mark */
    bool unquoted;        /* a quote is a sign like others */
    long skip_lines;      /* lines before the header */
    long skip_last;       /* lines at the end that are left out */
    long header_rows;     /* 1 if 0; further rows are passed over */
    long name_row;        /* the header row that names the columns, from 1; 1 if
                             0 and not joined */
    bool joined;          /* all header rows name them together; csvheader.h */
    bool lacks_header;    /* the header begins with the second column */
    const struct csvpass_rule *passes; /* records that are no rows; borrowed
                                          until csvfile_close() */
    size_t n_passes;
    const struct csvwide_rule *wide; /* NULL: a record is a row; else csvwide.h;
                                        borrowed likewise */
    size_t cell_bytes; /* limits, quotes included; 0: 1 MiB, 16 MiB, 2000 */
    size_t record_bytes;
    size_t columns;
};

struct csvfile_cell {
    const char *bytes; /* not closed by a NUL */
    size_t length;
};

/*
 * Opens PATH, a regular file, and reads the header; duplicate header names are
 * allowed and are told apart by number. NULL on failure. OPTIONS may be NULL.
 * Free the result with csvfile_close(), which takes NULL.
 */
struct csvfile *csvfile_open(const char *path,
                             const struct csvfile_options *options,
                             struct diag *d) MUST_CHECK;
void csvfile_close(struct csvfile *csv);

/*
 * Cuts the next records off, some thousands of them, as a file of their own,
 * which another thread may read while this one is cut further: 1 there are
 * some, 0 at the end, -1 failed. Whoever reads the parts one after the other
 * meets the same records, lines and faults as whoever reads CSV itself; only a
 * failure of the file may show here or in the last part. *PART borrows from
 * CSV; close it with csvfile_close(), and CSV after it. The bytes of its cells
 * stay until then.
 */
int csvfile_cut(struct csvfile *csv, struct csvfile **part,
                struct diag *d) MUST_CHECK;

/* What a call of csvfile_next() found. */
enum csvfile_record {
    CSVFILE_FAILED = -1, /* the file cannot be read any further; see the diag */
    CSVFILE_END,
    CSVFILE_RECORD, /* csvfile_cell() has it; as wide as it is in the file */
    CSVFILE_BAD     /* csvfile_fault() says why; count it as a rejected row */
};
enum csvfile_record csvfile_next(struct csvfile *csv,
                                 struct diag *d) MUST_CHECK;

/* Of the header. Names are trimmed UTF-8 closed by a NUL. */
size_t csvfile_columns(const struct csvfile *csv);
const char *csvfile_header(const struct csvfile *csv, size_t column);

/* The place of the first column headed NAME, from 0; -1 if there is none. */
long csvfile_column(const struct csvfile *csv, const char *name);

/* As csvheader_find() of csvheader.h. */
long csvfile_find(const struct csvfile *csv, const char *name, size_t *matches);

/* Cells of the current record. Borrowed until the next csvfile_next(). */
size_t csvfile_count(const struct csvfile *csv);
struct csvfile_cell csvfile_cell(const struct csvfile *csv, size_t column);

/*
 * The same cells as one array, for who reads many of them; NULL where they do
 * not lie in one, which is known when the file is opened. A byte may be read
 * behind each of them.
 */
const struct csvfile_cell *csvfile_cells(const struct csvfile *csv);

/* The line on which the current record begins, from 1. */
long csvfile_line(const struct csvfile *csv);

/*
 * What the file is read as. Whether that was found from its first bytes; LIKELY
 * gets a guess, or "", as csvsource_found() has it.
 */
bool csvfile_encoding(const struct csvfile *csv, const char **name,
                      const char **likely);

/* Why the current record is bad: "stray quote", "NUL byte", ... */
const char *csvfile_fault(const struct csvfile *csv);

/* Records passed over so far, by the rules of the options;
   those of a part count once it is closed. */
int64_t csvfile_passed(const struct csvfile *csv);

/* Bytes of the file read so far (of a part: when it was cut), and in all. */
size_t csvfile_bytes_read(const struct csvfile *csv);
size_t csvfile_bytes(const struct csvfile *csv);

#endif
