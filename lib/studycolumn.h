/*
 * studycolumn.h - where one field of ours comes from. Used by studyinput.c.
 */
#ifndef STUDYCOLUMN_H
#define STUDYCOLUMN_H

#include "lib/attr.h"
#include "lib/diag.h"
#include "lib/study.h"

#include <jansson.h>

/*
 * Fills COLUMN from the member FIELD of COLUMNS, which stands at PREFIX in
 * DOC. Call studycolumn_free() in either case.
 */
int studycolumn_read(struct study_column *column, const struct jsondoc *doc,
                     const json_t *columns, const char *prefix,
                     const char *field, struct diag *d) MUST_CHECK;
void studycolumn_free(struct study_column *column);

#endif
