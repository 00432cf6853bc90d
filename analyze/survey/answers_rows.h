/*
 * answers_rows.h - reads what respondents answered; see answers.h.
 *
 * A part of answers_read.c; nobody else needs it.
 */
#ifndef ANSWERS_ROWS_H
#define ANSWERS_ROWS_H

#include "analyze/survey/answers.h"
#include "lib/tablescan.h"

/*
 * The table of A, of which COLUMNS are read, up to a NULL, and the items behind
 * them, if ITEMS: as a block. NULL on failure.
 */
struct tablescan *answers_rows_open(const struct answers *a, sqlite3 *db,
                                    const char *const *columns, bool items,
                                    struct diag *d) MUST_CHECK;

/*
 * Reads the respondents of A, which has its items, until AS_OF, in the order of
 * the table. IN_ORDER tells whether they are sorted by member, with one row
 * each at most.
 */
int answers_rows_read(struct answers *a, sqlite3 *db, const struct facts *f,
                      int32_t as_of, bool *in_order, struct diag *d) MUST_CHECK;

/* Puts them into the order of answers.h. */
int answers_order(struct answers *a, sqlite3 *db, const struct facts *f,
                  int32_t as_of, struct diag *d) MUST_CHECK;

#endif
