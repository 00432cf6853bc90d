/*
 * tablepages.c - see tablepages.h.
 *
 * Page 1 holds the schema. The leaves of the table come behind it, and behind
 * them the levels of interior pages, the root last.
 */
#include "lib/tablepages.h"

#include "lib/mem.h"
#include "lib/tableleaves.h"
#include "lib/tablerecord.h"

#include <assert.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
    PAGE = TREEPAGES_SIZE,
    FILE_HEAD = TREEPAGES_FIRST,
    LEAF_HEAD = 8,
    RECORD = 2 + TABLEPAGES_COLUMNS + 8 * TABLEPAGES_COLUMNS,
    CELL_HEAD = 18 /* at most */
};

struct tablepages {
    size_t columns;
    struct tableleaves leaves;
};

struct tablepages *tablepages_new(size_t columns)
{
    assert(columns >= 1);
    struct tablepages *t = mem_alloc(sizeof *t);
    t->columns = columns;
    tablepages_again(t);
    return t;
}

struct tableleaves *tablepages_leaves(struct tablepages *t)
{
    return &t->leaves;
}

void tablepages_again(struct tablepages *t)
{
    treepages_clear(&t->leaves.tree);
    memset(treepages_add(&t->leaves.tree), 0, PAGE); /* the schema's */
}

/* Writes the record of VALUES; returns its length. */
static size_t put_record(unsigned char *to, const int64_t *values,
                         size_t columns)
{
    unsigned char *body = to + 1 + columns;
    to[0] = (unsigned char)(1 + columns);
    for (size_t i = 0; i < columns; i++) {
        size_t length = 0;
        to[1 + i] = values[i] == TABLEPAGES_NULL
                        ? 0
                        : tablerecord_type(values[i], &length);
        for (size_t k = length; k-- > 0;)
            *body++ = (unsigned char)((uint64_t)values[i] >> 8 * k);
    }
    return (size_t)(body - to);
}

void tablepages_start(struct tablepages *t, int64_t key)
{
    assert(t->leaves.rows == 0 && key >= 1);
    t->leaves.key = key - 1;
}

void tablepages_add_record(struct tablepages *t, const unsigned char *record,
                           size_t length)
{
    tableleaves_add(&t->leaves, t->leaves.key + 1, record, length);
}

void tablepages_add(struct tablepages *t, const int64_t *values)
{
    assert(t->columns <= TABLEPAGES_COLUMNS);
    unsigned char record[RECORD];
    tablepages_add_record(t, record, put_record(record, values, t->columns));
}

/* The head of the file. */
static void put_head(unsigned char *to, size_t pages)
{
    static const char magic[16] = "SQLite format 3";
    memcpy(to, magic, sizeof magic);
    treepages_put_16(to + 16, PAGE);
    to[18] = to[19] = 1; /* no write-ahead log */
    to[21] = 64;         /* these three shares are always the same */
    to[22] = to[23] = 32;
    treepages_put_32(to + 24, 1); /* changes */
    treepages_put_32(to + 28, (uint32_t)pages);
    treepages_put_32(to + 40, 1); /* version of the schema */
    treepages_put_32(to + 44, 4); /* of its format */
    treepages_put_32(to + 56, 1); /* UTF-8 */
    treepages_put_32(to + 92,
                     1); /* the change that the next number belongs to */
    treepages_put_32(to + 96, SQLITE_VERSION_NUMBER);
}

/* The row of the schema, of which only a part lies in page 1. A record that
   by its length belongs in a whole page there gets blanks at its end. */
static void make_schema(struct tablerecord *r, const char *name,
                        const char *create, uint32_t root)
{
    enum {
        ROOM = PAGE - FILE_HEAD - LEAF_HEAD - 2 - CELL_HEAD - TREEPAGES_NUMBER
    };
    char *sql = mem_text(create);
    for (;;) {
        tablerecord_begin(r);
        tablerecord_text(r, "table", strlen("table"));
        tablerecord_text(r, name, strlen(name));
        tablerecord_text(r, name, strlen(name));
        tablerecord_integer(r, root);
        tablerecord_text(r, sql, strlen(sql));
        if (tableleaves_local(tablerecord_length(r)) <= ROOM)
            break;
        char *longer = mem_format("%s%200s", sql, "");
        free(sql);
        sql = longer;
    }
    free(sql);
}

/* Its cell, its rest in pages behind the tree; returns the length. */
static size_t put_schema_cell(struct treepages *tree,
                              const struct tablerecord *row,
                              unsigned char cell[PAGE])
{
    size_t length = tablerecord_length(row);
    size_t local = tableleaves_local(length);
    unsigned char *record = mem_alloc(length);
    tablerecord_write(row, record);
    size_t used = tablerecord_varint(cell, length);
    cell[used++] = 1; /* its key */
    memcpy(cell + used, record, local);
    used += local;
    if (local < length) {
        uint32_t rest = tableleaves_chain(tree, record + local, length - local);
        treepages_put_32(cell + used, rest);
        used += TREEPAGES_NUMBER;
    }
    free(record);
    return used;
}

/* Page 1: the head and the one row of the schema. */
static void put_schema(struct treepages *tree, const char *name,
                       const char *create)
{
    struct tablerecord row = {0};
    unsigned char cell[PAGE];
    make_schema(&row, name, create, tree->children[0].page);
    size_t used = put_schema_cell(tree, &row, cell);
    tablerecord_free(&row);
    unsigned char *page = treepages_at(tree, 1);
    put_head(page, tree->pages);
    memcpy(page + PAGE - used, cell, used);
    page[FILE_HEAD] = TREEPAGES_TABLE_LEAF;
    treepages_put_16(page + FILE_HEAD + 3, 1);
    treepages_put_16(page + FILE_HEAD + 5, PAGE - used);
    treepages_put_16(page + FILE_HEAD + LEAF_HEAD, PAGE - used);
}

void tablepages_finish(struct tablepages *t, const char *name,
                       const char *create)
{
    tableleaves_end(&t->leaves);
    while (t->leaves.tree.n_children > 1)
        treepages_level(&t->leaves.tree);
    put_schema(&t->leaves.tree, name, create);
}

unsigned char *tablepages_bytes(const struct tablepages *t, size_t *length)
{
    *length = t->leaves.tree.pages * PAGE;
    return t->leaves.tree.bytes;
}

int64_t tablepages_rows(const struct tablepages *t)
{
    return t->leaves.rows;
}

void tablepages_free(struct tablepages *t)
{
    if (t == NULL)
        return;
    treepages_free(&t->leaves.tree);
    free(t);
}
