/*
 * warehouse.c - see warehouse.h.
 *
 * Making the file: an empty file of mode 0600 first, then the whole schema,
 * the mark and the version in one transaction. A kill before its commit leaves
 * an empty file, or a journal that brings it back to empty.
 */
#include "lib/warehouse.h"

#include "lib/layout.h"
#include "lib/lockfile.h"
#include "lib/mem.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    MARK = 0x44726970,    /* "Drip", the application_id */
    READER_WAITS = 10000, /* milliseconds, for a writer's commit */
    WRITER_WAITS = 60000  /* for readers to finish */
};

extern const char warehouse_schema[];

static int fail_here(const struct warehouse *w, struct diag *d,
                     const char *what)
{
    diag_at(d, w->path, 0, NULL);
    return diag_fail(d, "%s", what);
}

/* Opens the file; FLAGS are SQLite's. Closed by warehouse_close(). */
static int connect(struct warehouse *w, const char *path, int flags,
                   struct diag *d)
{
    bool reads = (flags & SQLITE_OPEN_READONLY) != 0;
    flags |= SQLITE_OPEN_NOMUTEX;
    if (sqlite3_open_v2(path, &w->db, flags, NULL) != SQLITE_OK) {
        diag_at(d, w->path, 0, NULL);
        return warehouse_fail(w->db, "open it", d);
    }
    sqlite3_extended_result_codes(w->db, 1);
    sqlite3_busy_timeout(w->db, reads ? READER_WAITS : WRITER_WAITS);
    sqlite3_db_config(w->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(w->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    if (!reads && sqlite3_db_readonly(w->db, "main") == 1)
        return fail_here(w, d, "may not be written by you");
    return 0;
}

/*
 * Once the file has been read or made: SQLite counts the cache in pages, and
 * knows only then how large they are.
 */
static int enlarge_cache(const struct warehouse *w, struct diag *d)
{
    return warehouse_run(w->db, "PRAGMA cache_size = -65536", d);
}

/* Every statement must have been finalized: else the file stays open. */
static void disconnect(struct warehouse *w)
{
    int closed = sqlite3_close(w->db);
    assert(closed == SQLITE_OK);
    (void)closed;
    w->db = NULL;
}

/* Whether the tables are those that this program would make. */
static int check_layout(const struct warehouse *w, struct diag *d)
{
    sqlite3 *model = NULL;
    int status = sqlite3_open(":memory:", &model) == SQLITE_OK
                     ? warehouse_run(model, warehouse_schema, d)
                     : warehouse_fail(model, "make a database in memory", d);
    if (status == 0)
        status = layout_check(w->db, w->path, model, d);
    sqlite3_close(model);
    return status;
}

/* What the file is, going by its mark; EMPTY: nothing is in it. */
static int identify(const struct warehouse *w, bool *empty, struct diag *d)
{
    int64_t mark, version, tables;
    if (warehouse_integer(w->db, "PRAGMA application_id", 0, &mark, d) != 0 ||
        warehouse_integer(w->db, "PRAGMA user_version", 0, &version, d) != 0 ||
        warehouse_integer(w->db, "SELECT count(*) FROM sqlite_schema", 0,
                          &tables, d) != 0)
        return -1;
    *empty = mark == 0 && version == 0 && tables == 0;
    if (*empty)
        return 0;
    if (mark != MARK)
        return fail_here(w, d,
                         "not a Dripline warehouse; name another file under "
                         "\"warehouse\" in the study");
    if (version == WAREHOUSE_VERSION)
        return check_layout(w, d);
    diag_at(d, w->path, 0, NULL);
    return diag_fail(d,
                     "a warehouse of version %lld, and this program knows "
                     "version %d; load the inputs into a new file",
                     (long long)version, WAREHOUSE_VERSION);
}

static int make_schema(struct warehouse *w, struct diag *d)
{
    char *marks = mem_format("PRAGMA application_id = %d;"
                             "PRAGMA user_version = %d;",
                             MARK, WAREHOUSE_VERSION);
    int result = 0;
    if (warehouse_run(w->db, "PRAGMA page_size = 16384", d) != 0 ||
        warehouse_run(w->db, "BEGIN IMMEDIATE", d) != 0 ||
        warehouse_run(w->db, warehouse_schema, d) != 0 ||
        warehouse_run(w->db, marks, d) != 0 ||
        warehouse_run(w->db, "COMMIT", d) != 0)
        result = -1;
    free(marks);
    return result;
}

/* An empty file that only its owner may open, whatever the umask says. */
static int make_file(const struct warehouse *w, struct diag *d)
{
    int file = open(w->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    bool made = file >= 0 && fchmod(file, 0600) == 0;
    int cause = errno;
    if (file >= 0)
        close(file);
    if (made)
        return 0;
    errno = cause;
    diag_at(d, w->path, 0, NULL);
    return diag_fail_errno(d, "cannot make the warehouse");
}

static int fail_absent(const struct warehouse *w, struct diag *d)
{
    return fail_here(w, d,
                     "there is no warehouse yet; run dripline-ingest first");
}

/* Whether there is a file; what is no plain file is a fault. */
static int look(const struct warehouse *w, bool *there, struct diag *d)
{
    struct stat found;
    *there = stat(w->path, &found) == 0;
    if (!*there && errno != ENOENT) {
        diag_at(d, w->path, 0, NULL);
        return diag_fail_errno(d, "cannot open the warehouse");
    }
    if (*there && !S_ISREG(found.st_mode))
        return fail_here(w, d, "the warehouse must be a file");
    return 0;
}

static int open_writer(struct warehouse *w, bool create, const char *program,
                       struct diag *d)
{
    bool there, empty = false;
    if (look(w, &there, d) != 0)
        return -1;
    if (!there && !create)
        return fail_absent(w, d);
    w->lock = lockfile_take(w->path, program, d);
    if (w->lock < 0)
        return -1;
    if (look(w, &there, d) != 0 || (!there && make_file(w, d) != 0) ||
        connect(w, w->path, SQLITE_OPEN_READWRITE, d) != 0 ||
        identify(w, &empty, d) != 0 ||
        warehouse_run(w->db, "PRAGMA journal_mode = DELETE", d) != 0)
        return -1;
    if (empty && !create)
        return fail_absent(w, d);
    if (empty && make_schema(w, d) != 0)
        return -1;
    return enlarge_cache(w, d);
}

/*
 * Begins the reader's transaction. Where a killed writer has left a journal, a
 * read-only connection gets no further, and SQLite says so by a code.
 */
static int begin_reading(const struct warehouse *w, bool *torn, struct diag *d)
{
    struct diag why = *d;
    int64_t tables;
    *torn = false;
    if (warehouse_run(w->db, "BEGIN", &why) == 0 &&
        warehouse_integer(w->db, "SELECT count(*) FROM sqlite_schema", 0,
                          &tables, &why) == 0)
        return 0;
    *torn = sqlite3_extended_errcode(w->db) == SQLITE_READONLY_ROLLBACK;
    if ((sqlite3_errcode(w->db) & 0xFF) == SQLITE_BUSY) {
        char holder[LOCKFILE_HOLDER];
        diag_at(d, w->path, 0, NULL);
        return diag_fail(d, "being written by %s; try again when it is done",
                         lockfile_holder(w->path, holder));
    }
    if (!*torn)
        *d = why;
    return -1;
}

/* SQLite rolls the journal back on the first read that may write. */
static int roll_back(struct warehouse *w, struct diag *d)
{
    struct diag why = {0};
    int64_t tables;
    disconnect(w);
    int result = connect(w, w->path, SQLITE_OPEN_READWRITE, &why);
    if (result == 0)
        result = warehouse_integer(w->db, "SELECT count(*) FROM sqlite_schema",
                                   0, &tables, &why);
    disconnect(w);
    if (result == 0)
        return 0;
    diag_at(d, w->path, 0, NULL);
    return diag_fail(d,
                     "a program was killed while it wrote, and its half "
                     "change must be rolled back by one that may write the "
                     "file and its folder (%s)",
                     why.text);
}

static int connect_reader(struct warehouse *w, struct diag *d)
{
    bool torn;
    if (connect(w, w->path, SQLITE_OPEN_READONLY, d) != 0)
        return -1;
    if (begin_reading(w, &torn, d) == 0)
        return 0;
    if (!torn || roll_back(w, d) != 0 ||
        connect(w, w->path, SQLITE_OPEN_READONLY, d) != 0)
        return -1;
    if (begin_reading(w, &torn, d) == 0)
        return 0;
    return fail_here(w, d, "written and torn again meanwhile; try again");
}

static int open_reader(struct warehouse *w, struct diag *d)
{
    bool there, empty;
    if (look(w, &there, d) != 0)
        return -1;
    if (!there)
        return fail_absent(w, d);
    if (connect_reader(w, d) != 0 || identify(w, &empty, d) != 0)
        return -1;
    return empty ? fail_absent(w, d) : enlarge_cache(w, d);
}

static int fail_copy(const struct warehouse *w, const struct warehouse *source,
                     struct diag *d)
{
    bool full = (sqlite3_errcode(w->db) & 0xFF) == SQLITE_FULL;
    diag_at(d, source->path, 0, NULL);
    return diag_fail(d, "cannot make a temporary copy of it: %s%s",
                     sqlite3_errmsg(w->db),
                     full ? "; set TMPDIR to a folder with more room" : "");
}

/* Copies the file that SOURCE has open into W's. */
static int copy(struct warehouse *w, const struct warehouse *source,
                struct diag *d)
{
    sqlite3_backup *backup =
        sqlite3_backup_init(w->db, "main", source->db, "main");
    if (backup != NULL) {
        sqlite3_backup_step(backup, -1);
        if (sqlite3_backup_finish(backup) == SQLITE_OK)
            return 0;
    }
    return fail_copy(w, source, d);
}

/* Begins to read what is to be copied; EMPTY: there is nothing. */
static int connect_source(struct warehouse *source, bool *empty, struct diag *d)
{
    bool there;
    *empty = true;
    if (look(source, &there, d) != 0)
        return -1;
    if (!there)
        return 0;
    return connect_reader(source, d) == 0 ? identify(source, empty, d) : -1;
}

/* SQLite keeps a file without a name in its folder for temporary files. */
static int open_scratch(struct warehouse *w, struct diag *d)
{
    struct warehouse source = {.lock = -1, .path = w->path};
    bool empty;
    if (connect(w, "", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, d) != 0)
        return -1;
    int result = connect_source(&source, &empty, d);
    if (result == 0)
        result = empty ? make_schema(w, d) : copy(w, &source, d);
    disconnect(&source);
    return result == 0 ? enlarge_cache(w, d) : -1;
}

/* A copy that a crash spoils is made again, so it need not reach the disk. */
static int copy_into(struct warehouse *w, const struct warehouse *source,
                     struct diag *d)
{
    if (make_file(w, d) != 0 ||
        connect(w, w->path, SQLITE_OPEN_READWRITE, d) != 0 ||
        warehouse_run(w->db, "PRAGMA synchronous = OFF", d) != 0)
        return -1;
    return copy(w, source, d);
}

int warehouse_copy(const char *path, const char *to, struct diag *d)
{
    struct warehouse source = {.lock = -1, .path = mem_text(path)};
    struct warehouse target = {.lock = -1, .path = mem_text(to)};
    bool empty;
    int result = connect_source(&source, &empty, d);
    if (result == 0 && !empty)
        result = copy_into(&target, &source, d);
    warehouse_close(&target);
    warehouse_close(&source);
    return result;
}

int warehouse_open(struct warehouse *w, const char *path,
                   enum warehouse_mode mode, const char *program,
                   struct diag *d)
{
    *w = (struct warehouse){.lock = -1, .path = mem_text(path)};
    switch (mode) {
    case WAREHOUSE_READ:
        return open_reader(w, d);
    case WAREHOUSE_SCRATCH:
        return open_scratch(w, d);
    case WAREHOUSE_WRITE:
    case WAREHOUSE_CREATE:
        break;
    }
    return open_writer(w, mode == WAREHOUSE_CREATE, program, d);
}

void warehouse_close(struct warehouse *w)
{
    if (w->path == NULL)
        return;
    disconnect(w);
    lockfile_release(w->lock, w->path);
    free(w->path);
    *w = (struct warehouse){.lock = -1};
}
