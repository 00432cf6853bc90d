/*
 * tablepages.c - see tablepages.h.
 *
 * Page 1 holds the schema. The leaves of the table come behind it, and behind
 * them the levels of interior pages, the root last. In a leaf and in an
 * interior page alike, the places of the cells stand in order behind the head,
 * and the cells themselves fill the page from its end.
 */
#include "lib/tablepages.h"

#include "lib/mem.h"

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
    size_t pages, room; /* the last page is being filled */
    size_t head;        /* bytes of it before its places */
    size_t cells, free; /* of it; where its cells begin */
    uint64_t rows;
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

/* SQLite's varint, the highest bits first; VALUE has at most 56 bits. */
static size_t put_varint(unsigned char *to, uint64_t value)
{
    size_t length = 1;
    while (value >> 7 * length != 0)
        length++;
    for (size_t i = 0; i < length; i++) {
        unsigned bits = (unsigned)(value >> 7 * (length - 1 - i)) & 0x7F;
        to[i] = (unsigned char)(i + 1 < length ? bits | 0x80 : bits);
    }
    return length;
}

static unsigned char *last_page(const struct tablepages *t)
{
    return t->bytes + (t->pages - 1) * PAGE;
}

static void begin_page(struct tablepages *t, unsigned char kind)
{
    if (t->pages == t->room) {
        t->bytes = mem_array(t->bytes, 2 * t->room + 4, PAGE);
        t->room = 2 * t->room + 4;
    }
    t->pages++;
    unsigned char *page = last_page(t);
    memset(page, 0, PAGE);
    size_t start = t->pages == 1 ? FILE_HEAD : 0;
    page[start] = kind;
    t->head = start + (kind == LEAF ? LEAF_HEAD : INTERIOR_HEAD);
    t->cells = 0;
    t->free = PAGE;
}

/* Notes the counts in the head of the last page. */
static void end_page(struct tablepages *t, unsigned char kind)
{
    size_t start = t->head - (kind == LEAF ? LEAF_HEAD : INTERIOR_HEAD);
    put_16(last_page(t) + start + 3, t->cells);
    put_16(last_page(t) + start + 5, t->free);
}

static bool has_room(const struct tablepages *t, size_t length)
{
    return t->head + 2 * (t->cells + 1) + length <= t->free;
}

static void add_cell(struct tablepages *t, const unsigned char *cell,
                     size_t length)
{
    unsigned char *page = last_page(t);
    t->free -= length;
    memcpy(page + t->free, cell, length);
    put_16(page + t->head + 2 * t->cells, t->free);
    t->cells++;
}

static void add_child(struct tablepages *t)
{
    t->children = mem_grow(t->children, t->n_children, &t->child_room,
                           sizeof *t->children);
    t->children[t->n_children++] = (struct child){(uint32_t)t->pages, t->rows};
}

struct tablepages *tablepages_new(size_t columns)
{
    assert(columns >= 1 && columns <= TABLEPAGES_COLUMNS);
    struct tablepages *t = mem_alloc(sizeof *t);
    t->columns = columns;
    begin_page(t, LEAF); /* of the schema, filled at the end */
    begin_page(t, LEAF);
    return t;
}

/* How a value is stored, and in how many bytes. */
static unsigned char serial_type(int64_t value, size_t *length)
{
    static const unsigned char lengths[] = {0, 1, 2, 3, 4, 6, 8};
    *length = 0;
    if (value == TABLEPAGES_NULL)
        return 0;
    if (value == 0 || value == 1)
        return (unsigned char)(8 + value);
    uint64_t size = (uint64_t)(value < 0 ? ~value : value);
    unsigned char type = 1;
    while (type < 6 && size >> (8 * lengths[type] - 1) != 0)
        type++;
    *length = lengths[type];
    return type;
}

