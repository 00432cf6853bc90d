/*
 * studywide.h - "wide" of an input: a group of columns for each session. Used
 * by studydialect.c.
 */
#ifndef STUDYWIDE_H
#define STUDYWIDE_H

#include "lib/attr.h"
#include "lib/diag.h"
#include "lib/study.h"

/*
 * Fills WIDE from "wide" of OBJECT, an input that stands at PREFIX in DOC and
 * has that key. Call studywide_free() in either case.
 */
int studywide_read(struct study_wide *wide, const struct jsondoc *doc,
                   const json_t *object, const char *prefix,
                   struct diag *d) MUST_CHECK;
void studywide_free(struct study_wide *wide);

#endif
