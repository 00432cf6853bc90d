/*
 * tablefill.h - fills a table with records, page by page.
 *
 * Records are gathered into pages of some MiB. A table without rows that gets
 * many is written page by page, by the way of pagelot.h; any other by that of
 * tablecopy.h. What tablecopy.h says of the table and of unchecked values
 * holds for both.
 */
#ifndef TABLEFILL_H
#define TABLEFILL_H

#include "lib/indexkeys.h"
#include "lib/keyedrows.h"
#include "lib/pagelot.h"
#include "lib/tablecopy.h"
#include "lib/tablerecord.h"

#include <stdbool.h>

struct tablefill {
    sqlite3 *db;
    char *table;
    struct tablecopy *copy;
    struct tablepages *pages; /* rows that are not stored yet, or NULL */
    size_t bytes;             /* of them */
    size_t many;              /* bytes that are worth the way of pages */
    struct pagelot *lot;      /* the way of pages; else NULL */
    bool tried;               /* it is taken or known not to be there */
    bool entity;              /* tablefill_open_entity() has opened it */
    struct indexkeys *ids;    /* of an entity, while pages may be put */
    bool mixed;               /* its rows are kept first */
    struct keyedrows kept;
    int64_t next; /* the key of the next row; 0: SQLite gives it */
    size_t columns;
    struct tablerecord record; /* for who writes value by value */
};

/* COLUMNS as tablecopy_open() has it. NULL on failure. */
struct tablefill *tablefill_open(sqlite3 *db, const char *table,
                                 const char *const *columns,
                                 struct diag *d) MUST_CHECK;

/*
 * The same for a table of things with ids: its first column is INTEGER PRIMARY
 * KEY AUTOINCREMENT, its second a UNIQUE text, not NULL and of at most
 * INDEXKEYS_LONGEST bytes, and it has no other index. The keys of its rows,
 * which tablefill_key() tells before each, ascend; if they are MIXED, they are
 * only different, and rows are kept until tablefill_flush(). Where pages cannot
 * be put, SQLite checks the values.
 */
struct tablefill *tablefill_open_entity(sqlite3 *db, const char *table,
                                        const char *const *columns, bool mixed,
                                        struct diag *d) MUST_CHECK;
static inline void tablefill_key(struct tablefill *f, int64_t key)
{
    f->next = key;
}

/*
 * For a table whose first column is its key, above 0: the first row that is
 * added gets KEY, the others what follows. In a record the key is NULL.
 */
void tablefill_start(struct tablefill *f, int64_t key);

/* Adds a row: what is in f->record, or, not of an entity, the LENGTH bytes of
   a record. */
int tablefill_end_row(struct tablefill *f, struct diag *d) MUST_CHECK;
int tablefill_add(struct tablefill *f, const unsigned char *record,
                  size_t length, struct diag *d) MUST_CHECK;

/*
 * Adds a row, not of an entity, of the integer FIRST, the values of MIDDLE, and
 * the integer LAST. It is the quickest way for rows that are mostly alike.
 */
int tablefill_add_around(struct tablefill *f, int64_t first,
                         const struct tablerecord *middle, int64_t last,
                         struct diag *d) MUST_CHECK;

/* Stores what was added. Until then, SQLite may see none of it. */
int tablefill_flush(struct tablefill *f, struct diag *d) MUST_CHECK;

/* Takes NULL; what was not stored is dropped. */
void tablefill_free(struct tablefill *f);

#endif
