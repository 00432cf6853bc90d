/* pagelot.c - see pagelot.h. */
#include "lib/pagelot.h"

#include "lib/mem.h"
#include "lib/tableleaves.h"
#include "lib/warehouse.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
    PAGE = TREEPAGES_SIZE,
    AT_ONCE = 2048,  /* pages of a blob, which has at most 10^9 bytes */
    TOGETHER = 4,    /* pages of a call; SQLite writes up to 128 KiB in one */
    STILL_HELD = 64, /* pages at most that SQLite's cache may need */
    LEAF_HEAD = 8
};

/* One: the pages are of our size, whole, in one file, and nothing but pages. */
static const char select_fit[] =
    "SELECT (SELECT page_size FROM pragma_page_size) = 16384"
    " AND (SELECT journal_mode FROM pragma_journal_mode) = 'delete'"
    " AND (SELECT auto_vacuum FROM pragma_auto_vacuum) = 0";

struct pagelot {
    sqlite3 *db;
    sqlite3_file *file; /* of SQLite */
    char *holder;       /* the table with the blob */
    uint32_t root;      /* of it */
    bool began;         /* pages were put */
    uint32_t *numbers;
    size_t room;
};

static bool is_busy(sqlite3 *db)
{
    sqlite3_stmt *s = NULL;
    while ((s = sqlite3_next_stmt(db, s)) != NULL)
        if (sqlite3_stmt_busy(s))
            return true;
    return false;
}

/* Whether the database is one file of whole pages, in DB's transaction. */
static int fits(sqlite3 *db, sqlite3_file **file, struct diag *d)
{
    int kept = -1;
    int64_t good;
    if (sqlite3_get_autocommit(db) || is_busy(db) ||
        sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, file) !=
            SQLITE_OK ||
        *file == NULL || (*file)->pMethods == NULL ||
        sqlite3_file_control(db, "main", SQLITE_FCNTL_RESERVE_BYTES, &kept) !=
            SQLITE_OK ||
        kept != 0)
        return 0;
    if (warehouse_integer(db, select_fit, 0, &good, d) != 0)
        return -1;
    return good != 0;
}

static int is_empty(sqlite3 *db, const char *table, struct diag *d)
{
    int64_t rows;
    char *sql = mem_format(
        "SELECT count(*) FROM (SELECT 1 FROM main.%s LIMIT 1)", table);
    int result = warehouse_integer(db, sql, 0, &rows, d);
    free(sql);
    return result == 0 ? rows == 0 : -1;
}

static int find_root(sqlite3 *db, const char *name, uint32_t *root,
                     struct diag *d)
{
    int64_t found = 0;
    char *sql = mem_format(
        "SELECT rootpage FROM main.sqlite_schema WHERE name = '%s'", name);
    int result = warehouse_integer(db, sql, 0, &found, d);
    free(sql);
    if (result == 0 && found < 2)
        return diag_fail(d, "there is no %s to be filled", name);
    *root = (uint32_t)found;
    return result;
}

/* Runs VERB on the table, which is followed by REST. */
static int run_on(sqlite3 *db, const char *verb, const char *table,
                  const char *rest, struct diag *d)
{
    char *sql = mem_format("%s main.%s%s", verb, table, rest);
    int result = warehouse_run(db, sql, d);
    free(sql);
    return result;
}

/* Has the roots of TABLE journaled, and makes the table of the blob. */
static int prepare(struct pagelot *lot, const char *table, struct diag *d)
{
    lot->holder = mem_format("spare_pages_of_%s", table);
    if (run_on(lot->db, "DELETE FROM", table, "", d) != 0 ||
        run_on(lot->db, "CREATE TABLE", lot->holder, " (bytes BLOB)", d) != 0)
        return -1;
    return find_root(lot->db, lot->holder, &lot->root, d);
}

