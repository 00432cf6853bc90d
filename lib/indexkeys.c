/*
 * indexkeys.c - see indexkeys.h.
 *
 * A cell is the length of its record, and the record: its head (the lengths of
 * the head, of the text, of the key), the text, the key. The record that comes
 * between two leaves stands in the page above them alone.
 */
#include "lib/indexkeys.h"

#include "lib/mem.h"
#include "lib/sortitems.h"
#include "lib/tablerecord.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum {
    AROUND = 4 * TABLERECORD_VARINT + 8, /* bytes of a cell beside its text */
    PUT = 128,                           /* pages that are put together */
    DIGITS = 8, /* bytes that the sort by digits looks at */
    VALUES = 256
};

struct text {
    const unsigned char *bytes;
    size_t length;
};

void indexkeys_free(struct indexkeys *k)
{
    free(k->cells);
    *k = (struct indexkeys){0};
}

static const unsigned char *get_varint(const unsigned char *from, size_t *value)
{
    *value = 0;
    do
        *value = *value << 7 | (*from & 0x7F);
    while ((*from++ & 0x80) != 0);
    return from;
}

static struct text text_of(const unsigned char *cell)
{
    size_t length, head, type;
    const unsigned char *record = get_varint(cell, &length);
    get_varint(get_varint(record, &head), &type);
    return (struct text){record + head, (type - 13) / 2};
}

static size_t cell_length(const unsigned char *cell)
{
    size_t length;
    const unsigned char *record = get_varint(cell, &length);
    return (size_t)(record - cell) + length;
}

static int compare_texts(struct text a, struct text b)
{
    size_t both = a.length < b.length ? a.length : b.length;
    int order = both > 0 ? memcmp(a.bytes, b.bytes, both) : 0;
    return order != 0 ? order : (a.length > b.length) - (a.length < b.length);
}

/* Writes a cell; returns its length. */
static size_t put_cell(unsigned char *to, struct text text, int64_t key)
{
    unsigned char head[2 * TABLERECORD_VARINT];
    size_t width;
    size_t used = tablerecord_varint(head, 13 + 2 * (uint64_t)text.length);
    head[used++] = tablerecord_type(key, &width);
    unsigned char *at =
        to + tablerecord_varint(to, 1 + used + text.length + width);
    *at++ = (unsigned char)(1 + used);
    memcpy(at, head, used);
    at += used;
    if (text.length > 0)
        memcpy(at, text.bytes, text.length);
    at += text.length;
    while (width-- > 0)
        *at++ = (unsigned char)((uint64_t)key >> 8 * width);
    return (size_t)(at - to);
}

void indexkeys_add(struct indexkeys *k, const void *text, size_t length,
                   int64_t key)
{
    struct text added = {text, length};
    assert(length <= INDEXKEYS_LONGEST);
    if (k->room - k->used < length + AROUND) {
        k->room = 2 * k->room + INDEXKEYS_LONGEST + AROUND;
        k->cells = mem_realloc(k->cells, k->room);
    }
    if (k->count > 0 && !k->mixed)
        k->mixed = compare_texts(text_of(k->cells + k->last), added) > 0;
    k->last = k->used;
    k->used += put_cell(k->cells + k->used, added, key);
    k->count++;
}

/* How many bytes all texts begin with. */
static size_t common_bytes(const struct indexkeys *k)
{
    struct text first = text_of(k->cells);
    size_t common = first.length;
    for (size_t at = 0; at < k->used; at += cell_length(k->cells + at)) {
        struct text text = text_of(k->cells + at);
        size_t same = 0;
        while (same < common && same < text.length &&
               text.bytes[same] == first.bytes[same])
            same++;
        common = same;
    }
    return common;
}

static uint64_t first_bytes(struct text text, size_t skip)
{
    uint64_t first = 0;
    for (size_t i = 0; i < DIGITS; i++)
        first =
            first << 8 | (skip + i < text.length ? text.bytes[skip + i] : 0);
    return first;
}

