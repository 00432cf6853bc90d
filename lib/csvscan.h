/*
 * csvscan.h - finds where a CSV record ends, before it is parsed.
 *
 * Follows the quotes as libcsv's strict mode does, so that libcsv gets whole
 * records within the limits and never sees a stray quote. A record may come in
 * pieces. After a fault the scan goes on to the place where reading can resume.
 */
#ifndef CSVSCAN_H
#define CSVSCAN_H

#include <stdbool.h>
#include <stddef.h>

enum csvscan_fault {
    CSVSCAN_GOOD,
    CSVSCAN_STRAY_QUOTE, /* the record is taken to end with this line */
    CSVSCAN_STRAY_END,   /* CR in a file of LF, or the other way round; too */
    CSVSCAN_LONG_CELL,
    CSVSCAN_LONG_RECORD,
    CSVSCAN_WIDE
};

struct csvscan_limits {
    size_t cell_bytes, record_bytes; /* as they lie in the file, with quotes */
    size_t columns;
};

struct csvscan {
    /* Of the file. */
    unsigned char kinds[256];
    char line_end;
    struct csvscan_limits limits;
    size_t plain_bytes; /* a line this short can pass no limit */
    /* Of the record. */
    int state;
    enum csvscan_fault fault; /* the first */
    bool stray;               /* a stray quote or line end was met */
    size_t length;            /* bytes so far, the line end included */
    size_t cell_begin;        /* where the cell begins, from 0 */
    size_t columns;           /* whole cells; 0 in a line without quotes that
                                 is no longer than plain_bytes */
    long lines;               /* line ends passed */
    long quote_line;          /* line ends before the last opening quote */
};

/* LINE_END is LF (CR before it is allowed) or CR. */
void csvscan_init(struct csvscan *s, char delimiter, char line_end,
                  const struct csvscan_limits *limits);

/* From now on a quote is a sign like others. */
void csvscan_unquote(struct csvscan *s);

/* Begins a record. */
void csvscan_begin(struct csvscan *s);

/*
 * Goes on to the end of the record or of BYTES, what comes first; returns how
 * many bytes it passed.
 */
size_t csvscan_run(struct csvscan *s, const char *bytes, size_t length);

/* Whether the record is whole; its last byte is a line end. */
bool csvscan_done(const struct csvscan *s);

/* Whether the scan stands inside a quoted cell. */
bool csvscan_quoted(const struct csvscan *s);

#endif
