/*
 * csvout.h - cells of a CSV file that spreadsheets may open.
 */
#ifndef CSVOUT_H
#define CSVOUT_H

#include "lib/buffer.h"

/*
 * Adds TEXT as one cell: quoted where it must be; with an apostrophe first
 * where a spreadsheet would compute it (= + - @, TAB, CR at the start).
 */
void csvout_cell(struct buffer *b, const char *text);

#endif
