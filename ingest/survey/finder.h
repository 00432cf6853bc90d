/*
 * finder.h - where the columns of a codebook are in a file.
 *
 * A header is looked for as it is written ("Name#2" is the second of those
 * headed Name, see csvheader.h); then without regard to how it is
 * written: full-width signs and dashes count as the plain ones, any blanks as
 * one; then without the number before it ("5、"), which shifts from one version
 * of a questionnaire to the next. In each of these steps one column alone
 * must fit.
 */
#ifndef FINDER_H
#define FINDER_H

#include "lib/attr.h"
#include "lib/csvfile.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

struct finder {
    const struct csvfile *csv;
    size_t count;
    char **folded; /* of each column */
    bool *used;    /* by the codebook */
};

enum { FINDER_NONE = -1, FINDER_SEVERAL = -2 };

/* Borrows CSV. Call finder_free() afterwards. */
void finder_open(struct finder *f, const struct csvfile *csv);
void finder_free(struct finder *f);

/*
 * The place, from 0, of COLUMN as codebook_column() has it, which is used from
 * then on. FINDER_NONE: there is no such column; FINDER_SEVERAL: there are
 * several headed so, and which is meant must be said by position.
 */
long finder_find(struct finder *f, const json_t *column);

/*
 * A copy of HEADER, folded: full-width signs and dashes made plain, blanks and
 * line ends made one blank, signs without width left out. free() it.
 */
char *finder_fold(const char *header) MUST_CHECK;

/* HEADER behind a number such as "5、" or "12."; HEADER if it has none. */
const char *finder_behind_number(const char *header);

#endif
