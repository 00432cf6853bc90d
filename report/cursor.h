/*
 * cursor.h - the rows of a SELECT, as C values and as JSON values.
 *
 *     struct cursor r = cursor_open(c, "SELECT ... WHERE run = ?1 ORDER BY
 * ...", d); while (cursor_next(&r)) use(cursor_integer(&r, 0), cursor_text(&r,
 * 1)); if (cursor_close(&r) != 0) return -1;
 *
 * ?1, where the statement has it, is the run. The first fault is kept, and
 * ends the loop. Every SELECT that reaches an output is ordered by text ids.
 */
#ifndef CURSOR_H
#define CURSOR_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <jansson.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

struct context;

struct cursor {
    sqlite3_stmt *statement;
    struct diag *d;
    bool failed;
};

struct cursor cursor_open(const struct context *c, const char *select,
                          struct diag *d) MUST_CHECK;
bool cursor_next(struct cursor *r);
int cursor_close(struct cursor *r) MUST_CHECK;

/* Of the current row. 0, NaN, NULL for NULL; texts until the next row. */
bool cursor_null(const struct cursor *r, int column);
int64_t cursor_integer(const struct cursor *r, int column);
int32_t cursor_day(const struct cursor *r, int column); /* DATE_NONE for NULL */
double cursor_real(const struct cursor *r, int column);
const char *cursor_text(const struct cursor *r, int column);

/*
 * An object (or array) made of the current row as FORMAT says, a letter for
 * each column from FIRST on: t text, i integer, r real, h minutes as hours,
 * d day, m minute stamp, b 0 or 1 as a boolean, - passed over. NAMES are the
 * keys, apart by blanks, as many as there are letters other than '-'. NULL is
 * null.
 */
json_t *cursor_object(const struct cursor *r, int first, const char *format,
                      const char *names) MUST_CHECK;

/* All rows of SELECT as an array of such objects; NULL on failure. */
json_t *cursor_array(const struct context *c, const char *select,
                     const char *format, const char *names,
                     struct diag *d) MUST_CHECK;

/* The one integer of SELECT; 0 if it selects none. */
int cursor_count(const struct context *c, const char *select, int64_t *value,
                 struct diag *d) MUST_CHECK;

#endif
