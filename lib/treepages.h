/*
 * treepages.h - the pages of a b-tree, as SQLite lays them out, in memory.
 *
 * The level of the leaves is filled from left to right, cell by cell; above it
 * come the levels of interior pages, each made from the one below. What a cell
 * holds is the business of the caller. After SQLite's documented "Database
 * File Format" (sqlite.org), 1.6; see tablepages.h and tabletree.h.
 *
 * Pages are numbered from 1 in the order made, until treepages_place() tells
 * the numbers that they have in a file.
 */
#ifndef TREEPAGES_H
#define TREEPAGES_H

#include "lib/attr.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    TREEPAGES_SIZE = 16384, /* bytes of a page */
    TREEPAGES_FIRST = 100,  /* of the first page of a file, before its tree */
    TREEPAGES_NUMBER = 4    /* of the number of a page */
};

/* The first byte of a page. */
enum treepages_kind {
    TREEPAGES_INDEX_INTERIOR = 2,
    TREEPAGES_TABLE_INTERIOR = 5,
    TREEPAGES_INDEX_LEAF = 10,
    TREEPAGES_TABLE_LEAF = 13
};

/* A page that an interior page must point at, and what follows the pointer
   in its cell: the highest key of a table, the next record of an index. */
struct treechild {
    uint32_t page;
    uint32_t length;
    size_t key; /* in the keys */
};

/* Begins as {0}. */
struct treepages {
    unsigned char *bytes;
    size_t pages, room;
    size_t page;              /* that is being filled; 0: none */
    size_t head, cells, free; /* bytes before its places; where cells begin */
    enum treepages_kind kind;
    struct treechild *children; /* of the level being built */
    size_t n_children, child_room;
    size_t placed; /* children whose page has its number in a file */
    unsigned char *keys;
    size_t n_keys, keys_room;
    size_t *numbers; /* where the number of a page lies that may change */
    size_t n_numbers, number_room;
};

void treepages_free(struct treepages *t);

/* Drops the pages, but not the children. */
void treepages_clear(struct treepages *t);

/* A page more, which is no node of the tree; its bytes are not set. */
unsigned char *treepages_add(struct treepages *t);

/* The bytes of the page NUMBER. Moves with treepages_add() and begin. */
unsigned char *treepages_at(const struct treepages *t, size_t number);

/* Begins a page of KIND, the last one being ended. */
void treepages_begin(struct treepages *t, enum treepages_kind kind);

/* Whether a cell of LENGTH bytes fits into the page. */
static inline bool treepages_fits(const struct treepages *t, size_t length)
{
    return t->head + 2 * (t->cells + 1) + length <= t->free;
}

/* Room for a cell that fits, behind the others; to be written at once. */
static inline unsigned char *treepages_cell(struct treepages *t, size_t length)
{
    unsigned char *page = t->bytes + (t->page - 1) * TREEPAGES_SIZE;
    unsigned char *place = page + t->head + 2 * t->cells++;
    t->free -= length;
    place[0] = (unsigned char)(t->free >> 8);
    place[1] = (unsigned char)t->free;
    return page + t->free;
}

/* The number that lies at TO, inside of a page, changes with its page. */
void treepages_note_number(struct treepages *t, const unsigned char *to);

/* Ends the page, a child whose KEY has LENGTH bytes. */
void treepages_end(struct treepages *t, const unsigned char *key,
                   size_t length);

/* Builds the level above the children, which are replaced by its pages. */
void treepages_level(struct treepages *t);

/*
 * The page behind the first SKIP is now NUMBERS[0], and so on: changes the
 * numbers noted, and those of the children since the last time. Then the pages
 * may be written and cleared.
 */
void treepages_place(struct treepages *t, const uint32_t *numbers, size_t skip);

/* Numbers in a file: the highest byte first. */
void treepages_put_16(unsigned char *to, size_t value);
void treepages_put_32(unsigned char *to, uint32_t value);
uint32_t treepages_get_32(const unsigned char *from);

#endif