int pagelot_open(struct pagelot **made, sqlite3 *db, const char *table,
                 struct diag *d)
{
    sqlite3_file *file = NULL;
    int can = fits(db, &file, d);
    if (can == 1)
        can = is_empty(db, table, d);
    if (can != 1)
        return can;
    struct pagelot *lot = mem_alloc(sizeof *lot);
    lot->db = db;
    lot->file = file;
    if (prepare(lot, table, d) == 0) {
        *made = lot;
        return 1;
    }
    pagelot_free(lot);
    return -1;
}

static int fail_file(struct diag *d, int code)
{
    return diag_fail(d, "cannot load rows: %s", sqlite3_errstr(code));
}

static sqlite3_int64 offset_of(uint32_t page)
{
    return (sqlite3_int64)(page - 1) * PAGE;
}

/*
 * Has all that SQLite holds written to the file and forgotten. 0 if it keeps
 * it: as somebody reads the warehouse, or a cache of another make does.
 */
static int settle(struct pagelot *lot, struct diag *d)
{
    int used = 0;
    int most = 0;
    int code = sqlite3_db_cacheflush(lot->db);
    if (code == SQLITE_BUSY)
        return 0;
    if (code != SQLITE_OK)
        return warehouse_fail(lot->db, "load rows", d);
    sqlite3_db_release_memory(lot->db);
    if (sqlite3_db_status(lot->db, SQLITE_DBSTATUS_CACHE_USED, &used, &most,
                          0) != SQLITE_OK)
        return 0;
    return used < STILL_HELD * PAGE;
}

/* SQLite allocates COUNT pages: that many, and a part of one in the root. */
static int store_blob(struct pagelot *lot, size_t count, struct diag *d)
{
    char *sql = mem_format("INSERT INTO main.%s VALUES (?1)", lot->holder);
    sqlite3_stmt *s = warehouse_prepare(lot->db, sql, d);
    free(sql);
    if (s == NULL)
        return -1;
    sqlite3_bind_zeroblob64(s, 1,
                            (sqlite3_uint64)count * (PAGE - TREEPAGES_NUMBER));
    int result = warehouse_do(s, d);
    sqlite3_finalize(s);
    return result;
}

/* Reads a varint; returns its end, or NULL if it is too long for us. */
static const unsigned char *get_varint(const unsigned char *from,
                                       uint64_t *value)
{
    *value = 0;
    for (int i = 0; i < 5; i++) {
        *value = *value << 7 | (*from & 0x7F);
        if ((*from++ & 0x80) == 0)
            return from;
    }
    return NULL;
}

/* Where the chain of the one row of the leaf ROOT begins; 0: it has none. */
static uint32_t find_chain(const unsigned char root[PAGE])
{
    uint64_t length, key;
    size_t at = (size_t)root[LEAF_HEAD] << 8 | root[LEAF_HEAD + 1];
    if (root[0] != TREEPAGES_TABLE_LEAF || root[3] != 0 || root[4] != 1 ||
        at >= PAGE - 16)
        return 0;
    const unsigned char *cell = get_varint(root + at, &length);
    if (cell != NULL)
        cell = get_varint(cell, &key);
    size_t local = tableleaves_local(length);
    if (cell == NULL || local == length ||
        (size_t)(cell - root) + local + TREEPAGES_NUMBER > PAGE)
        return 0;
    return treepages_get_32(cell + local);
}

/* The numbers of the COUNT pages of the blob. 0: the file says otherwise. */
static int follow_chain(struct pagelot *lot, uint32_t *numbers, size_t count)
{
    unsigned char root[PAGE], next[TREEPAGES_NUMBER];
    const struct sqlite3_io_methods *io = lot->file->pMethods;
    if (io->xRead(lot->file, root, PAGE, offset_of(lot->root)) != SQLITE_OK)
        return 0;
    uint32_t page = find_chain(root);
    for (size_t i = 0; i < count; i++) {
        if (page < 2 || io->xRead(lot->file, next, sizeof next,
                                  offset_of(page)) != SQLITE_OK)
            return 0;
        numbers[i] = page;
        page = treepages_get_32(next);
    }
    return page == 0;
}

