/*
 * bulksource.h - rows in memory that SQLite reads as the table "bulk".
 *
 * See bulk.h, which is what other modules use.
 */
#ifndef BULKSOURCE_H
#define BULKSOURCE_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <sqlite3.h>
#include <stddef.h>
#include <stdint.h>

enum { BULKSOURCE_COLUMNS = 2000 }; /* of a table in SQLite, at most */

enum bulkcell_type {
    BULKCELL_NULL,
    BULKCELL_INTEGER,
    BULKCELL_REAL,
    BULKCELL_TEXT
};

struct bulkcell {
    union {
        int64_t integer;
        double real;
        size_t start; /* of a text, in the texts of its rows */
    } value;
    int length; /* of a text */
    enum bulkcell_type type;
};

struct bulkrows {
    size_t columns;
    struct bulkcell *cells; /* row after row */
    size_t used, room;      /* cells */
    char *texts;
    size_t text_used, text_room;
};

struct bulksource {
    const struct bulkrows *flushed; /* NULL: the table is empty */
};

/* That of the connection DB, which frees it when closed. NULL on failure. */
struct bulksource *bulksource_of(sqlite3 *db, struct diag *d) MUST_CHECK;

#endif
