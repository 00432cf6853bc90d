/*
 * wording.h - ids and texts that headers suggest.
 */
#ifndef WORDING_H
#define WORDING_H

#include "ingest/draft/profile.h"

enum { WORDING_ID = 29 }; /* a question's and a row's make 57 bytes and a _ */

/*
 * Writes an id for the question at POSITION, from 1, whose header begins with
 * the LENGTH bytes at TEXT; one that is not among TAKEN, where it is put: from
 * its letters and digits, or else its number, "q12".
 */
void wording_id(const char *text, size_t length, size_t position, json_t *taken,
                char to[WORDING_ID]);

/* The same for a row or an option; without letters or digits its POSITION. */
void wording_row_id(const char *text, size_t length, size_t position,
                    json_t *taken, char to[WORDING_ID]);

/* Sets "text", or, if there are Chinese signs in it, "text_zh" of OBJECT. */
void wording_set(json_t *object, const char *text, size_t length);

/* The header at PLACE as a codebook names it: by its number if it is there
   twice, or is empty. */
json_t *wording_column(const struct profiles *all, size_t place);

#endif
