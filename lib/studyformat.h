/*
 * studyformat.h - how the cells of a study's files are written. Used by study.c
 * and studyinput.c.
 */
#ifndef STUDYFORMAT_H
#define STUDYFORMAT_H

#include "lib/attr.h"
#include "lib/diag.h"
#include "lib/study.h"

#include <jansson.h>

/*
 * Fills FORMATS from OBJECT, the study or an input, which stands at PREFIX
 * (NULL: the study) and whose keys are of their types. What it does not say is
 * as in OUTER; NULL: the defaults. Call studyformat_free() in either case.
 */
int studyformat_read(struct study_formats *formats,
                     const struct study_formats *outer,
                     const struct jsondoc *doc, const json_t *object,
                     const char *prefix, struct diag *d) MUST_CHECK;
void studyformat_free(struct study_formats *formats);

/* The sign that KEY of OBJECT names, 0 if it is absent; "." or ",". */
int studyformat_decimal(const struct jsondoc *doc, const json_t *object,
                        const char *prefix, char *sign,
                        struct diag *d) MUST_CHECK;

/* A format of dates that KEY of OBJECT names; DECLARED is false without it. */
int studyformat_date(const struct jsondoc *doc, const json_t *object,
                     const char *prefix, const char *key, bool *declared,
                     struct dateformat *format, struct diag *d) MUST_CHECK;

#endif
