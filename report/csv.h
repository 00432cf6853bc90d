/*
 * csv.h - cells of a CSV file that spreadsheets may open.
 */
#ifndef CSV_CELL_H
#define CSV_CELL_H

#include "report/buffer.h"

/*
 * Adds TEXT as one cell: quoted where it must be; with an apostrophe first
 * where a spreadsheet would compute it (= + - @, TAB, CR at the start).
 */
void csv_cell(struct buffer *b, const char *text);

#endif