static int compare_items(const void *a, const void *b)
{
    const struct sortitem *x = a;
    const struct sortitem *y = b;
    return compare_texts(text_of(x->bytes), text_of(y->bytes));
}

/* Those whose first bytes are the same, by all of their text. */
static void sort_same(struct sortitem *items, size_t count)
{
    for (size_t i = 0, n; i < count; i += n) {
        n = 1;
        while (i + n < count && items[i + n].number == items[i].number)
            n++;
        if (n > 1)
            qsort(items + i, n, sizeof *items, compare_items);
    }
}

/* All cells in order; free() it. */
static struct sortitem *sort_cells(const struct indexkeys *k)
{
    struct sortitem *items = mem_array(NULL, k->count, sizeof *items);
    size_t skip = common_bytes(k);
    for (size_t i = 0, at = 0; i < k->count; i++) {
        const unsigned char *cell = k->cells + at;
        items[i] = (struct sortitem){first_bytes(text_of(cell), skip), cell};
        at += cell_length(cell);
    }
    items = sortitems(items, k->count);
    sort_same(items, k->count);
    return items;
}

/* Gives the cells in order, one for each call. */
struct walk {
    const unsigned char *next;    /* of cells that came in order */
    const struct sortitem *items; /* else */
};

static const unsigned char *walk_next(struct walk *w)
{
    const unsigned char *cell = w->next;
    if (w->items != NULL)
        return w->items++->bytes;
    w->next += cell_length(cell);
    return cell;
}

/* Takes the last cell, of LENGTH bytes, out of the leaf again. */
static void take_back(struct treepages *t, size_t length)
{
    t->cells--;
    t->free += length;
}

/*
 * Adds CELL to the leaf or, where that is full, between it and the next one.
 * The last of all cannot stand there: the one before does, in its place.
 */
static void add_cell(struct treepages *t, const unsigned char *cell,
                     const unsigned char *before, bool last)
{
    size_t length = cell_length(cell);
    if (t->page == 0)
        treepages_begin(t, TREEPAGES_INDEX_LEAF);
    bool fits = treepages_fits(t, length);
    if (!fits && !last) {
        treepages_end(t, cell, length);
        return;
    }
    if (!fits) {
        take_back(t, cell_length(before));
        treepages_end(t, before, cell_length(before));
        treepages_begin(t, TREEPAGES_INDEX_LEAF);
    }
    memcpy(treepages_cell(t, length), cell, length);
    if (last)
        treepages_end(t, NULL, 0);
}

static int put_leaves(const struct indexkeys *k, struct walk *w,
                      struct pagelot *lot, struct treepages *t, struct diag *d)
{
    const unsigned char *before = NULL;
    for (size_t i = 0; i < k->count; i++) {
        const unsigned char *cell = walk_next(w);
        if (before != NULL &&
            compare_texts(text_of(before), text_of(cell)) == 0)
            return diag_fail(d, "two rows have the same id '%.*s'",
                             (int)text_of(cell).length, text_of(cell).bytes);
        add_cell(t, cell, before, i + 1 == k->count);
        before = cell;
        if (t->page == 0 && t->pages >= PUT && pagelot_put(lot, t, 0, d) != 1)
            return -1;
    }
    bool alone = t->n_children == 1 && t->placed == 0;
    if (!alone && t->pages > 0 && pagelot_put(lot, t, 0, d) != 1)
        return -1;
    return 0;
}

int indexkeys_put(struct indexkeys *k, struct pagelot *lot, const char *name,
                  struct diag *d)
{
    struct treepages tree = {0};
    struct sortitem *items = k->mixed ? sort_cells(k) : NULL;
    struct walk walk = {.next = k->cells, .items = items};
    assert(k->count > 0);
    int result = put_leaves(k, &walk, lot, &tree, d);
    if (result == 0)
        result = pagelot_finish(lot, &tree, name, d);
    treepages_free(&tree);
    free(items);
    return result;
}
