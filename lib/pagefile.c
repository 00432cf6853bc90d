/*
 * pagefile.c - see pagefile.h.
 *
 * The file is read by the handle that SQLite has (SQLITE_FCNTL_FILE_POINTER):
 * with one of our own, closing it would let go of SQLite's locks, as POSIX has
 * it. A statement that has begun to read holds the lock.
 */
#include "lib/pagefile.h"

#include "lib/mem.h"
#include "lib/warehouse.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { HEAD = 100, LEAST_USABLE = 480, LOGGED = 2, UTF8 = 1 };
enum { WINDOW_BYTES = 256 << 10, NEAR = 16 };

struct pagefile {
    sqlite3_stmt *holds;  /* the state of the database */
    sqlite3_file *file;   /* of SQLite; NULL: see copy */
    unsigned char *copy;  /* of all pages, by SQLite */
    sqlite3_int64 length; /* of it */
    size_t size, usable;
    uint32_t pages;
    unsigned char *window; /* the pages first .. first + count - 1 */
    uint32_t first, count;
    uint32_t ahead; /* pages to read at a time */
};

static int fail_damaged(struct diag *d)
{
    return diag_fail(d, "the warehouse is damaged: a page is missing; load the"
                        " inputs into a new file");
}

static int find_root(struct pagefile *p, sqlite3 *db, const char *table,
                     uint32_t *root, struct diag *d)
{
    p->holds = warehouse_prepare(db,
                                 "SELECT rootpage FROM main.sqlite_schema"
                                 " WHERE type = 'table' AND name = ?1",
                                 d);
    if (p->holds == NULL)
        return -1;
    sqlite3_bind_text(p->holds, 1, table, -1, SQLITE_TRANSIENT);
    int got = warehouse_step(p->holds, d);
    if (got < 0)
        return -1;
    if (got == 0)
        return diag_fail(d, "there is no table %s", table);
    *root = (uint32_t)sqlite3_column_int64(p->holds, 0);
    return 0;
}

/* The file of SQLite, if its pages are all there is to read. */
static void find_file(struct pagefile *p, sqlite3 *db, unsigned char *head)
{
    sqlite3_file *file = NULL;
    if (sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, &file) !=
            SQLITE_OK ||
        file == NULL || file->pMethods == NULL ||
        file->pMethods->xRead(file, head, HEAD, 0) != SQLITE_OK)
        return;
    if (head[18] != LOGGED)
        p->file = file;
}

static int copy_all(struct pagefile *p, sqlite3 *db, unsigned char *head,
                    struct diag *d)
{
    sqlite3_int64 length = 0;
    p->copy = sqlite3_serialize(db, "main", &length, 0);
    if (p->copy == NULL || length < HEAD)
        return warehouse_fail(db, "read it", d);
    memcpy(head, p->copy, HEAD);
    p->length = length;
    return 0;
}

static int read_head(struct pagefile *p, sqlite3 *db, const unsigned char *head,
                     struct diag *d)
{
    int64_t pages;
    if (warehouse_integer(db, "PRAGMA main.page_count", 0, &pages, d) != 0)
        return -1;
    if (head[59] != UTF8)
        return diag_fail(d, "the warehouse has its texts in UTF-16; load the"
                            " inputs into a new file");
    p->size = (size_t)head[16] << 8 | head[17];
    if (p->size == 1)
        p->size = 65536;
    p->usable = p->size - head[20];
    if (p->copy != NULL && p->size > 0)
        pages = p->length / (sqlite3_int64)p->size;
    p->pages = (uint32_t)pages;
    bool good = p->size >= 512 && (p->size & (p->size - 1)) == 0 &&
                p->usable >= LEAST_USABLE && p->usable <= p->size;
    return good ? 0 : fail_damaged(d);
}

struct pagefile *pagefile_open(sqlite3 *db, const char *table, uint32_t *root,
                               struct diag *d)
{
    unsigned char head[HEAD];
    struct pagefile *p = mem_alloc(sizeof *p);
    if (find_root(p, db, table, root, d) == 0) {
        find_file(p, db, head);
        if ((p->file != NULL || copy_all(p, db, head, d) == 0) &&
            read_head(p, db, head, d) == 0)
            return p;
    }
    pagefile_close(p);
    return NULL;
}

void pagefile_close(struct pagefile *p)
{
    if (p == NULL)
        return;
    sqlite3_finalize(p->holds);
    sqlite3_free(p->copy);
    free(p->window);
    free(p);
}

/* COUNT pages from NUMBER on; false if they are not there. */
static bool read_pages(struct pagefile *p, uint32_t number, uint32_t count,
                       unsigned char *to)
{
    if (number < 1 || number > p->pages || p->pages - number < count - 1)
        return false;
    sqlite3_int64 at = (sqlite3_int64)(number - 1) * (sqlite3_int64)p->size;
    size_t bytes = count * p->size;
    if (p->copy == NULL)
        return p->file->pMethods->xRead(p->file, to, (int)bytes, at) ==
               SQLITE_OK;
    memcpy(to, p->copy + at, bytes);
    return true;
}

int pagefile_read(struct pagefile *p, uint32_t number, unsigned char *to,
                  struct diag *d)
{
    if (number < 1 || number > p->pages)
        return fail_damaged(d);
    if (read_pages(p, number, 1, to))
        return 0;
    return diag_fail(d, "a page of the warehouse cannot be read");
}

/* How many to read: twice as many as before where pages follow one another. */
static uint32_t pages_ahead(const struct pagefile *p, uint32_t number)
{
    uint32_t most = (uint32_t)(WINDOW_BYTES / p->size);
    if (number >= 1 && number <= p->pages && p->pages - number < most)
        most = p->pages - number + 1;
    uint32_t gap = number - (p->first + p->count); /* or far beyond */
    uint32_t ahead = p->count > 0 && gap < NEAR ? 2 * p->ahead : 1;
    return ahead < most ? ahead : most;
}

const unsigned char *pagefile_look(struct pagefile *p, uint32_t number,
                                   struct diag *d)
{
    if (number - p->first < p->count)
        return p->window + (number - p->first) * p->size;
    if (p->window == NULL)
        p->window = mem_alloc(WINDOW_BYTES + PAGEFILE_SLACK);
    p->ahead = pages_ahead(p, number);
    p->first = number;
    p->count = p->ahead;
    /* Pages that a transaction has made need not be in the file yet. */
    if (!read_pages(p, number, p->count, p->window)) {
        p->count = 1;
        if (pagefile_read(p, number, p->window, d) != 0) {
            p->count = 0;
            return NULL;
        }
    }
    return p->window;
}

size_t pagefile_size(const struct pagefile *p)
{
    return p->size;
}

size_t pagefile_usable(const struct pagefile *p)
{
    return p->usable;
}

uint64_t pagefile_bytes(const struct pagefile *p)
{
    return (uint64_t)p->pages * p->size;
}
