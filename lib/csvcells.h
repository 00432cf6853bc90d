/*
 * csvcells.h - the cells of one CSV record, parsed by libcsv.
 *
 * A plain line, as most are, needs no parser: csvindex.h has found where its
 * cells end, and they are where they lie.
 */
#ifndef CSVCELLS_H
#define CSVCELLS_H

#include "lib/csvfile.h"
#include "lib/csvindex.h"

#include <csv.h>
#include <stdbool.h>

/* What libcsv finds lies end to end in one buffer; nothing is allocated per
   cell. */
struct csvcells {
    struct csv_parser parser;
    char *text;
    size_t used, room;
    struct csvfile_cell *cells;
    size_t count, slots;
    bool kept;
    size_t records; /* that libcsv ended in the bytes given */
};

/* DELIMITER is neither a quote nor a line end. */
void csvcells_init(struct csvcells *c, char delimiter);

/* From now on a quote is a sign like others. */
void csvcells_unquote(struct csvcells *c);
void csvcells_free(struct csvcells *c);

/*
 * Keeps the text of all cells where it is, as long as the records parsed have
 * no more than LENGTH bytes in all.
 */
void csvcells_keep(struct csvcells *c, size_t length);

/*
 * Parses the LENGTH bytes of one record, its line end included; the cells
 * before are forgotten. Returns 1, 0 for a blank line, and -1 if libcsv finds
 * anything but one whole record.
 */
int csvcells_parse(struct csvcells *c, const char *bytes, size_t length);

/*
 * The same of a plain line at BYTES, from which the cells borrow: 1, or 0 for a
 * blank one.
 */
int csvcells_lay(struct csvcells *c, const char *bytes,
                 const struct csvindex_line *line);

#endif
