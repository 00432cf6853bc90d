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

struct pagefile {
    sqlite3_stmt *holds;  /* the state of the database */
    sqlite3_file *file;   /* of SQLite; NULL: see copy */
    unsigned char *copy;  /* of all pages, by SQLite */
    sqlite3_int64 length; /* of it */
    size_t size, usable;
    uint32_t pages;
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
    free(p);
}

int pagefile_read(struct pagefile *p, uint32_t number, unsigned char *to,
                  struct diag *d)
{
    if (number < 1 || number > p->pages)
        return fail_damaged(d);
    sqlite3_int64 at = (sqlite3_int64)(number - 1) * (sqlite3_int64)p->size;
    if (p->copy != NULL) {
        memcpy(to, p->copy + at, p->size);
        return 0;
    }
    if (p->file->pMethods->xRead(p->file, to, (int)p->size, at) == SQLITE_OK)
        return 0;
    return diag_fail(d, "a page of the warehouse cannot be read");
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
