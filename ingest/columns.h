/*
 * columns.h - which columns of a file hold which fields of ours.
 *
 * The study says so field by field; a field it does not mention is looked for
 * under its own name in the header. Without "columns" every header must be
 * known; with it, headers that nothing uses are passed over.
 */
#ifndef COLUMNS_H
#define COLUMNS_H

#include "ingest/cell.h"
#include "ingest/source.h"
#include "lib/attr.h"
#include "lib/csvfile.h"
#include "lib/diag.h"
#include "lib/study.h"

#include <stdbool.h>
#include <stddef.h>

/* Where the values of a field come from. */
struct column {
    bool bound;
    struct cell_rule rule;
    const char *name;     /* the header, or the field's name; for messages */
    const char *constant; /* the value of every row, or NULL */
    size_t *places;       /* from 0; several only of a list */
    size_t n_places;
    const char *list; /* manner or separator of a list */
    bool make;        /* topics: those that no input names are made */
};

struct column_attribute {
    const char *name; /* after "attribute." */
    struct column column;
};

struct columns {
    struct column fields[SOURCE_FIELDS]; /* in the order of the source */
    struct column_attribute *attributes;
    size_t n_attributes, room;
};

/*
 * Binds the fields of SOURCE for INPUT, whose header CSV has read. ANY_HEADER
 * lets unknown headers pass. STUDY is the path for messages. Call
 * columns_free() in either case; borrows from all but the diag.
 */
int columns_bind(struct columns *c, const struct source *source,
                 const struct study_input *input, const struct csvfile *csv,
                 bool any_header, const char *study, struct diag *d) MUST_CHECK;
void columns_free(struct columns *c);

/*
 * The place of the one column headed HEADER. -1 and a diag, without a place,
 * if there is none or there are several.
 */
long columns_find(const struct csvfile *csv, const char *header,
                  struct diag *d);

/* Adds to TO[SIZE] as much as fits; for lists in messages. */
void columns_append(char *to, size_t size, const char *fmt, ...)
    PRINTF_LIKE(3, 4);

#endif
