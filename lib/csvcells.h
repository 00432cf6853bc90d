/*
 * csvcells.h - the cells of one CSV record, parsed by libcsv.
 *
 * A line without quotes, as most are, needs no parser: it is split here, into
 * the cells that libcsv would find.
 */
#ifndef CSVCELLS_H
#define CSVCELLS_H

#include "lib/csvfile.h"

#include <csv.h>
#include <stdbool.h>

/* All cells lie end to end in one buffer; nothing is allocated per cell. */
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

#endif
