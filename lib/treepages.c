/*
 * treepages.c - see treepages.h.
 *
 * In a leaf and in an interior page alike, the places of the cells stand in
 * order behind the head, and the cells themselves fill the page from its end.
 */
#include "lib/treepages.h"

#include "lib/mem.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { LEAF_HEAD = 8, INTERIOR_HEAD = 12 };

void treepages_put_16(unsigned char *to, size_t value)
{
    to[0] = (unsigned char)(value >> 8);
    to[1] = (unsigned char)value;
}

void treepages_put_32(unsigned char *to, uint32_t value)
{
    treepages_put_16(to, value >> 16);
    treepages_put_16(to + 2, value & 0xFFFF);
}

uint32_t treepages_get_32(const unsigned char *from)
{
    return (uint32_t)from[0] << 24 | (uint32_t)from[1] << 16 |
           (uint32_t)from[2] << 8 | from[3];
}

void treepages_free(struct treepages *t)
{
    free(t->bytes);
    free(t->children);
    free(t->keys);
    free(t->numbers);
    *t = (struct treepages){0};
}

void treepages_clear(struct treepages *t)
{
    t->pages = t->page = t->n_numbers = 0;
}

unsigned char *treepages_at(const struct treepages *t, size_t number)
{
    return t->bytes + (number - 1) * TREEPAGES_SIZE;
}

unsigned char *treepages_add(struct treepages *t)
{
    if (t->pages == t->room) {
        t->room = 2 * t->room + 4;
        t->bytes = mem_array(t->bytes, t->room, TREEPAGES_SIZE);
    }
    return treepages_at(t, ++t->pages);
}

static size_t head_length(enum treepages_kind kind)
{
    bool leaf = kind == TREEPAGES_TABLE_LEAF || kind == TREEPAGES_INDEX_LEAF;
    return leaf ? LEAF_HEAD : INTERIOR_HEAD;
}

void treepages_begin(struct treepages *t, enum treepages_kind kind)
{
    assert(t->page == 0);
    treepages_add(t);
    t->page = t->pages;
    t->kind = kind;
    t->head = head_length(kind);
    t->cells = 0;
    t->free = TREEPAGES_SIZE;
}

void treepages_note_number(struct treepages *t, const unsigned char *to)
{
    t->numbers =
        mem_grow(t->numbers, t->n_numbers, &t->number_room, sizeof *t->numbers);
    t->numbers[t->n_numbers++] = (size_t)(to - t->bytes);
}

static void add_child(struct treepages *t, uint32_t page,
                      const unsigned char *key, size_t length)
{
    t->children = mem_grow(t->children, t->n_children, &t->child_room,
                           sizeof *t->children);
    t->children[t->n_children++] =
        (struct treechild){page, (uint32_t)length, t->n_keys};
    while (t->keys_room - t->n_keys < length) {
        t->keys_room = 2 * t->keys_room + 1024;
        t->keys = mem_realloc(t->keys, t->keys_room);
    }
    if (length > 0)
        memcpy(t->keys + t->n_keys, key, length);
    t->n_keys += length;
}

/* Notes the counts in the head of the page; nothing of before is left in its
   middle. */
static void close_page(struct treepages *t)
{
    unsigned char *page = treepages_at(t, t->page);
    size_t places = t->head + 2 * t->cells;
    page[0] = (unsigned char)t->kind;
    treepages_put_16(page + 1, 0);
    treepages_put_16(page + 3, t->cells);
    treepages_put_16(page + 5, t->free);
    page[7] = 0;
    memset(page + places, 0, t->free - places);
    t->page = 0;
}

void treepages_end(struct treepages *t, const unsigned char *key, size_t length)
{
    size_t page = t->page;
    close_page(t);
    add_child(t, (uint32_t)page, key, length);
}

/* Ends the interior page: CHILD, its last, has no cell of its own. */
static void end_interior(struct treepages *t, const struct treechild *child)
{
    treepages_put_32(treepages_at(t, t->page) + t->head - TREEPAGES_NUMBER,
                     child->page);
    close_page(t);
}

/*
 * Whether the child I of COUNT is the last of its page: there is no room for
 * its cell, or, lest the last page of the level have a single child, the one
 * after it would be and leave only one.
 */
static bool is_last(const struct treepages *t, const struct treechild *all,
                    size_t i, size_t count)
{
    size_t left = count - 1 - i;
    size_t length = TREEPAGES_NUMBER + all[i].length;
    if (left == 0 || !treepages_fits(t, length))
        return true;
    size_t both = length + TREEPAGES_NUMBER + all[i + 1].length;
    return left == 2 && !treepages_fits(t, both + 2);
}

static void add_pointer(struct treepages *t, const unsigned char *keys,
                        const struct treechild *child)
{
    unsigned char *cell = treepages_cell(t, TREEPAGES_NUMBER + child->length);
    treepages_put_32(cell, child->page);
    memcpy(cell + TREEPAGES_NUMBER, keys + child->key, child->length);
}

void treepages_level(struct treepages *t)
{
    enum treepages_kind kind =
        t->kind == TREEPAGES_TABLE_LEAF || t->kind == TREEPAGES_TABLE_INTERIOR
            ? TREEPAGES_TABLE_INTERIOR
            : TREEPAGES_INDEX_INTERIOR;
    struct treepages below = *t;
    assert(t->page == 0 && below.n_children > 1);
    t->children = NULL;
    t->keys = NULL;
    t->n_children = t->child_room = t->n_keys = t->keys_room = t->placed = 0;
    for (size_t i = 0; i < below.n_children; i++) {
        const struct treechild *child = &below.children[i];
        if (t->page == 0)
            treepages_begin(t, kind);
        if (!is_last(t, below.children, i, below.n_children)) {
            add_pointer(t, below.keys, child);
            continue;
        }
        uint32_t page = (uint32_t)t->page;
        end_interior(t, child);
        add_child(t, page, below.keys + child->key, child->length);
    }
    free(below.children);
    free(below.keys);
}

void treepages_place(struct treepages *t, const uint32_t *numbers, size_t skip)
{
    for (size_t i = 0; i < t->n_numbers; i++) {
        unsigned char *at = t->bytes + t->numbers[i];
        treepages_put_32(at, numbers[treepages_get_32(at) - 1 - skip]);
    }
    for (; t->placed < t->n_children; t->placed++) {
        struct treechild *child = &t->children[t->placed];
        child->page = numbers[child->page - 1 - skip];
    }
}
