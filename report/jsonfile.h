/*
 * jsonfile.h - JSON documents: their head, their values, their rounding.
 *
 * Every report that is one JSON document begins alike: schema_version, study,
 * title, title_zh (if there is one), as_of, period. jansson writes them, keys
 * in the order in which they were set. Here is also the one place where the
 * numbers of all reports are rounded.
 */
#ifndef JSONFILE_H
#define JSONFILE_H

#include "lib/attr.h"
#include "lib/diag.h"
#include "lib/study.h"
#include "report/folder.h"

#include <jansson.h>
#include <stddef.h>
#include <stdint.h>

enum { JSONFILE_SCHEMA = 1, JSONFILE_NUMBER = 32 };

/*
 * Writes VALUE with 6 significant digits and no trailing zeros into TO, closed
 * by a NUL; returns its length. "null" for what is no number. Whole numbers
 * have no point; an exponent appears below 1e-4 and from 1e15.
 */
size_t jsonfile_number(double value, char to[JSONFILE_NUMBER]);

/* Values; each is null where there is none. */
json_t *jsonfile_real(double value); /* rounded as above */
json_t *jsonfile_hours(int64_t minutes);
json_t *jsonfile_share(int64_t part, int64_t whole); /* null if WHOLE is 0 */
json_t *jsonfile_date(int32_t day);                  /* DATE_NONE: null */
json_t *jsonfile_text(const char *text);             /* NULL: null */

/* A new object with the head of STUDY. */
json_t *jsonfile_begin(const struct study *study) MUST_CHECK;

/* Writes DOCUMENT into the file NAME of F, and releases it in either case. */
int jsonfile_write(json_t *document, const struct folder *f, const char *name,
                   struct diag *d) MUST_CHECK;

/* What was written into NAME before; NULL if there is no such file. */
json_t *jsonfile_load(const struct folder *f, const char *name) MUST_CHECK;

#endif
