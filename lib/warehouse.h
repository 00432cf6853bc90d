/*
 * warehouse.h - the SQLite file: opening it, its version, its lock.
 *
 * The schema is lib/schema.sql. Journal mode DELETE, mode 0600. One writer at
 * a time: it holds FILE.lock, and a second one fails at once and is told which
 * program and process has it. Foreign keys are declared, not enforced while
 * loading: ingest resolves ids itself.
 *
 * A program may be killed at any moment. A file that it had only begun to make
 * counts as none; what it had not committed is rolled back by who opens the
 * file next, also by a reader, who may write for that alone.
 *
 * A connection is for one thread at a time: SQLite takes no locks on it.
 */
#ifndef WAREHOUSE_H
#define WAREHOUSE_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <sqlite3.h>
#include <stdint.h>

enum { WAREHOUSE_VERSION = 1 };

enum warehouse_mode {
    WAREHOUSE_READ,   /* must exist; opened read-only, never changed */
    WAREHOUSE_WRITE,  /* must exist; takes the lock */
    WAREHOUSE_CREATE, /* as WRITE, and makes it if it does not exist */
    WAREHOUSE_SCRATCH /* a copy of it, or a new one, that nobody else sees and
                         that is gone when closed: for trying out */
};

struct warehouse {
    sqlite3 *db; /* for statements; closed by warehouse_close() */
    int lock;    /* file descriptor, or -1 */
    char *path;  /* as given */
};

/*
 * Opens PATH as PROGRAM. Fails on a file that is no Dripline warehouse, on
 * another version, and on a lock held elsewhere. Call warehouse_close() in
 * either case; it rolls back what was not committed. Who opens with
 * WAREHOUSE_READ is inside a transaction from then on, and so sees one state
 * of the file until it is closed; a writer's commit waits for that, up to a
 * minute.
 */
int warehouse_open(struct warehouse *w, const char *path,
                   enum warehouse_mode mode, const char *program,
                   struct diag *d) MUST_CHECK;
void warehouse_close(struct warehouse *w);

/*
 * Copies one state of the warehouse PATH into the new file TO, of mode 0600 and
 * below TMPDIR. It is a reader of PATH while it copies, and takes no lock.
 * Where there is no warehouse at PATH, it makes none.
 */
int warehouse_copy(const char *path, const char *to, struct diag *d) MUST_CHECK;

/* Runs SQL without rows: one statement or several. */
int warehouse_run(sqlite3 *db, const char *sql, struct diag *d) MUST_CHECK;

/* NULL on failure. Finish with sqlite3_finalize(). */
sqlite3_stmt *warehouse_prepare(sqlite3 *db, const char *sql,
                                struct diag *d) MUST_CHECK;

/* 1 there is a row, 0 done (and the statement is reset), -1 failed. */
int warehouse_step(sqlite3_stmt *statement, struct diag *d) MUST_CHECK;

/* Steps a statement that gives no row, and resets it. */
int warehouse_do(sqlite3_stmt *statement, struct diag *d) MUST_CHECK;

/* The one integer that SQL selects; NONE where it selects none or NULL. */
int warehouse_integer(sqlite3 *db, const char *sql, int64_t none,
                      int64_t *value, struct diag *d) MUST_CHECK;

/*
 * Fills the diag with what SQLite says: "cannot DOING: ...", at the file.
 * Always returns -1.
 */
int warehouse_fail(sqlite3 *db, const char *doing, struct diag *d);

#endif
