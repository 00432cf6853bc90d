/*
 * csvindex.h - where the cells of plain lines end, found many bytes at a time.
 *
 * Most lines of a CSV file hold nothing that only a parser understands: no
 * quote, no control, no stray line end. Their cells end at delimiters, and all
 * of those in some thousand bytes are found at once, sixteen bytes with a few
 * instructions. Which lines are plain follows libcsv's strict mode: of those it
 * would find the same cells. Other lines are left to csvscan and libcsv.
 */
#ifndef CSVINDEX_H
#define CSVINDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CSVINDEX_BYTES = 1 << 14, CSVINDEX_WORDS = CSVINDEX_BYTES / 64 };

struct csvindex {
    char delimiter, line_end;
    unsigned char low; /* up to here bytes are no plain text; blanks are */
    /* Of the bytes [begin, end) of the text, which begin with a line. */
    size_t begin, end;
    uint32_t *stops; /* delimiters and line ends, from BEGIN */
    uint32_t *lines; /* the line ends among them */
    size_t n_stops, n_lines;
    size_t line; /* the next that is asked for */
    /* A bit a byte. */
    uint64_t odd[CSVINDEX_WORDS];  /* that make a line no plain one */
    uint64_t high[CSVINDEX_WORDS]; /* beyond ASCII */
    uint64_t edge[CSVINDEX_WORDS]; /* blanks beside a delimiter or line end */
};

/* A plain line. */
struct csvindex_line {
    size_t length; /* its end, LF, CRLF or CR, included */
    size_t cells;
    const uint32_t *stops; /* behind each cell, counted as START is */
    uint32_t start;
    bool returns; /* it ends in CRLF */
    bool high;    /* it has bytes that must be looked at as UTF-8 */
    bool edged;   /* it has blanks around a cell, which do not belong to it */
};

/* LINE_END is LF (CR before it is allowed) or CR. Free the index. */
void csvindex_init(struct csvindex *ix, char delimiter, char line_end);
void csvindex_free(struct csvindex *ix);

/* From now on a quote is a sign like others. */
void csvindex_unquote(struct csvindex *ix);

/*
 * The line that begins at PLACE of the text, of which LENGTH bytes from there
 * are at BYTES. False if it is not plain, or not whole, or has CSVINDEX_BYTES
 * or more. Places go up from call to call; LINE borrows from IX until the next.
 */
bool csvindex_find(struct csvindex *ix, size_t place, const char *bytes,
                   size_t length, struct csvindex_line *line);

#endif
