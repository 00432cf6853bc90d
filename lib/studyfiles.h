/*
 * studyfiles.h - inputs of several files. A part of study.c.
 */
#ifndef STUDYFILES_H
#define STUDYFILES_H

#include "lib/attr.h"
#include "lib/diag.h"
#include "lib/jsondoc.h"

/*
 * Changes INPUTS, the list of DOC: every entry with "files", such as
 * "attendance/m*.csv", is replaced by one entry for each file of that folder
 * whose name fits, by bytes of their names. Each is an input of its own, called
 * NAME:PATH with PATH relative to FOLDER, the study's. Only the last part of
 * the path is a pattern, as sh has them; names that begin with a dot fit only a
 * pattern that does. Fails if there is no such file. Presets are put in before.
 */
int studyfiles_expand(struct jsondoc *doc, json_t *inputs, const char *folder,
                      struct diag *d) MUST_CHECK;

#endif
