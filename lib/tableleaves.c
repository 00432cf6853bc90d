/* tableleaves.c - see tableleaves.h. */
#include "lib/tableleaves.h"

#include "lib/mem.h"
#include "lib/tablerecord.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum {
    PAGE = TREEPAGES_SIZE,
    NEXT = TREEPAGES_NUMBER,        /* begins a page of a chain */
    MOST_LOCAL = TABLELEAVES_SHORT, /* of a record in a leaf, by the format */
    LEAST_LOCAL = (PAGE - 12) * 32 / 255 - 23,
    LEAST_CELL = 4
};

size_t tableleaves_local(size_t length)
{
    if (length <= MOST_LOCAL)
        return length;
    size_t local = LEAST_LOCAL + (length - LEAST_LOCAL) % (PAGE - NEXT);
    return local <= MOST_LOCAL ? local : LEAST_LOCAL;
}

static void end_leaf(struct tableleaves *l)
{
    unsigned char last[TABLERECORD_VARINT];
    size_t length = tablerecord_varint(last, (uint64_t)l->key);
    treepages_end(&l->tree, last, length);
}

/* Room for a cell of LENGTH bytes in this leaf or the next one. */
static unsigned char *add_cell(struct tableleaves *l, size_t length)
{
    if (l->tree.page != 0 && !treepages_fits(&l->tree, length))
        end_leaf(l);
    if (l->tree.page == 0)
        treepages_begin(&l->tree, TREEPAGES_TABLE_LEAF);
    return treepages_cell(&l->tree, length);
}

/* Writes what stands before a record; returns its length. */
static size_t put_head(unsigned char *to, size_t length, int64_t key)
{
    size_t used = tablerecord_varint(to, length);
    return used + tablerecord_varint(to + used, (uint64_t)key);
}

unsigned char *tableleaves_room(struct tableleaves *l, int64_t key,
                                size_t length)
{
    unsigned char head[2 * TABLERECORD_VARINT];
    assert(length <= MOST_LOCAL && key > l->key);
    size_t used = put_head(head, length, key);
    size_t all = used + length;
    unsigned char *cell = add_cell(l, all < LEAST_CELL ? LEAST_CELL : all);
    memcpy(cell, head, used);
    l->key = key;
    l->rows++;
    return cell + used;
}

uint32_t tableleaves_chain(struct treepages *t, const unsigned char *rest,
                           size_t length)
{
    uint32_t first = (uint32_t)t->pages + 1;
    while (length > 0) {
        size_t part = length < PAGE - NEXT ? length : PAGE - NEXT;
        unsigned char *page = treepages_add(t);
        treepages_put_32(page, 0);
        if (part < length) {
            treepages_put_32(page, (uint32_t)t->pages + 1);
            treepages_note_number(t, page);
        }
        memcpy(page + NEXT, rest, part);
        memset(page + NEXT + part, 0, PAGE - NEXT - part);
        rest += part;
        length -= part;
    }
    return first;
}

static void add_long(struct tableleaves *l, int64_t key,
                     const unsigned char *record, size_t length)
{
    size_t local = tableleaves_local(length);
    unsigned char head[2 * TABLERECORD_VARINT];
    size_t used = put_head(head, length, key);
    unsigned char *to = add_cell(l, used + local + NEXT);
    memcpy(to, head, used);
    to += used;
    memcpy(to, record, local);
    size_t place = (size_t)(to - l->tree.bytes) + local;
    uint32_t first =
        tableleaves_chain(&l->tree, record + local, length - local);
    to = l->tree.bytes + place;
    treepages_put_32(to, first);
    treepages_note_number(&l->tree, to);
    l->key = key;
    l->rows++;
}

void tableleaves_add(struct tableleaves *l, int64_t key,
                     const unsigned char *record, size_t length)
{
    if (length <= MOST_LOCAL)
        memcpy(tableleaves_room(l, key, length), record, length);
    else
        add_long(l, key, record, length);
}

void tableleaves_end(struct tableleaves *l)
{
    if (l->tree.page == 0 && l->tree.n_children == 0)
        treepages_begin(&l->tree, TREEPAGES_TABLE_LEAF);
    if (l->tree.page != 0)
        end_leaf(l);
}
