/*
 * headers.h - tells what is wrong with the headers of a file, and what to write
 * in the study.
 */
#ifndef HEADERS_H
#define HEADERS_H

#include "ingest/columns.h"

/* A file whose columns are bound as far as they could be. All borrowed. */
struct headers {
    const struct columns *columns;
    const struct source *source;
    const struct study_input *input;
    const struct csvfile *csv;
    const bool *used; /* of each header */
};

/*
 * Fails, without a place, because the header NAME is not there once but MATCHES
 * times: lists those that are there.
 */
int headers_fail(const struct csvfile *csv, const char *name, size_t matches,
                 struct diag *d);

/*
 * Fails if a required field has no column, or, unless ANY_HEADER, if nothing
 * uses some header: names all of both in one message.
 */
int headers_check(const struct headers *h, bool any_header,
                  struct diag *d) MUST_CHECK;

#endif
