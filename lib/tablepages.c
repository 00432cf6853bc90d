/*
 * tablepages.c - see tablepages.h.
 *
 * Page 1 holds the schema. The leaves of the table come behind it, and behind
 * them the levels of interior pages, the root last. In a leaf and in an
 * interior page alike, the places of the cells stand in order behind the head,
 * and the cells themselves fill the page from its end. What of a long record
 * does not belong in its leaf lies in a chain of pages behind it.
 */
#include "lib/tablepages.h"

#include "lib/mem.h"
#include "lib/tablerecord.h"

#include <assert.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
    PAGE = 16384,
    FILE_HEAD = 100,
    LEAF = 13,
    INTERIOR = 5,
    LEAF_HEAD = 8,
    INTERIOR_HEAD = 12,
    RECORD = 2 + TABLEPAGES_COLUMNS + 8 * TABLEPAGES_COLUMNS,
    NEXT = 4, /* bytes of the number of a page, also of the next in a chain */
    MOST_LOCAL = PAGE - 35, /* of a record in a leaf, by the format */
    LEAST_LOCAL = (PAGE - 12) * 32 / 255 - 23,
    CELL_HEAD = 18, /* at most */
    SCHEMA_COLUMNS = 5
};

/* A page that an interior page must point at, and its last row. */
struct child {
    uint32_t page;
    uint64_t last;
};

struct tablepages {
    size_t columns;
    unsigned char *bytes;
    size_t pages, room;
    size_t page;        /* that is being filled, from 1 */
    size_t head;        /* bytes of it before its places */
    size_t cells, free; /* of it; where its cells begin */
    uint64_t rows;
    uint64_t key;           /* of the last row */
    struct child *children; /* of the level being built */
    size_t n_children, child_room;
};

static void put_16(unsigned char *to, size_t value)
{
    to[0] = (unsigned char)(value >> 8);
    to[1] = (unsigned char)value;
}

static void put_32(unsigned char *to, uint32_t value)
{
    put_16(to, value >> 16);
    put_16(to + 2, value & 0xFFFF);
}

static unsigned char *this_page(const struct tablepages *t)
{
    return t->bytes + (t->page - 1) * PAGE;
}

/* A page more, of zeros. */
static unsigned char *add_page(struct tablepages *t)
{
    if (t->pages == t->room) {
        t->bytes = mem_array(t->bytes, 2 * t->room + 4, PAGE);
        t->room = 2 * t->room + 4;
    }
    unsigned char *page = t->bytes + t->pages * PAGE;
    memset(page, 0, PAGE);
    t->pages++;
    return page;
}

static void begin_page(struct tablepages *t, unsigned char kind)
{
    unsigned char *page = add_page(t);
    t->page = t->pages;
    size_t start = t->page == 1 ? FILE_HEAD : 0;
    page[start] = kind;
    t->head = start + (kind == LEAF ? LEAF_HEAD : INTERIOR_HEAD);
    t->cells = 0;
    t->free = PAGE;
}

/* Notes the counts in the head of the page. */
static void end_page(struct tablepages *t, unsigned char kind)
{
    size_t start = t->head - (kind == LEAF ? LEAF_HEAD : INTERIOR_HEAD);
    put_16(this_page(t) + start + 3, t->cells);
    put_16(this_page(t) + start + 5, t->free);
}

static bool has_room(const struct tablepages *t, size_t length)
{
    return t->head + 2 * (t->cells + 1) + length <= t->free;
}

static void add_cell(struct tablepages *t, const unsigned char *cell,
                     size_t length)
{
    unsigned char *page = this_page(t);
    t->free -= length;
    memcpy(page + t->free, cell, length);
    put_16(page + t->head + 2 * t->cells, t->free);
    t->cells++;
}

static void add_child(struct tablepages *t)
{
    t->children = mem_grow(t->children, t->n_children, &t->child_room,
                           sizeof *t->children);
    t->children[t->n_children++] = (struct child){(uint32_t)t->page, t->key};
}

