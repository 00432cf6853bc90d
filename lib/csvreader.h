/*
 * csvreader.h - the records of a CSV file one by one, the header among them.
 *
 * The inside of csvfile.h, which is what other modules use.
 */
#ifndef CSVREADER_H
#define CSVREADER_H

#include "lib/csvcells.h"
#include "lib/csvfile.h"
#include "lib/csvindex.h"
#include "lib/csvscan.h"
#include "lib/csvwindow.h"

struct csvreader {
    const char *path;     /* borrowed */
    const char *encoding; /* of the file, for messages; borrowed */
    char delimiter;
    bool unquoted;
    struct csvwindow window;
    struct csvscan scan;
    struct csvindex *index; /* of the window's plain lines */
    struct csvcells cells;  /* of the current record */
    size_t columns;         /* of the header, set by the caller once known */
    size_t scanned;         /* bytes of the window that belong to the record */
    long line;              /* on which the next record begins, from 1 */
    long record_line;
    char fault[160]; /* of the current record */
};

/*
 * Opens PATH, finds its dialect and passes over the lines to skip. OPTIONS is
 * complete: no limit is 0. Call csvreader_close() in either case.
 */
int csvreader_open(struct csvreader *r, const char *path,
                   const struct csvfile_options *options,
                   struct diag *d) MUST_CHECK;
void csvreader_close(struct csvreader *r);

/*
 * Reads LENGTH bytes that were cut off the file WHOLE and that begin with a
 * record at LINE; see csvcut.h. BYTES has room for one more and becomes the
 * reader's. Borrows the path from WHOLE.
 */
void csvreader_open_part(struct csvreader *r, const struct csvreader *whole,
                         char *bytes, size_t length, long line);

/*
 * Finds the next record and what is wrong with it, as far as that can be told
 * without parsing it. Its bytes, SCANNED of them, begin the window, unless
 * csvreader_loose(). csvreader_advance() passes over them.
 */
enum csvfile_record csvreader_find(struct csvreader *r,
                                   struct diag *d) MUST_CHECK;
void csvreader_advance(struct csvreader *r);

/*
 * Whether the bytes of the record found do not show by themselves what is wrong
 * with it: it was too long to be kept, or reading resumes within what the scan
 * has passed.
 */
bool csvreader_loose(const struct csvreader *r);

/* As csvfile_next(). */
enum csvfile_record csvreader_next(struct csvreader *r,
                                   struct diag *d) MUST_CHECK;

#endif
