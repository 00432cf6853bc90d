/*
 * csvwide.h - files with a group of columns for each session or activity.
 *
 * Such a record holds several rows: one for each group that is not empty. The
 * row has the cells of the record and, behind them, of its group:
 *
 *     @header   the header of the group's first column
 *     @date     the date that begins it, if groups are found by dates
 *     @id       the header behind a prefix, an id for the session
 *     @1 @2 ..  the cells of the group, the first cut at UNTIL
 *
 * Or the headers themselves are the rows, one for each group.
 */
#ifndef CSVWIDE_H
#define CSVWIDE_H

#include "lib/attr.h"
#include "lib/csvheader.h"
#include "lib/dateformat.h"
#include "lib/diag.h"

#include <stdbool.h>
#include <stddef.h>

enum { CSVWIDE_CELLS = 4, CSVWIDE_EXTRA = 3 + CSVWIDE_CELLS };

/* All borrowed. */
struct csvwide_rule {
    const struct dateformat *headed; /* a group begins where a header begins
                                        with a date of one of these, and takes
                                        in the columns without a header */
    size_t n_headed;                 /* 0: by place */
    size_t from;                     /* by place: its first column, from 1 */
    size_t columns;                  /* by place: of each group */
    const char *prefix;              /* of @id */
    const char *until;               /* cuts @1, with what follows; NULL */
    const char *same;                /* in @1: as in the group before; NULL */
    const char *const *skip;         /* in @1: no row; as in csvpass.h; the
                                        empty cell is none in any case */
    size_t n_skip;
    bool headers; /* the rows are the headers */
};

struct csvwide_group {
    size_t place, columns;
    char *date, *id;
};

/* Begins as {0}. */
struct csvwide {
    const struct csvwide_rule *rule;
    struct csvwide_group *groups;
    size_t count, room;
    size_t columns; /* of the file itself */
};

/*
 * Finds the groups in H and adds the names of the cells to it. Fails if there
 * are none. Call csvwide_free() in either case.
 */
int csvwide_bind(struct csvwide *w, const struct csvwide_rule *rule,
                 struct csvheader *h, struct diag *d) MUST_CHECK;
void csvwide_free(struct csvwide *w);

/*
 * Fills EXTRA with the cells of the group PLACE of a record, as wide as the
 * header; of headers, CELLS is NULL. False if that is no row.
 */
bool csvwide_fill(const struct csvwide *w, const struct csvheader *h,
                  size_t place, const struct csvfile_cell *cells,
                  struct csvfile_cell extra[CSVWIDE_EXTRA]);

#endif