struct tablepages *tablepages_new(size_t columns)
{
    assert(columns >= 1);
    struct tablepages *t = mem_alloc(sizeof *t);
    t->columns = columns;
    begin_page(t, LEAF); /* of the schema, filled at the end */
    begin_page(t, LEAF);
    return t;
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

/* How much of a record lies in its leaf. */
static size_t local_length(size_t length)
{
    if (length <= MOST_LOCAL)
        return length;
    size_t local = LEAST_LOCAL + (length - LEAST_LOCAL) % (PAGE - NEXT);
    return local <= MOST_LOCAL ? local : LEAST_LOCAL;
}

/* Puts the rest of a record into pages; returns the first. */
static uint32_t put_chain(struct tablepages *t, const unsigned char *rest,
                          size_t length)
{
    uint32_t first = (uint32_t)t->pages + 1;
    while (length > 0) {
        size_t part = length < PAGE - NEXT ? length : PAGE - NEXT;
        unsigned char *page = add_page(t);
        if (part < length)
            put_32(page, (uint32_t)t->pages + 1);
        memcpy(page + NEXT, rest, part);
        rest += part;
        length -= part;
    }
    return first;
}

/* Puts a cell of a leaf together; returns its length. */
static size_t put_cell(struct tablepages *t, unsigned char cell[PAGE],
                       uint64_t key, const unsigned char *record, size_t length)
{
    size_t local = local_length(length);
    size_t used = tablerecord_varint(cell, length);
    used += tablerecord_varint(cell + used, key);
    memcpy(cell + used, record, local);
    used += local;
    if (local == length)
        return used;
    put_32(cell + used, put_chain(t, record + local, length - local));
    return used + NEXT;
}

void tablepages_start(struct tablepages *t, int64_t key)
{
    assert(t->rows == 0 && key >= 1);
    t->key = (uint64_t)key - 1;
}

void tablepages_add_record(struct tablepages *t, const unsigned char *record,
                           size_t length)
{
    unsigned char cell[PAGE];
    size_t used = put_cell(t, cell, t->key + 1, record, length);
    if (!has_room(t, used)) {
        end_page(t, LEAF);
        add_child(t);
        begin_page(t, LEAF);
    }
    add_cell(t, cell, used);
    t->key++;
    t->rows++;
}

void tablepages_add(struct tablepages *t, const int64_t *values)
{
    assert(t->columns <= TABLEPAGES_COLUMNS);
    unsigned char record[RECORD];
    tablepages_add_record(t, record, put_record(record, values, t->columns));
}

/* Ends the interior page: CHILD, its last, has no cell of its own. */
static void end_interior(struct tablepages *t, const struct child *child)
{
    put_32(this_page(t) + t->head - 4, child->page);
    end_page(t, INTERIOR);
}

/* Builds the level above the children, which become those of the next one. */
static void build_level(struct tablepages *t)
{
    size_t above = 0;
    begin_page(t, INTERIOR);
    for (size_t i = 0; i < t->n_children; i++) {
        const struct child child = t->children[i];
        unsigned char cell[4 + TABLERECORD_VARINT];
        put_32(cell, child.page);
        size_t length = 4 + tablerecord_varint(cell + 4, child.last);
        bool ends = i + 1 == t->n_children || !has_room(t, length);
        if (!ends) {
            add_cell(t, cell, length);
            continue;
        }
        end_interior(t, &child);
        t->children[above++] = (struct child){(uint32_t)t->page, child.last};
        if (i + 1 < t->n_children)
            begin_page(t, INTERIOR);
    }
    t->n_children = above;
}

/* The head of the file. */
static void put_head(unsigned char *to, size_t pages)
{
    static const char magic[16] = "SQLite format 3";
    memcpy(to, magic, sizeof magic);
    put_16(to + 16, PAGE);
    to[18] = to[19] = 1; /* no write-ahead log */
    to[21] = 64;         /* these three shares are always the same */
    to[22] = to[23] = 32;
    put_32(to + 24, 1); /* changes */
    put_32(to + 28, (uint32_t)pages);
    put_32(to + 40, 1); /* version of the schema */
    put_32(to + 44, 4); /* of its format */
    put_32(to + 56, 1); /* UTF-8 */
    put_32(to + 92, 1); /* the change that the next number belongs to */
    put_32(to + 96, SQLITE_VERSION_NUMBER);
}

/* The row of the schema, of which only a part lies in page 1. A record that
   by its length belongs in a whole page there gets blanks at its end. */
static void make_schema(struct tablerecord *r, const char *name,
                        const char *create, uint32_t root)
{
    enum { ROOM = PAGE - FILE_HEAD - LEAF_HEAD - 2 - CELL_HEAD - NEXT };
    char *sql = mem_text(create);
    for (;;) {
        tablerecord_begin(r);
        tablerecord_text(r, "table", strlen("table"));
        tablerecord_text(r, name, strlen(name));
        tablerecord_text(r, name, strlen(name));
        tablerecord_integer(r, root);
        tablerecord_text(r, sql, strlen(sql));
        if (local_length(tablerecord_length(r)) <= ROOM)
            break;
        char *longer = mem_format("%s%200s", sql, "");
        free(sql);
        sql = longer;
    }
    free(sql);
}

/* Page 1: the head and the one row of the schema. */
static void put_schema(struct tablepages *t, const char *name,
                       const char *create)
{
    struct tablerecord row = {0};
    unsigned char cell[PAGE];
    make_schema(&row, name, create, (uint32_t)t->page);
    size_t length = tablerecord_length(&row);
    unsigned char *record = mem_alloc(length);
    tablerecord_write(&row, record);
    size_t used = put_cell(t, cell, 1, record, length);
    free(record);
    tablerecord_free(&row);
    unsigned char *page = t->bytes;
    put_head(page, t->pages);
    memcpy(page + PAGE - used, cell, used);
    put_16(page + FILE_HEAD + 3, 1);
    put_16(page + FILE_HEAD + 5, PAGE - used);
    put_16(page + FILE_HEAD + LEAF_HEAD, PAGE - used);
}

void tablepages_finish(struct tablepages *t, const char *name,
                       const char *create)
{
    end_page(t, LEAF);
    add_child(t);
    while (t->n_children > 1)
        build_level(t);
    put_schema(t, name, create);
}

unsigned char *tablepages_bytes(const struct tablepages *t, size_t *length)
{
    *length = t->pages * PAGE;
    return t->bytes;
}

int64_t tablepages_rows(const struct tablepages *t)
{
    return (int64_t)t->rows;
}

void tablepages_free(struct tablepages *t)
{
    if (t == NULL)
        return;
    free(t->bytes);
    free(t->children);
    free(t);
}
