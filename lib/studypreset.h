/*
 * studypreset.h - puts what presets say into the inputs of a study. Used by
 * study.c before the inputs are read.
 */
#ifndef STUDYPRESET_H
#define STUDYPRESET_H

#include "lib/attr.h"
#include "lib/diag.h"
#include "lib/jsondoc.h"

/*
 * Changes INPUTS, the list of DOC: every entry with a "preset" gets the keys
 * of it that it lacks, or, if the preset has several parts, is replaced by one
 * entry for each. Entries that are no objects are left to who reads them.
 */
int studypreset_expand(struct jsondoc *doc, json_t *inputs,
                       struct diag *d) MUST_CHECK;

#endif
