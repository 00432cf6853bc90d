/*
 * csvpass.h - records of a CSV file that are no rows: totals, footers, what
 * the exporter has marked as deleted.
 *
 * A rule names a column and texts; a record whose cell is one of them is
 * passed over. A test reads only, so several threads may share one csvpass.
 */
#ifndef CSVPASS_H
#define CSVPASS_H

#include "lib/attr.h"
#include "lib/csvheader.h"
#include "lib/diag.h"

#include <stdbool.h>
#include <stddef.h>

/* All borrowed. */
struct csvpass_rule {
    const char *const *headers; /* the first that is there is meant; as in
                                   csvheader_find() */
    size_t n_headers;
    const char *const *texts; /* of the trimmed cell; "" is the empty cell; a
                                 '*' at the end stands for any rest */
    size_t n_texts;
    bool optional; /* no header need be there */
};

/* Begins as {0}. */
struct csvpass {
    const struct csvpass_rule *rules;
    size_t count;
    long *places; /* of the rules; -1: none */
};

/* Borrows RULES. Fails if a column that must be there is not, or is there
   several times. Call csvpass_free() in either case. */
int csvpass_bind(struct csvpass *p, const struct csvpass_rule *rules,
                 size_t count, const struct csvheader *h,
                 struct diag *d) MUST_CHECK;
void csvpass_free(struct csvpass *p);

/* Whether the record of COUNT cells is to be passed over. */
bool csvpass_test(const struct csvpass *p, const struct csvfile_cell *cells,
                  size_t count);

/* Whether TEXT, which may end with '*', is what the LENGTH bytes say. */
bool csvpass_match(const char *text, const char *bytes, size_t length);

#endif