/* Writes the record of VALUES; returns its length. */
static size_t put_record(unsigned char *to, const int64_t *values,
                         size_t columns)
{
    unsigned char *body = to + 1 + columns;
    to[0] = (unsigned char)(1 + columns);
    for (size_t i = 0; i < columns; i++) {
        size_t length;
        to[1 + i] = serial_type(values[i], &length);
        for (size_t k = length; k-- > 0;)
            *body++ = (unsigned char)((uint64_t)values[i] >> 8 * k);
    }
    return (size_t)(body - to);
}

void tablepages_add(struct tablepages *t, const int64_t *values)
{
    unsigned char record[RECORD];
    unsigned char cell[RECORD + 18];
    size_t length = put_record(record, values, t->columns);
    size_t used = put_varint(cell, length);
    used += put_varint(cell + used, t->rows + 1);
    memcpy(cell + used, record, length);
    used += length;
    if (!has_room(t, used)) {
        end_page(t, LEAF);
        add_child(t);
        begin_page(t, LEAF);
    }
    add_cell(t, cell, used);
    t->rows++;
}

/* Ends the interior page: CHILD, its last, has no cell of its own. */
static void end_interior(struct tablepages *t, const struct child *child)
{
    put_32(last_page(t) + t->head - 4, child->page);
    end_page(t, INTERIOR);
}

/* Builds the level above the children, which become those of the next one. */
static void build_level(struct tablepages *t)
{
    size_t above = 0;
    begin_page(t, INTERIOR);
    for (size_t i = 0; i < t->n_children; i++) {
        const struct child child = t->children[i];
        unsigned char cell[4 + 9];
        put_32(cell, child.page);
        size_t length = 4 + put_varint(cell + 4, child.last);
        bool ends = i + 1 == t->n_children || !has_room(t, length);
        if (!ends) {
            add_cell(t, cell, length);
            continue;
        }
        end_interior(t, &child);
        t->children[above++] = (struct child){(uint32_t)t->pages, child.last};
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

/* Page 1: the head and the one row of the schema. */
static int put_schema(struct tablepages *t, const char *name,
                      const char *create, struct diag *d)
{
    const char *const texts[SCHEMA_COLUMNS] = {"table", name, name, NULL,
                                               create};
    unsigned char cell[PAGE];
    unsigned char head[1 + 9 * SCHEMA_COLUMNS];
    size_t head_length = 1, body = 4; /* the root page, as a text is not */
    for (size_t i = 0; i < SCHEMA_COLUMNS; i++) {
        size_t length = texts[i] != NULL ? strlen(texts[i]) : 0;
        head_length += put_varint(head + head_length,
                                  texts[i] != NULL ? 13 + 2 * length : 4);
        body += length;
    }
    head[0] = (unsigned char)head_length;
    if (head_length + body > PAGE - FILE_HEAD - LEAF_HEAD - 16)
        return diag_fail(d, "the declaration of table %s is too long", name);
    size_t used = put_varint(cell, head_length + body);
    cell[used++] = 1;
    memcpy(cell + used, head, head_length);
    used += head_length;
    for (size_t i = 0; i < SCHEMA_COLUMNS; i++) {
        size_t length = texts[i] != NULL ? strlen(texts[i]) : 4;
        if (texts[i] != NULL)
            memcpy(cell + used, texts[i], length);
        else
            put_32(cell + used, (uint32_t)t->pages);
        used += length;
    }
    unsigned char *page = t->bytes;
    put_head(page, t->pages);
    memcpy(page + PAGE - used, cell, used);
    put_16(page + FILE_HEAD + 3, 1);
    put_16(page + FILE_HEAD + 5, PAGE - used);
    put_16(page + FILE_HEAD + LEAF_HEAD, PAGE - used);
    return 0;
}

int tablepages_finish(struct tablepages *t, const char *name,
                      const char *create, struct diag *d)
{
    end_page(t, LEAF);
    add_child(t);
    while (t->n_children > 1)
        build_level(t);
    return put_schema(t, name, create, d);
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
