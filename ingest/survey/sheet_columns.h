/*
 * sheet_columns.h - finds the columns of a codebook in the header of a file.
 */
#ifndef SHEET_COLUMNS_H
#define SHEET_COLUMNS_H

#include "ingest/survey/sheet.h"

/*
 * Fills the places of S, whose headers are open. Of a multiple choice with a
 * column for each option the places are those columns, then the cell in which
 * all choices stand, if there is one too. Fails if columns are missing and
 * their items not optional, if a header is there twice, or if one column is
 * read for two items; FILE is named.
 */
int sheet_columns(struct sheet *s, const char *file, struct diag *d) MUST_CHECK;

#endif
