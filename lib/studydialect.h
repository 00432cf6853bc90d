/*
 * studydialect.h - how a file of an input is read as rows. Used by
 * studyinput.c.
 */
#ifndef STUDYDIALECT_H
#define STUDYDIALECT_H

#include "lib/attr.h"
#include "lib/diag.h"
#include "lib/study.h"

#include <jansson.h>

/*
 * Fills DIALECT from OBJECT, an input that stands at PREFIX in DOC and whose
 * keys are known and of their types. Call studydialect_free() in either case.
 */
int studydialect_read(struct study_dialect *dialect, const struct jsondoc *doc,
                      const json_t *object, const char *prefix,
                      struct diag *d) MUST_CHECK;
void studydialect_free(struct study_dialect *dialect);

#endif
