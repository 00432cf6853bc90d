/*
 * sharedlist.c - see sharedlist.h.
 *
 * A list in the making is its last item and the list before it. Which list
 * follows by which item is looked up in a small table first, as few follow
 * most often.
 */
#include "analyze/base/sharedlist.h"

#include "lib/idmap.h"
#include "lib/mem.h"

#include <assert.h>
#include <stdlib.h>

enum { RECENT = 4096, MOST_KNOWN = 1 << 16 };

/* What comes after LIST by ITEM. */
struct step {
    uint32_t list, item, next; /* next is 0 where the place is free */
};

struct node {
    uint32_t before, item;
};

struct sharedlist_maker {
    uint32_t *of;
    size_t owners;
    struct node *node; /* the first is the empty list */
    size_t n_nodes, room;
    struct idmap *known; /* by list and item */
    struct step recent[RECENT];
};

struct sharedlist_maker *sharedlist_new(size_t owners)
{
    struct sharedlist_maker *m = mem_alloc(sizeof *m);
    m->owners = owners;
    m->of = mem_alloc(owners * sizeof *m->of);
    m->node = mem_grow(NULL, 0, &m->room, sizeof *m->node);
    m->node[m->n_nodes++] = (struct node){0};
    m->known = idmap_new();
    return m;
}

static uint32_t add_node(struct sharedlist_maker *m, uint32_t list,
                         uint32_t item)
{
    assert(m->n_nodes < UINT32_MAX);
    m->node = mem_grow(m->node, m->n_nodes, &m->room, sizeof *m->node);
    m->node[m->n_nodes] = (struct node){list, item};
    return (uint32_t)m->n_nodes++;
}

/* Where there are more lists than are known, most are new: no use to look. */
static uint32_t find_slowly(struct sharedlist_maker *m, uint32_t list,
                            uint32_t item)
{
    const uint32_t step[2] = {list, item};
    if (idmap_count(m->known) == MOST_KNOWN)
        return add_node(m, list, item);
    int64_t *known = idmap_put(m->known, (const char *)step, sizeof step, 0);
    if (*known == 0)
        *known = add_node(m, list, item); /* never the empty one */
    return (uint32_t)*known;
}

uint32_t sharedlist_next(struct sharedlist_maker *m, uint32_t list,
                         uint32_t item)
{
    uint64_t mixed = ((uint64_t)list << 32 | item) * 0x9E3779B97F4A7C15U;
    struct step *s = &m->recent[mixed >> 40 & (RECENT - 1)];
    if (s->next == 0 || s->list != list || s->item != item)
        *s = (struct step){list, item, find_slowly(m, list, item)};
    return s->next;
}

void sharedlist_add(struct sharedlist_maker *m, size_t owner, uint32_t item)
{
    m->of[owner] = sharedlist_next(m, m->of[owner], item);
}

void sharedlist_set(struct sharedlist_maker *m, size_t owner, uint32_t list)
{
    m->of[owner] = list;
}

/* Gives the lists that owners have numbers from 0, in the order of owners, and
   the owners these; of each list its node. */
static uint32_t *number_lists(struct sharedlist_maker *m, size_t *count)
{
    uint32_t *number = mem_alloc(m->n_nodes * sizeof *number); /* from 1 */
    uint32_t *node = NULL;
    size_t room = 0, n = 0;
    for (size_t i = 0; i < m->owners; i++) {
        uint32_t list = m->of[i];
        if (number[list] == 0) {
            node = mem_grow(node, n, &room, sizeof *node);
            node[n++] = list;
            number[list] = (uint32_t)n;
        }
        m->of[i] = number[list] - 1;
    }
    free(number);
    *count = n;
    return node;
}

void sharedlist_finish(struct sharedlist_maker *m, struct sharedlist *l)
{
    size_t n, items = 0;
    uint32_t *node = number_lists(m, &n);
    size_t *at = mem_array(NULL, n + 1, sizeof *at);
    for (size_t i = 0; i < n; i++) {
        at[i] = items;
        for (uint32_t k = node[i]; k != SHAREDLIST_EMPTY; k = m->node[k].before)
            items++;
    }
    at[n] = items;
    uint32_t *item = mem_array(NULL, items, sizeof *item);
    for (size_t i = 0; i < n; i++) {
        size_t to = at[i + 1];
        for (uint32_t k = node[i]; k != SHAREDLIST_EMPTY; k = m->node[k].before)
            item[--to] = m->node[k].item;
    }
    *l = (struct sharedlist){.of = m->of, .at = at, .item = item, .n_lists = n};
    free(node);
    free(m->node);
    idmap_free(m->known);
    free(m);
}

void sharedlist_free(struct sharedlist *l)
{
    free(l->of);
    free(l->at);
    free(l->item);
    *l = (struct sharedlist){0};
}
