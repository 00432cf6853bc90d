/*
 * write.h - a drafted codebook as text that a person can work on.
 */
#ifndef WRITE_H
#define WRITE_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <jansson.h>
#include <stdbool.h>

/*
 * Writes BOOK, a line for each question, row and option, to PATH, or standard
 * output for NULL. A file that is there is not touched unless OVERWRITE, and
 * then replaced whole.
 */
int write_book(const json_t *book, const char *path, bool overwrite,
               struct diag *d) MUST_CHECK;

#endif