static int write_pages(struct pagelot *lot, const unsigned char *bytes,
                       uint32_t first, size_t count, struct diag *d)
{
    int code = lot->file->pMethods->xWrite(
        lot->file, bytes, (int)(count * PAGE), offset_of(first));
    return code == SQLITE_OK ? 0 : fail_file(d, code);
}

/* The blob's table has no row any more; its pages are ours. */
static int empty_holder(struct pagelot *lot, struct diag *d)
{
    unsigned char page[PAGE] = {TREEPAGES_TABLE_LEAF};
    treepages_put_16(page + 5, PAGE);
    return write_pages(lot, page, lot->root, 1, d);
}

static int take_some(struct pagelot *lot, uint32_t *numbers, size_t count,
                     struct diag *d)
{
    if (store_blob(lot, count, d) != 0)
        return -1;
    int can = settle(lot, d);
    if (can == 1)
        can = follow_chain(lot, numbers, count);
    if (can == 0 && lot->began)
        return diag_fail(d, "cannot load rows: SQLite holds pages back");
    if (can != 1 || empty_holder(lot, d) != 0)
        return can == 0 ? 0 : -1;
    lot->began = true;
    return 1;
}

/* The numbers of COUNT pages. */
static int take(struct pagelot *lot, size_t count, struct diag *d)
{
    int result = 1;
    for (size_t i = 0; i < count && result == 1; i += AT_ONCE)
        result = take_some(lot, lot->numbers + i,
                           count - i < AT_ONCE ? count - i : AT_ONCE, d);
    return result;
}

/* Writes pages that lie one behind the other in one call. */
static int write_all(struct pagelot *lot, const unsigned char *bytes,
                     size_t count, struct diag *d)
{
    const uint32_t *numbers = lot->numbers;
    for (size_t i = 0, n; i < count; i += n) {
        n = 1;
        while (n < TOGETHER && i + n < count &&
               numbers[i + n] == numbers[i] + n)
            n++;
        if (write_pages(lot, bytes + i * PAGE, numbers[i], n, d) != 0)
            return -1;
    }
    return 0;
}

int pagelot_put(struct pagelot *lot, struct treepages *tree, size_t skip,
                struct diag *d)
{
    size_t pages = tree->pages - skip;
    if (lot->room < pages) {
        lot->room = 2 * pages;
        lot->numbers = mem_array(lot->numbers, lot->room, sizeof *lot->numbers);
    }
    int result = pages > 0 ? take(lot, pages, d) : 1;
    if (result != 1)
        return result;
    treepages_place(tree, lot->numbers, skip);
    if (write_all(lot, tree->bytes + skip * PAGE, pages, d) != 0)
        return -1;
    treepages_clear(tree);
    return 1;
}

/* The last page becomes the root NAME, which SQLite has journaled. */
static int write_root(struct pagelot *lot, const struct treepages *tree,
                      const char *name, struct diag *d)
{
    uint32_t root;
    if (find_root(lot->db, name, &root, d) != 0)
        return -1;
    int settled = settle(lot, d);
    if (settled != 1)
        return settled < 0 ? -1
                           : diag_fail(d, "cannot load rows: SQLite holds"
                                          " pages back");
    return write_pages(lot, tree->bytes, root, 1, d);
}

int pagelot_finish(struct pagelot *lot, struct treepages *tree,
                   const char *name, struct diag *d)
{
    while (tree->n_children > 1) {
        treepages_level(tree);
        if (tree->n_children > 1 && pagelot_put(lot, tree, 0, d) != 1)
            return -1;
    }
    return write_root(lot, tree, name, d);
}

void pagelot_free(struct pagelot *lot)
{
    if (lot == NULL)
        return;
    free(lot->numbers);
    free(lot->holder);
    free(lot);
}

int pagelot_close(struct pagelot *lot, struct diag *d)
{
    if (lot == NULL)
        return 0;
    int result = run_on(lot->db, "DROP TABLE", lot->holder, "", d);
    pagelot_free(lot);
    return result;
}
